import type { MemoryHit, TermUse } from '../../../../shared/domain';
import { ask } from '../../../api/client';
import { vaultStore } from '../../../state/session';
import { TARGET, useTranslation } from '../store';

export type MemoryView = 'similar' | 'search' | 'terms';

interface Memory {
  /** The pane stands under the desk. */
  open: boolean;
  view: MemoryView;
  query: string;
  /** Of which segment `similar` is. */
  of: string | null;
  similar: readonly MemoryHit[];
  found: readonly MemoryHit[];
  terms: readonly TermUse[] | null;
}

export const useMemory = vaultStore<Memory>(() => ({ open: false, view: 'similar', query: '', of: null, similar: [], found: [], terms: null }));

export function toggleMemory(): void {
  useMemory.setState(({ open }) => ({ open: !open }));
}

/** Looks for what is like a segment. A later question takes over from one that is still being answered. */
export async function lookForSimilar(footageId: string, segmentId: string): Promise<void> {
  if (useMemory.getState().of !== segmentId) useMemory.setState({ of: segmentId, similar: [] });
  const similar = await ask('memory.similar', { footageId, segmentId, language: TARGET });
  if (similar && useMemory.getState().of === segmentId) useMemory.setState({ similar });
}

export async function searchMemory(query: string): Promise<void> {
  useMemory.setState({ query });
  const found = query.trim() === '' ? [] : await ask('memory.search', { query });
  if (found && useMemory.getState().query === query) useMemory.setState({ found });
}

export async function loadTerms(footageId: string): Promise<void> {
  useMemory.setState({ terms: await ask('memory.terms', { footageId, language: TARGET }) ?? [] });
}

/**
 * Puts a text in the place of what stands in the field of the segment at hand, as if it were typed: the field's own undo takes
 * it back, and it is saved when the field is left.
 */
export function takeIntoField(text: string): void {
  const { at } = useTranslation.getState();
  const field = at === null ? null : document.querySelector<HTMLTextAreaElement>(`[data-segment-id="${CSS.escape(at)}"] .desk-field`);
  if (!field || field.readOnly) return;
  field.focus();
  field.select();
  // The one way of writing that the field's undo knows of.
  document.execCommand('insertText', false, text);
}

/** Takes the suggestion with this number, from 1 on. @returns false when there is none. */
export function takeSimilar(number: number): boolean {
  const hit = useMemory.getState().similar[number - 1];
  if (hit) takeIntoField(hit.target);
  return hit !== undefined;
}
