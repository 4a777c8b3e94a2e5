import type { Job } from '../../shared/domain';
import type { Failure } from '../../shared/errors';
import { vaultStore } from '../state/session';
import { failureText } from './messages';
import type { NoticeTone } from './Notice';

export interface Toast {
  readonly id: number;
  readonly tone: NoticeTone;
  readonly text: string;
  /** What kind of job it tells of; undefined for what a person has just done here. */
  readonly about?: Job['kind'] | undefined;
}

const SHOWN_AT_ONCE = 3;
const READING_MS = 6_000;

/** Toasts may name footage, so a lock clears them too. */
export const useToasts = vaultStore<{ toasts: Toast[]; /** The open dialog, if any. */ dialog: Hearer | null }>(() => ({ toasts: [], dialog: null }));
let lastId = 0;

/** Shows a sentence for a while; failures stay until they are closed. */
export function toast(text: string, tone: NoticeTone = 'info', about?: Job['kind']): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((other) => other.text !== text), { id, tone, text, about }].slice(-SHOWN_AT_ONCE) }));
  if (tone === 'info') setTimeout(() => { dismiss(id); }, READING_MS);
}

export function showFailure(failure: Failure): void {
  toast(failureText(failure), 'danger');
}

/** Who hears of something: a dialog, of what happens while it is open. */
export interface Hearer {
  /** The newest sentence when it opened. */
  readonly since: number;
  /** The kinds of jobs that it is about. */
  readonly jobs: readonly Job['kind'][];
}

/** A dialog opens, and hears from now on. @returns to be called when it closes */
export function hearInDialog(jobs: readonly Job['kind'][]): () => void {
  const dialog: Hearer = { since: lastId, jobs };
  useToasts.setState({ dialog });
  return () => { useToasts.setState(({ dialog: now }) => ({ dialog: now === dialog ? null : now })); };
}

/**
 * What an open dialog shows: what was said since it opened, and of jobs only those that it is about. The rest waits behind it, at
 * the edge of the window: an export that fails has nothing to say to somebody who is typing an interview's record.
 */
export function isForDialog({ id, about }: Toast, dialog: Hearer | null): boolean {
  return dialog !== null && id > dialog.since && (about === undefined || dialog.jobs.includes(about));
}

export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** A job has now been done: that the same one failed before (its sentence begins with what it is called) needs nobody any more. */
export function dismissFailuresOf(about: Job['kind'], title: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.about !== about || toast.tone !== 'danger' || !toast.text.startsWith(title)) }));
}

/** Takes away what was said of jobs. */
export function dismissAboutJobs(): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(({ about }) => about === undefined) }));
}
