import { recogniserReply, type Evidence, type RecogniserRequest } from '../../../electron/core/transcription/protocol';
import type { StartWorker } from '../../../electron/core/transcription/workerHost';

/** What a recogniser was asked to hear, and what that came to. */
export interface Hearings {
  /** Calls that hear a window for the first time, and the guard's that hear a stretch again. */
  readonly first: number;
  readonly again: number;
  /** Seconds of sound of either. */
  readonly firstS: number;
  readonly againS: number;
  /** Windows of 30 seconds that the engine encoded, and how often it decoded one: doubtful ones several times, hotter each time. */
  readonly windows: number;
  readonly decodings: number;
}

/** How often windows were decoded. */
export function decodingsOf(windows: readonly Evidence[]): number {
  return windows.reduce((sum, { tries }) => sum + tries, 0);
}

/** Workers that count what the recogniser is asked and answers. */
export function countHearings(startWorker: StartWorker): { startWorker: StartWorker; counted(): Hearings } {
  let told: Hearings = { first: 0, again: 0, firstS: 0, againS: 0, windows: 0, decodings: 0 };
  return {
    counted: () => told,
    startWorker: (name) => {
      const port = startWorker(name);
      if (name !== 'recogniser') return port;
      port.onMessage((message) => {
        const reply = recogniserReply.safeParse(message).data;
        if (reply?.type === 'transcribed') told = { ...told, windows: told.windows + reply.evidence.length, decodings: told.decodings + decodingsOf(reply.evidence) };
      });
      return { ...port, post: (message) => {
        const request = message as RecogniserRequest;
        if (request.type === 'transcribe') told = counted(told, request);
        port.post(message);
      } };
    },
  };
}

function counted(told: Hearings, { pcm, firstWindow }: Extract<RecogniserRequest, { type: 'transcribe' }>): Hearings {
  const seconds = pcm.length / 16_000;
  return firstWindow === true ? { ...told, first: told.first + 1, firstS: told.firstS + seconds } : { ...told, again: told.again + 1, againS: told.againS + seconds };
}
