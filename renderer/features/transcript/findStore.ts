import { vaultStore } from '../../state/session';
import { findHits, type Hit } from './find';
import { useTranscript } from './store';

interface Find {
  open: boolean;
  query: string;
  hits: readonly Hit[];
  at: number;
}

export const useFind = vaultStore<Find>(() => ({ open: false, query: '', hits: [], at: 0 }));

export function openFind(): void {
  useFind.setState({ open: true });
  const input = document.querySelector<HTMLInputElement>('#find-query');
  input?.select();
}

export function closeFind(): void {
  useFind.setState({ open: false, query: '', hits: [], at: 0 });
}

export function search(query: string): void {
  useFind.setState({ query, hits: findHits(useTranscript.getState().segments, query), at: 0 });
  show();
}

/** On to the next place (or back), round and round. */
export function stepHit(step: 1 | -1): void {
  useFind.setState(({ hits, at }) => ({ at: hits.length === 0 ? 0 : (at + step + hits.length) % hits.length }));
  show();
}

function show(): void {
  const { hits, at } = useFind.getState();
  const hit = hits[at];
  if (hit) useTranscript.setState({ cursor: { segmentId: hit.segmentId, word: hit.from }, following: false });
}

useTranscript.subscribe((state, before) => {
  const { open, query } = useFind.getState();
  if (open && state.segments !== before.segments) useFind.setState({ hits: findHits(state.segments, query) });
});
