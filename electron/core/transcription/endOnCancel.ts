/**
 * Works with the process behind `client` and ends it with the work; on cancel at once, since a question that it is just
 * answering would be waited for. What fails for that reason is the cancellation, not a fault.
 *
 * @throws AbortError on `signal`; what `work` throws.
 */
export async function endOnCancel<T>(signal: AbortSignal, client: { dispose(): void }, work: () => Promise<T>): Promise<T> {
  const stop = (): void => { client.dispose(); };
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    client.dispose();
  }
}
