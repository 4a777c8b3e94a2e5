import { standingRelease } from '../releasing/release';
import { startAligner, type AlignerClient } from '../transcription/alignerClient';
import { realign } from '../transcription/realign';
import { doneAligning, waitingToAlign } from '../transcript/toAlign';
import type { Workspace } from './workspace';

/** Begins when nobody has changed a transcript for so long: whoever corrects one segment after another is left in peace. */
const QUIET_MS = 2_500;
/** The aligner's process (about 90 MB) is let go when it has had nothing to do for so long. */
const IDLE_MS = 30_000;

/**
 * Finds corrected words in the sound again, in the background, one footage at a time and never while that footage is being
 * transcribed, nor while it is released, which new times would end. Nothing is shown or asked: times appear, words that are not found stay without, and a segment that is
 * being corrected again is left alone and taken up after that.
 *
 * @returns ends it, and resolves when nothing of it touches the vault any more.
 */
export function keepAligned(workspace: Workspace, quietMs = QUIET_MS): () => Promise<void> {
  const { vault, jobs, changes, startWorker } = workspace;
  const stopping = new AbortController();
  /** Texts tried in vain, by segment: not again before the next unlocking, or another correction. */
  const tried = new Map<string, string>();
  let aligner: AlignerClient | null = null;
  let quiet: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  const letGo = (): void => {
    aligner?.dispose();
    aligner = null;
  };
  const isTranscribed = (footageId: string): boolean => jobs.list().some((job) => job.footageId === footageId && job.kind === 'transcribe' && job.state === 'running');

  const alignAll = async (): Promise<void> => {
    for (const [footageId, waiting] of waitingToAlign(vault.db)) {
      const segmentIds = new Set([...waiting].flatMap(([id, text]) => (tried.get(id) === text ? [] : [id])));
      if (segmentIds.size === 0 || isTranscribed(footageId) || standingRelease(vault.db, footageId) !== null || stopping.signal.aborted) continue;
      for (const [id, text] of waiting) tried.set(id, text);
      aligner ??= startAligner(startWorker);
      const { segments } = await realign(workspace, footageId, aligner, { segmentIds, signal: stopping.signal, onStored: ({ taken }) => { doneAligning(vault.db, taken); } });
      if (segments > 0 && !stopping.signal.aborted) for (const what of ['transcript', 'passages'] as const) changes.emit(what, footageId);
    }
  };
  const begin = (): void => {
    if (running !== null) return soon();
    clearTimeout(idle);
    // Footage without sound, a damaged store: those who play it or transcribe it are told.
    running = alignAll().catch(() => undefined).finally(() => {
      running = null;
      if (aligner !== null) idle = setTimeout(letGo, IDLE_MS).unref();
    });
  };
  const soon = (): void => {
    clearTimeout(quiet);
    if (!stopping.signal.aborted) quiet = setTimeout(begin, quietMs).unref();
  };

  changes.on('transcript', soon);
  const stopWatching = jobs.onChange((job) => { if (job.kind === 'transcribe' && job.finishedAt !== null) soon(); });
  soon();
  return async () => {
    stopping.abort(new DOMException('locked', 'AbortError'));
    clearTimeout(quiet);
    changes.off('transcript', soon);
    stopWatching();
    letGo();
    await running;
    clearTimeout(idle);
  };
}
