/** A stream that works on its first piece before anybody asks for it. */
export interface Begun<T> extends AsyncIterable<T> {
  /** Ends whatever feeds the stream: a stream nobody reads to its end otherwise holds a decoder for ever. */
  close(): Promise<void>;
}

/** Lets a stream work on its first piece at once. Its failure is told to whoever asks for that piece. */
export function begun<T>(stream: AsyncGenerator<T>): Begun<T> {
  let first: Promise<IteratorResult<T>> | null = stream.next();
  first.catch(() => undefined);
  return {
    [Symbol.asyncIterator]: () => ({
      next() {
        const piece = first ?? stream.next();
        first = null;
        return piece;
      },
    }),
    close: async () => { await stream.return(undefined).catch(() => undefined); },
  };
}
