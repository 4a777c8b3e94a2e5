import { execFileSync, spawnSync } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../../electron/core/models/sources/lock';
import { unpackMembers } from '../../../electron/core/models/sources/tarball';
import { download } from '../../../electron/core/models/sources/url';

const folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-sources-'));
const at = (name: string): string => path.join(folder, name);
afterAll(() => { rmSync(folder, { recursive: true }); });

describe('a tarball', () => {
  const big = randomBytes(3_000_001);
  beforeAll(() => {
    mkdirSync(at('package/deep'), { recursive: true });
    writeFileSync(at('package/deep/big.bin'), big);
    writeFileSync(at('package/empty'), '');
    writeFileSync(at('package/other.txt'), 'not asked for');
    execFileSync('tar', ['--format=ustar', '-czf', at('a.tgz'), '-C', folder, 'package']);
  });

  it('gives the members that are asked for, and only those', async () => {
    await unpackMembers(at('a.tgz'), new Map([['package/deep/big.bin', at('big')], ['package/empty', at('empty')]]));
    expect(readFileSync(at('big')).equals(big)).toBe(true);
    expect(readFileSync(at('empty'))).toHaveLength(0);
  });

  it('that lacks a member says so', async () => {
    await expect(unpackMembers(at('a.tgz'), new Map([['package/absent', at('absent')]]))).rejects.toThrow('package/absent');
  });

  it('cut short fails instead of giving a part', async () => {
    writeFileSync(at('cut.tgz'), readFileSync(at('a.tgz')));
    truncateSync(at('cut.tgz'), 20_000);
    await expect(unpackMembers(at('cut.tgz'), new Map([['package/deep/big.bin', at('cut')]]))).rejects.toThrow();
  });

  it('that is missing fails', async () => {
    await expect(unpackMembers(at('none.tgz'), new Map([['x', at('x')]]))).rejects.toThrow('ENOENT');
  });
});

describe('a download', () => {
  async function served<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      return await use(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/model`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('is written and hashed', async () => {
    const { sha256 } = await served((_q, answer) => answer.end('abc'), (url) => download(url, at('abc'), 3));
    expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(readFileSync(at('abc'), 'utf8')).toBe('abc');
  });

  it.each<[string, RequestListener]>([
    ['ends early', (_q, answer) => answer.end('ab')],
    ['is longer than the model', (_q, answer) => answer.end('a'.repeat(100_000))],
    ['is a page saying no', (_q, answer) => answer.writeHead(404).end('abc')],
    ['breaks off', (_q, answer) => { answer.writeHead(200, { 'content-length': '3' }).write('a'); setTimeout(() => answer.destroy(), 50); }],
  ])('that %s is refused', async (what, listener) => {
    await expect(served(listener, (url) => download(url, at(what.replaceAll(' ', '-')), 3))).rejects.toThrow();
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    setTimeout(() => { stop.abort(); }, 50);
    const started = served((_q, answer) => { answer.write('a'); }, (url) => download(url, at('cancelled'), 3, { signal: stop.signal }));
    await expect(started).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the lock', () => {
  it('lets one at a time work', async () => {
    let inside = 0;
    let most = 0;
    const work = () => withLock(at('.lock'), undefined, async () => {
      most = Math.max(most, ++inside);
      await sleep(30);
      inside--;
    });
    await Promise.all([work(), work(), work()]);
    expect(most).toBe(1);
    expect(existsSync(at('.lock'))).toBe(false);
  });

  it('is freed when the work fails', async () => {
    await expect(withLock(at('.lock'), undefined, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(existsSync(at('.lock'))).toBe(false);
  });

  it('of a process that died is taken over', async () => {
    const dead = spawnSync(process.execPath, ['-e', ''], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }).pid;
    writeFileSync(at('.dead'), JSON.stringify({ host: os.hostname(), pid: dead }));
    await expect(withLock(at('.dead'), AbortSignal.timeout(5_000), () => Promise.resolve('taken'))).resolves.toBe('taken');
  });

  it('of a living process can be waited for no longer than one wants', async () => {
    writeFileSync(at('.held'), JSON.stringify({ host: os.hostname(), pid: process.pid }));
    await expect(withLock(at('.held'), AbortSignal.timeout(300), () => Promise.resolve('taken'))).rejects.toMatchObject({ name: expect.stringMatching(/Abort|Timeout/) as string });
  });
});
