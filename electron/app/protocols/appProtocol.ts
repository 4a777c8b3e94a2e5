import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from 'electron';

/** Origin of the one page that Zapis shows. */
export const APP_ORIGIN = 'app://zapis';

/** An empty page of another site, which stands for a moment while a lock exchanges the renderer process. */
export const GATE_ORIGIN = 'app://gate';
const GATE = '<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="dark light"><title>Zapis</title>';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", 'media-src media:',
  "connect-src 'self'", "font-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
};

/** Serves the built renderer, and only files that lie in its folder. */
export function serveApp(session: Session, rendererDir: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` === GATE_ORIGIN) return new Response(GATE, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'", 'cache-control': 'no-store' } });
    const file = path.join(rendererDir, path.normalize(decodeURIComponent(url.pathname)));
    const type = TYPES[path.extname(file)];
    const inside = file.startsWith(rendererDir + path.sep);
    if (url.host !== 'zapis' || request.method !== 'GET' || !inside || type === undefined) return new Response(null, { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
