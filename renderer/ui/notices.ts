import type { Failure } from '../../shared/errors';
import { vaultStore } from '../state/session';
import { failureText } from './messages';
import type { NoticeTone } from './Notice';

interface Toast {
  id: number;
  tone: NoticeTone;
  text: string;
}

const SHOWN_AT_ONCE = 3;
const READING_MS = 6_000;

/** Toasts may name footage, so a lock clears them too. */
export const useToasts = vaultStore<{ toasts: Toast[] }>(() => ({ toasts: [] }));
let lastId = 0;

/** Shows a sentence for a while; failures stay until they are closed. */
export function toast(text: string, tone: NoticeTone = 'info'): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((other) => other.text !== text), { id, tone, text }].slice(-SHOWN_AT_ONCE) }));
  if (tone === 'info') setTimeout(() => { dismiss(id); }, READING_MS);
}

export function showFailure(failure: Failure): void {
  toast(failureText(failure), 'danger');
}

export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
