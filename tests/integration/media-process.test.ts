import { spawnSync } from 'node:child_process';
import http from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { findBinaries, ffmpegVersion } from '../../electron/core/media/binaries';
import { startLoopback, type Loopback } from '../../electron/core/media/loopback';
import { runFfmpeg, runFfprobe, ToolExit } from '../../electron/core/media/process';
import { makeMedia, memorySource, scratchDir, testCard } from '../support/media';

const binaries = findBinaries();
const scratch = scratchDir('process');
let loopback: Loopback;
let clip: Buffer;

beforeAll(async () => {
  loopback = await startLoopback();
  clip = readFileSync(makeMedia(scratch.dir, 'clip.mp4', [...testCard(4), '-shortest', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac']));
});
afterAll(async () => {
  await loopback.close();
  scratch.remove();
});

const portOf = (env: Readonly<Record<string, string>>): number => Number(new URL(env['http_proxy'] ?? '').port);
const credentialsOf = (env: Readonly<Record<string, string>>): string => {
  const { username, password } = new URL(env['http_proxy'] ?? '');
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
};

interface Reply { status: number; body: Buffer; headers: http.IncomingHttpHeaders }
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    http.request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), headers: response.headers }));
      response.on('error', reject);
    }).on('error', reject).end();
  });
}

test('the bundled ffmpeg is current', async () => {
  expect(Number(/\d+/.exec(await ffmpegVersion(binaries))?.[0])).toBeGreaterThanOrEqual(process.platform === 'darwin' ? 4 : 8);
});

test('a missing binary is named', () => {
  expect(() => findBinaries({ ZAPIS_FFMPEG: '/nowhere/ffmpeg' })).toThrow(expect.objectContaining({ code: 'ffmpeg-missing', params: { tool: 'ffmpeg' } }));
});

test('ffprobe and ffmpeg read and seek through the loopback, output arrives by pipe, progress is told', async () => {
  const served = loopback.serve(memorySource(clip));
  const facts = await runFfprobe(binaries, ['-show_format', '-of', 'json', '-i', served.url], { env: served.env });
  expect(Number(JSON.parse(facts).format.duration)).toBeCloseTo(4, 1);
  let bytes = 0;
  const times: number[] = [];
  await runFfmpeg(binaries, ['-ss', '2', '-i', served.url, '-map', '0:a', '-ac', '1', '-ar', '16000', '-f', 's16le', 'pipe:1'], {
    env: served.env, onStdout: (chunk) => { bytes += chunk.length; }, onProgress: (p) => times.push(p.outTimeUs),
  });
  expect(bytes / 2 / 16_000).toBeCloseTo(2, 1);
  expect(times.at(-1)).toBeGreaterThan(1_900_000);
  served.close();
});

test('nobody else gets a byte: no credentials, wrong ones, those of another serving, another address, after close', async () => {
  const served = loopback.serve(memorySource(clip));
  const other = loopback.serve(memorySource(Buffer.from('other')));
  const port = portOf(served.env);
  const good = credentialsOf(served.env);
  for (const headers of [{}, { 'proxy-authorization': 'Basic AAAA' }, { authorization: good }, { 'proxy-authorization': credentialsOf(other.env) }] as Record<string, string>[]) {
    const reply = await ask(port, served.url, headers);
    expect([reply.status, reply.body.length]).toEqual([407, 0]);
  }
  expect((await ask(port, new URL(served.url).pathname, { 'proxy-authorization': good })).status).toBe(407);
  expect((await ask(port, served.url, { 'proxy-authorization': good }, 'POST')).status).toBe(405);
  expect((await ask(port, served.url, { 'proxy-authorization': good })).body.equals(clip)).toBe(true);
  expect(served.url).not.toContain(new URL(served.env['http_proxy'] ?? '').password);
  served.close();
  expect((await ask(port, served.url, { 'proxy-authorization': good })).status).toBe(407);
});

