import { indexTranscripts } from '../transcript/search';
import type { Vault } from '../vault/vault';
import type { Changes } from './changes';

/** Segments folded and indexed at a stretch: about a tenth of a second, so that nobody notices. */
const SLICE = 500;
const PAUSE_MS = 200;

/** Indexes what is new in the transcripts, a slice at a time, so that the first search need not do it all at once. The answer ends it. */
export function keepSearchable(vault: Vault, changes: Changes): () => void {
  let timer: NodeJS.Timeout | null = null;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      if (indexTranscripts(vault.db, SLICE) === SLICE) soon();
    }, PAUSE_MS);
    timer.unref();
  };
  changes.on('transcript', soon);
  soon();
  return () => {
    if (timer !== null) clearTimeout(timer);
    changes.off('transcript', soon);
  };
}
