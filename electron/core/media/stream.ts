import type { FfmpegBinaries } from './binaries';
import { runFfmpeg, type RunOptions } from './process';

/**
 * ffmpeg's standard output as pieces to be pulled: at most one is held here, the rest waits in ffmpeg.
 * Leaving the loop early ends the child, and the loop is left only after the child is gone.
 *
 * @throws what `runFfmpeg` throws, after the pieces that came before the failure.
 */
export async function* ffmpegStream(binaries: FfmpegBinaries, args: readonly string[], o: Omit<RunOptions, 'onStdout'>): AsyncGenerator<Buffer, void, undefined> {
  const own = new AbortController();
  const signal = o.signal ? AbortSignal.any([o.signal, own.signal]) : own.signal;
  let offered: { chunk: Buffer; taken: () => void } | null = null;
  let wake: () => void = () => undefined;
  let ended = false;
  const running = runFfmpeg(binaries, args, {
    ...o,
    signal,
    onStdout: (chunk) => new Promise<void>((taken) => {
      // Output that was still in the pipe when the child was killed: nobody comes to take it any more.
      if (signal.aborted) return taken();
      offered = { chunk, taken };
      wake();
    }),
  }).finally(() => {
    ended = true;
    wake();
  });
  running.catch(() => undefined);
  // A killed child must not wait for us to take its last piece.
  signal.addEventListener('abort', () => takeOffer()?.taken(), { once: true });
  const takeOffer = (): { chunk: Buffer; taken: () => void } | null => {
    const offer = offered;
    offered = null;
    return offer;
  };
  try {
    for (;;) {
      const offer = takeOffer();
      if (offer) {
        try {
          yield offer.chunk;
        } finally {
          // Also when the consumer leaves here: the reader waits for this piece, and we wait for the reader.
          offer.taken();
        }
      } else if (ended) {
        break;
      } else {
        await new Promise<void>((resolve) => { wake = resolve; });
      }
    }
    await running;
  } finally {
    own.abort();
    takeOffer()?.taken();
    await running.catch(() => undefined);
  }
}
