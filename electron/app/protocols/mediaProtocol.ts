import type { Session } from 'electron';
import type { MediaView } from '../../core/operations/footage';
import type { PublishedMedia } from '../../core/releasing/published';
import { APP_ORIGIN } from './appProtocol';
import { parseRange } from '../../core/media/range';

/** What the player may read: the decrypted bytes behind a footage id, how to label them, and whether that still holds. */
export type FindMedia = (footageId: string, view: MediaView) => PublishedMedia | null;

const VIEWS: Readonly<Record<string, MediaView>> = { footage: 'raw', published: 'published' };

/**
 * Serves `media://footage/ID` and `media://published/ID` straight from the encrypted store. An open-ended range is answered up to the
 * end by a stream that decrypts only what is pulled: answered with a shorter window, Chromium's player
 * hangs at readyState 0.
 */
export function serveMedia(session: Session, find: FindMedia): void {
  session.protocol.handle('media', (request) => {
    const url = new URL(request.url);
    const view = VIEWS[url.host];
    const media = view !== undefined && request.method === 'GET' ? find(decodeURIComponent(url.pathname.slice(1)), view) : null;
    if (media === null) return new Response(null, { status: 404 });
    const { source, mimeType } = media;
    const range = parseRange(request.headers.get('range') ?? undefined, source.bytes);
    if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${source.bytes}` } });
    const { start, end } = range ?? { start: 0, end: source.bytes };
    const headers: Record<string, string> = {
      'content-type': mimeType, 'content-length': String(end - start), 'accept-ranges': 'bytes', 'cache-control': 'no-store',
      // For the preview, whose sound goes through the page's audio graph.
      'access-control-allow-origin': APP_ORIGIN,
    };
    if (range) headers['content-range'] = `bytes ${start}-${end - 1}/${source.bytes}`;
    return new Response(pullStream(media, start, end), { status: range ? 206 : 200, headers });
  });
}

/** Ends in the middle when what was allowed at its start is allowed no more. */
function pullStream({ source, current }: PublishedMedia, start: number, end: number): ReadableStream<Uint8Array> {
  const chunks = source.stream(start, end)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!current()) {
          controller.error(new Error('not served any more'));
          await chunks.return?.();
          return;
        }
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
