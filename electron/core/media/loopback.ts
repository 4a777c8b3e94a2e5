import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZapisError } from '../../../shared/errors';
import { release } from '../vault/chunks';
import type { ByteSource } from '../vault/stores';
import { parseRange } from './range';

/**
 * Gives decrypted bytes to ffmpeg without a plaintext file and without a secret in the process list:
 * a proxy on 127.0.0.1 whose credentials travel in the child's environment only. The address on the
 * command line (`http://footage/…`) means nothing without them.
 */
export interface Loopback {
  /**
   * @param companions further sources for the same child, which has but one set of credentials: each is at
   *   `url/NAME`, names in lower-case letters.
   */
  serve(source: ByteSource, companions?: Readonly<Record<string, ByteSource>>): Served;
  /** Cuts every transfer and frees the port. */
  close(): Promise<void>;
}

export interface Served {
  readonly url: string;
  /** For the child's environment: `http_proxy` with this serving's own credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** One companion more, known only now; answers with its address. */
  add(name: string, source: ByteSource): string;
  /** From now on these credentials are refused and running transfers are cut. */
  close(): void;
}

/**
 * What broke the reading of a serving, by what its child has in its environment: the child itself only sees that the line went dead,
 * and takes that for the end of the file.
 */
const broken = new WeakMap<Readonly<Record<string, string>>, ZapisError>();

/** Why bytes that a child asked for could not be given, such as `footage-damaged`; undefined where all could. */
export function brokenReading(env: Readonly<Record<string, string>> | undefined): ZapisError | undefined {
  return env && broken.get(env);
}

interface Serving {
  readonly env: Readonly<Record<string, string>>;
  readonly sources: Map<string, ByteSource>;
  readonly digest: Buffer;
  readonly responses: Set<http.ServerResponse>;
}

export async function startLoopback(): Promise<Loopback> {
  const servings = new Map<string, Serving>();
  const server = http.createServer((request, response) => {
    void answer(servings, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    serve(source, companions = {}) {
      const id = randomBytes(12).toString('hex');
      const secret = randomBytes(32).toString('hex');
      const sources = new Map([['', source], ...Object.entries(companions)]);
      const env = { http_proxy: `http://${id}:${secret}@127.0.0.1:${port}` };
      const serving: Serving = { env, sources, digest: digestOf(`${id}:${secret}`), responses: new Set() };
      servings.set(id, serving);
      return {
        url: `http://footage/${id}`,
        env,
        add(name, companion) {
          sources.set(name, companion);
          return `http://footage/${id}/${name}`;
        },
        close() {
          servings.delete(id);
          for (const response of serving.responses) response.destroy();
        },
      };
    },
    close() {
      servings.clear();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function answer(servings: ReadonlyMap<string, Serving>, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const serving = authorised(servings, request);
  const source = serving?.sources.get(address(request)?.[2] ?? '');
  if (!serving || !source) {
    response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="footage"', 'Content-Length': 0 }).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { 'Content-Length': 0 }).end();
    return;
  }
  const range = parseRange(request.headers.range, source.bytes);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${source.bytes}`, 'Content-Length': 0 }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: source.bytes };
  response.writeHead(range ? 206 : 200, {
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'Content-Type': 'application/octet-stream',
    'Content-Length': end - start,
    ...(range ? { 'Content-Range': `bytes ${start}-${end - 1}/${source.bytes}` } : {}),
  });
  if (request.method === 'HEAD' || start === end) {
    response.end();
    return;
  }
  serving.responses.add(response);
  try {
    // One chunk in hand: the reader's pace and its hanging up reach the store.
    for await (const piece of source.stream(start, end)) await handOver(response, piece);
    response.end();
  } catch (error) {
    if (error instanceof ZapisError) broken.set(serving.env, error);
    throw error;
  } finally {
    serving.responses.delete(response);
  }
}

/**
 * Resolves when the system has taken the bytes, which are then wiped and their memory used for the next
 * piece: fresh memory for every piece costs ten times as much as decrypting it.
 * @throws Error when the reader has hung up.
 */
function handOver(response: http.ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const hungUp = (): void => reject(new Error('the reader hung up'));
    if (response.destroyed) return hungUp();
    response.once('close', hungUp);
    response.write(piece, (error) => {
      response.off('close', hungUp);
      // Here and nowhere earlier: before this call the system may still read from that memory.
      release(piece);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** The id and the companion's name, if any, in the address. */
function address(request: http.IncomingMessage): RegExpExecArray | null {
  return /^http:\/\/footage(?::80)?\/([0-9a-f]{24})(?:\/([a-z]+))?$/.exec(request.url ?? '');
}

/** The serving that the credentials AND the address both name; digests are compared in constant time. */
function authorised(servings: ReadonlyMap<string, Serving>, request: http.IncomingMessage): Serving | null {
  const id = address(request)?.[1];
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(request.headers['proxy-authorization'] ?? '')?.[1];
  const serving = id === undefined ? undefined : servings.get(id);
  const given = digestOf(Buffer.from(encoded ?? '', 'base64').toString('latin1'));
  // Compared even when nothing is served there, so that an answer's time tells nothing about what exists.
  const matches = timingSafeEqual(given, serving?.digest ?? NOBODY);
  return serving && matches ? serving : null;
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text, 'latin1').digest();
}

const NOBODY = randomBytes(32);
