import { ask } from '../../api/client';
import { splitWords } from '../../../shared/text';
import { vaultStore } from '../../state/session';
import { t, tn } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { allowed } from '../vault/person';
import { findHits, type Hit } from './find';
import { commitEdit, reloadAll, useTranscript } from './store';
import { comparePoints } from './words';

interface Find {
  open: boolean;
  /** Whether replacing is offered: then only whole words count, since only they can be replaced. */
  replacing: boolean;
  query: string;
  replacement: string;
  hits: readonly Hit[];
  at: number;
}

const CLOSED: Find = { open: false, replacing: false, query: '', replacement: '', hits: [], at: 0 };

export const useFind = vaultStore<Find>(() => CLOSED);

export function openFind(replacing = false): void {
  useFind.setState({ open: true, replacing });
  document.querySelector<HTMLInputElement>('#find-query')?.select();
  void search(useFind.getState().query);
}

/** Ctrl+H. Who may not write finds only. */
export function openReplace(): void {
  openFind(allowed('transcript.edit'));
}

/** Closes the bar; the keyboard goes back to the place that was found. */
export function closeFind(): void {
  useFind.setState(CLOSED);
  document.getElementById('transcript-grid')?.focus({ preventScroll: true });
}

export async function search(query: string): Promise<void> {
  useFind.setState({ query });
  if (await refresh()) {
    useFind.setState({ at: 0 });
    show();
  }
}

/** On to the next place (or back), round and round. */
export function stepHit(step: 1 | -1): void {
  useFind.setState(({ hits, at }) => ({ at: hits.length === 0 ? 0 : (at + step + hits.length) % hits.length }));
  show();
}

/** Replaces the place that is shown and goes on to the next behind it. */
export async function replaceHit(): Promise<void> {
  const { hits, at, query, replacement } = useFind.getState();
  const hit = hits[at];
  const { footageId } = useTranscript.getState();
  if (!hit || footageId === null) return;
  await commitEdit();
  const answer = await ask('transcript.replace', { footageId, query, replacement, at: { segmentId: hit.segmentId, from: hit.from } });
  if (!answer) return;
  await reloadAll(footageId);
  await refresh();
  // What was just written may hold the searched word again: it is not offered a second time.
  const done = { segmentId: hit.segmentId, word: hit.from + splitWords(replacement).length - 1 };
  useFind.setState((state) => ({ at: Math.max(0, state.hits.findIndex((one) => comparePoints({ segmentId: one.segmentId, word: one.from }, done, useTranscript.getState().order) > 0)) }));
  show();
}

/** Replaces every place, as one step that can be undone. */
export async function replaceEverywhere(): Promise<void> {
  const { query, replacement } = useFind.getState();
  const { footageId } = useTranscript.getState();
  if (footageId === null || query.trim() === '') return;
  await commitEdit();
  const answer = await ask('transcript.replace', { footageId, query, replacement, at: null });
  if (!answer) return;
  await reloadAll(footageId);
  await refresh();
  toast(answer.replaced === 0 ? t('transcript.replacedNone') : tn('transcript.replaced', answer.replaced));
}

let asked = 0;

/** Looks the places up anew. @returns false when a newer search has overtaken this one */
async function refresh(): Promise<boolean> {
  const mine = (asked += 1);
  const { query, replacing } = useFind.getState();
  const { segments, footageId } = useTranscript.getState();
  const hits = replacing && footageId !== null && query.trim() !== '' ? ((await ask('transcript.matches', { footageId, query })) ?? []) : findHits(segments, query);
  if (mine !== asked || !useFind.getState().open) return false;
  useFind.setState(({ at }) => ({ hits, at: Math.max(0, Math.min(at, hits.length - 1)) }));
  return true;
}

function show(): void {
  const { hits, at } = useFind.getState();
  const hit = hits[at];
  if (hit) useTranscript.setState({ cursor: { segmentId: hit.segmentId, word: hit.from }, following: false });
}

useTranscript.subscribe((state, before) => {
  if (useFind.getState().open && state.segments !== before.segments) void refresh();
});
