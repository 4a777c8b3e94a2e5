import { startDetector } from '../../electron/core/transcription/speech/detectorClient';
import type { WorkerPort } from '../../electron/core/transcription/workerHost';

/** A detector that answers when it is told to: with as many numbers as the sound has samples, or dies. */
function detector(): { start: () => WorkerPort; asked: number[]; answer(): Promise<void>; die(): Promise<void> } {
  const asked: number[] = [];
  let told: ((message: unknown) => void) | undefined;
  let ended: ((code: number | null) => void) | undefined;
  let last = { id: 0, sound: new Float32Array(0) };
  const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  return {
    asked,
    start: () => ({
      post: (message) => {
        last = message as typeof last;
        asked.push(last.sound.length);
      },
      onMessage: (listener) => { told = listener; },
      onExit: (listener) => { ended = listener; },
      kill: () => undefined,
    }),
    answer: () => (told?.({ id: last.id, speech: new Float32Array(last.sound.length) }), settled()),
    die: () => (ended?.(1), settled()),
  };
}

it('has one sound at a time, also after one on which it died twice', async () => {
  const worker = detector();
  const client = startDetector(worker.start);
  const heard = [1, 2, 3].map((samples) => client.listen(new Float32Array(samples)).then((speech) => speech.length, (error: unknown) => (error as { code: string }).code));
  await new Promise(setImmediate);
  expect(worker.asked).toEqual([1]);
  await worker.answer();
  expect(worker.asked).toEqual([1, 2]);
  await worker.die();
  expect(worker.asked).toEqual([1, 2, 2]);
  await worker.die();
  expect(worker.asked).toEqual([1, 2, 2, 3]);
  await worker.answer();
  expect(await Promise.all(heard)).toEqual([1, 'speech-detector-failed', 3]);
  client.dispose();
});
