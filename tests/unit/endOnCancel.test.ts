import { endOnCancel } from '../../electron/core/transcription/endOnCancel';

/** A worker that answers only when it is ended, as one in the middle of a long question. */
function slow(): { readonly client: { dispose(): void }; readonly answer: Promise<string>; ended(): number } {
  let ended = 0;
  let fail: (error: Error) => void = () => undefined;
  const answer = new Promise<string>((_, reject) => { fail = reject; });
  return { client: { dispose: () => { ended += 1; fail(new Error('died')); } }, answer, ended: () => ended };
}

test('a cancel ends the process at once, and what failed for it is the cancel', async () => {
  const { client, answer, ended } = slow();
  const stopping = new AbortController();
  const going = endOnCancel(stopping.signal, client, () => answer);
  stopping.abort();
  expect(ended()).toBe(1);
  await expect(going).rejects.toMatchObject({ name: 'AbortError' });
});

test('work ends the process too, well or ill; what failed by itself stays what it was', async () => {
  const [well, ill] = [slow(), slow()];
  ill.answer.catch(() => undefined);
  well.answer.catch(() => undefined);
  const { signal } = new AbortController();
  expect(await endOnCancel(signal, well.client, () => Promise.resolve('done'))).toBe('done');
  await expect(endOnCancel(signal, ill.client, () => Promise.reject(new Error('faces-failed')))).rejects.toThrow('faces-failed');
  expect([well.ended(), ill.ended()]).toEqual([1, 1]);
});

test('what was cancelled before is not begun', async () => {
  const { client, ended, answer } = slow();
  answer.catch(() => undefined);
  let begun = false;
  await expect(endOnCancel(AbortSignal.abort(), client, () => { begun = true; return Promise.resolve(); })).rejects.toMatchObject({ name: 'AbortError' });
  expect([begun, ended()]).toEqual([false, 1]);
});
