import type { Session } from 'electron';
import type { ByteSource } from '../../core/vault/stores';
import { parseRange } from '../../core/media/range';

/** What the player may read: the decrypted bytes behind a footage id, and how to label them. */
export type FindMedia = (footageId: string) => { source: ByteSource; mimeType: string } | null;

/**
 * Serves `media://footage/ID` straight from the encrypted store. An open-ended range is answered up to the
 * end by a stream that decrypts only what is pulled: answered with a shorter window, Chromium's player
 * hangs at readyState 0.
 */
export function serveMedia(session: Session, find: FindMedia): void {
  session.protocol.handle('media', (request) => {
    const url = new URL(request.url);
    const media = url.host === 'footage' && request.method === 'GET' ? find(decodeURIComponent(url.pathname.slice(1))) : null;
    if (media === null) return new Response(null, { status: 404 });
    const { source, mimeType } = media;
    const range = parseRange(request.headers.get('range') ?? undefined, source.bytes);
    if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${source.bytes}` } });
    const { start, end } = range ?? { start: 0, end: source.bytes };
    const headers: Record<string, string> = {
      'content-type': mimeType, 'content-length': String(end - start), 'accept-ranges': 'bytes', 'cache-control': 'no-store',
    };
    if (range) headers['content-range'] = `bytes ${start}-${end - 1}/${source.bytes}`;
    return new Response(pullStream(source, start, end), { status: range ? 206 : 200, headers });
  });
}

function pullStream(source: ByteSource, start: number, end: number): ReadableStream<Uint8Array> {
  const chunks = source.stream(start, end)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}