test('ranges are exact', async () => {
  const served = loopback.serve(memorySource(clip, 1_000));
  const headers = { 'proxy-authorization': credentialsOf(served.env) };
  const port = portOf(served.env);
  const part = await ask(port, served.url, { ...headers, range: 'bytes=999-2001' });
  expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 999-2001/${clip.length}`]);
  expect(part.body.equals(clip.subarray(999, 2002))).toBe(true);
  expect((await ask(port, served.url, { ...headers, range: `bytes=${clip.length}-` })).status).toBe(416);
  served.close();
});

test('a reader that hangs up stops the reading of the store', async () => {
  const source = memorySource(Buffer.alloc(64 * 1024 * 1024));
  const served = loopback.serve(source);
  await new Promise<void>((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: portOf(served.env), path: served.url, headers: { 'proxy-authorization': credentialsOf(served.env), range: 'bytes=0-' }, agent: false }, (response) => {
      response.once('data', () => { request.destroy(); setTimeout(resolve, 100); });
      response.on('error', () => undefined);
    });
    request.on('error', reject);
  });
  expect(source.streamed()).toBeLessThan(8 * 1024 * 1024);
  served.close();
});

test('after close the port is gone', async () => {
  const own = await startLoopback();
  const served = own.serve(memorySource(clip));
  await own.close();
  await expect(ask(portOf(served.env), served.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('cancelling kills the child and waits for its end', async () => {
  const controller = new AbortController();
  const running = runFfmpeg(binaries, ['-re', '-f', 'lavfi', '-i', 'testsrc2', '-f', 'rawvideo', 'pipe:1'], {
    signal: controller.signal, onStdout: () => controller.abort(),
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  const children = spawnSync('ps', ['--ppid', String(process.pid), '-o', 'comm='], { encoding: 'utf8' }).stdout;
  expect(children).not.toMatch(/ffmpeg/);
});

test('a child that does nothing is stopped', async () => {
  const late = async function* (): AsyncIterable<Uint8Array> {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    yield new Uint8Array(4);
  };
  const running = runFfmpeg(binaries, ['-f', 'f32le', '-i', 'pipe:0', '-f', 'null', '-'], { input: late(), stallTimeoutMs: 300 });
  await expect(running).rejects.toMatchObject({ code: 'ffmpeg-stalled' });
});

test('a slow consumer is no stall, and ffmpeg waits for it', async () => {
  let chunks = 0;
  await runFfmpeg(binaries, ['-f', 'lavfi', '-i', 'sine=d=5:r=48000', '-f', 's16le', 'pipe:1'], {
    stallTimeoutMs: 2_000, onStdout: async () => { if (chunks++ === 0) await new Promise((resolve) => setTimeout(resolve, 3_000)); },
  });
  expect(chunks).toBeGreaterThan(1);
});

test('a failure carries what ffmpeg said as a cause, not as its message', async () => {
  const served = loopback.serve(memorySource(Buffer.from('not a film')));
  const error: unknown = await runFfmpeg(binaries, ['-i', served.url, '-f', 'null', '-'], { env: served.env }).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'ffmpeg-failed' });
  expect((error as Error).cause).toBeInstanceOf(ToolExit);
  served.close();
});

test('a playlist that names a file of this machine is refused, renamed or not', async () => {
  writeFileSync(`${scratch.dir}/inner.ts`, 'x');
  for (const hostile of [`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${scratch.dir}/inner.ts\n`, `ffconcat version 1.0\nfile ${scratch.dir}/inner.ts\n`]) {
    const served = loopback.serve(memorySource(Buffer.from(hostile)));
    const error = await runFfprobe(binaries, ['-show_format', '-i', served.url], { env: served.env }).catch((e: Error) => e);
    expect(error).toMatchObject({ code: 'ffmpeg-failed' });
    expect(((error as Error).cause as ToolExit).stderr).toMatch(hostile.startsWith('ffconcat') ? /not on whitelist/ : /Not detecting m3u8/);
    served.close();
  }
});
