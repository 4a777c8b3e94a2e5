import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkVault } from '../../electron/core/vault/check';
import { CHUNK_BYTES } from '../../electron/core/vault/chunks';
import { insertFootageRow, storeFootage, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => void (temp = await tempVault()));
afterEach(() => temp.dispose());

const stores = (): string => join(temp.dir, 'stores');
const storePath = (id: string): string => join(stores(), `${id}.zfs`);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}
async function* inPieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

test.each([1, 1000, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 40 * CHUNK_BYTES + 7])('%d bytes come back, whatever the pieces they came in', async (length) => {
  const bytes = randomBytes(length);
  const writer = temp.vault.stores.create();
  for (let at = 0; at < length;) {
    const size = randomInt(1, 2_500_000);
    writer.write(bytes.subarray(at, at + size));
    at += size;
  }
  expect(writer.finish()).toMatchObject({ bytes: length, sha256: sha256(bytes) });
  expect(Buffer.from(writer.original().read(0, length)).equals(bytes)).toBe(true);
  writer.commit((stored) => insertFootageRow(temp.vault, { id: writer.id, ...stored }));
  const source = (await temp.reopen()).stores.open(writer.id).original();
  expect(source.bytes).toBe(length);
  expect((await collect(source.stream(0, length))).equals(bytes)).toBe(true);
  for (let i = 0; i < 50; i++) {
    const offset = randomInt(0, length);
    const size = randomInt(0, Math.min(length - offset, 3_000_000) + 1);
    expect(Buffer.from(source.read(offset, size)).equals(bytes.subarray(offset, offset + size))).toBe(true);
  }
  for (const [offset, size] of [[-1, 1], [0, length + 1], [length, 1], [0.5, 1]] as const) expect(() => source.read(offset, size)).toThrow(RangeError);
});

test('an empty footage, an aborted one and one whose row is refused leave nothing', () => {
  const empty = temp.vault.stores.create();
  expect(() => empty.finish()).toThrow('footage-empty');
  empty.abort();
  const aborted = temp.vault.stores.create();
  aborted.write(randomBytes(3_000_000));
  aborted.abort();
  expect(() => aborted.write(Buffer.from('x'))).toThrow();
  storeFootage(temp.vault, Buffer.from('the same'));
  const twin = temp.vault.stores.create();
  twin.write(Buffer.from('the same'));
  twin.finish();
  expect(() => twin.commit((stored) => insertFootageRow(temp.vault, { id: twin.id, ...stored }))).toThrow(/UNIQUE/);
  twin.abort();
  expect(readdirSync(stores())).toHaveLength(1);
});

test('what a caller does with bytes it was given changes nothing for the next reader', () => {
  const bytes = randomBytes(1000);
  const source = temp.vault.stores.open(storeFootage(temp.vault, bytes)).original();
  source.read(0, 1000).fill(0);
  expect(Buffer.from(source.read(0, 1000)).equals(bytes)).toBe(true);
});

test('a derived stream appears when complete, replaces the one before, and never when it failed', async () => {
  const store = temp.vault.stores.open(storeFootage(temp.vault, randomBytes(10)));
  expect(store.derived('proxy')).toBeNull();
  const first = randomBytes(20 * CHUNK_BYTES + 5);
  let seen: unknown = 'not looked';
  await store.putDerived('proxy', (async function* () {
    yield* inPieces(first, 700_000);
    seen = store.derived('proxy');
  })());
  expect(seen).toBeNull();
  expect((await collect(store.derived('proxy')?.stream(0, first.length) ?? inPieces(first, 0))).equals(first)).toBe(true);
  await expect(store.putDerived('proxy', (async function* () {
    yield* inPieces(randomBytes(12_000_000), 1_000_000);
    throw new Error('ffmpeg died');
  })())).rejects.toThrow('ffmpeg died');
  expect(store.derived('proxy')?.bytes).toBe(first.length);
  await Promise.all([store.putDerived('waveform', Buffer.from('peaks')), store.putDerived('proxy', Buffer.from('second'))]);
  expect(Buffer.from(store.derived('proxy')?.read(0, 6) ?? []).toString()).toBe('second');
  expect(Buffer.from(store.derived('waveform')?.read(0, 5) ?? []).toString()).toBe('peaks');
  expect(await checkVault(temp.vault, { deep: true })).toMatchObject({ ok: true });
});

test('more footage than open files: every handle still reads, also in the middle of a derived stream', async () => {
  const all = Array.from({ length: 20 }, () => randomBytes(2000));
  const ids = all.map((bytes) => storeFootage(temp.vault, bytes));
  const sources = ids.map((id) => temp.vault.stores.open(id).original());
  const first = temp.vault.stores.open(ids[0] ?? '');
  const proxy = randomBytes(20 * CHUNK_BYTES);
  await first.putDerived('proxy', (async function* () {
    for await (const piece of inPieces(proxy, CHUNK_BYTES)) {
      for (const [index, source] of sources.entries()) expect(Buffer.from(source.read(0, 2000)).equals(all[index] ?? Buffer.alloc(0))).toBe(true);
      yield piece;
    }
  })());
  expect(Buffer.from(first.derived('proxy')?.read(0, proxy.length) ?? []).equals(proxy)).toBe(true);
});

test('of 132 changed bytes anywhere in a store, each is found or harmless: none is ever read as footage', async () => {
  const bytes = randomBytes(3 * CHUNK_BYTES + 1234);
  const id = storeFootage(temp.vault, bytes);
  temp.vault.close();
  const sound = readFileSync(storePath(id));
  await temp.reopen();
  let found = 0;
  for (let i = 0; i < 132; i++) {
    // The first 32 one by one: the cipher leaves some of the file's own header in plaintext.
    const at = i < 32 ? i : randomInt(32, sound.length);
    const damaged = Buffer.from(sound);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << randomInt(0, 8));
    writeFileSync(storePath(id), damaged);
    const report = await checkVault(temp.vault, { deep: true });
    if (!report.ok) {
      found++;
      expect(report.problems).toEqual([{ code: 'footage-damaged', params: { id } }]);
    }
    let read: Uint8Array | null = null;
    try {
      read = temp.vault.stores.open(id).original().read(0, bytes.length);
    } catch (error) {
      expect(error).toMatchObject({ code: 'footage-damaged' });
      expect(report.ok).toBe(false);
    }
    expect(read === null || bytes.equals(read)).toBe(true);
  }
  expect(found).toBeGreaterThan(105);
  writeFileSync(storePath(id), sound);
  expect(await checkVault(temp.vault, { deep: true })).toMatchObject({ ok: true });
});

test('a truncated, a swapped, a missing store and a file of nobody are each named', async () => {
  const ids = [1, 2, 3, 4].map((n) => storeFootage(temp.vault, randomBytes(n * 1_200_000)));
  const [cut = '', one = '', two = '', gone = ''] = ids;
  temp.vault.close();
  writeFileSync(storePath(cut), readFileSync(storePath(cut)).subarray(0, 700_000));
  renameSync(storePath(one), `${storePath(one)}.swap`);
  renameSync(storePath(two), storePath(one));
  renameSync(`${storePath(one)}.swap`, storePath(two));
  rmSync(storePath(gone));
  writeFileSync(join(stores(), 'stranger.zfs'), 'x');
  const report = await checkVault(await temp.reopen());
  expect(report.ok).toBe(false);
  expect(report.footage).toBe(4);
  const named = report.problems.map(({ code, params }) => `${code} ${String(params['id'] ?? params['name'])}`);
  expect(named.sort()).toEqual([`footage-damaged ${cut}`, `footage-damaged ${one}`, `footage-damaged ${two}`, `footage-missing ${gone}`, 'orphan-store stranger.zfs'].sort());
  expect(() => temp.vault.stores.open(one).original()).toThrow('footage-damaged');
  expect(() => temp.vault.stores.open(gone)).toThrow('footage-missing');
});

test('removal takes key, file and everything that hangs on the footage', async () => {
  const id = storeFootage(temp.vault, randomBytes(5000));
  const other = storeFootage(temp.vault, randomBytes(5001));
  const source = temp.vault.stores.open(id).original();
  temp.vault.db.prepare("INSERT INTO transcription VALUES (?, 'bs', 'small', 1, 1, '')").run(id);
  temp.vault.stores.remove(id);
  expect(() => source.read(0, 1)).toThrow('footage-missing');
  expect(() => temp.vault.stores.open(id)).toThrow('footage-missing');
  expect(() => temp.vault.stores.remove(id)).toThrow('footage-missing');
  expect(readdirSync(stores())).toEqual([`${other}.zfs`]);
  expect(temp.vault.db.prepare('SELECT COUNT(*) AS n FROM transcription').get()).toEqual({ n: 0 });
  expect(await checkVault(temp.vault, { deep: true })).toMatchObject({ ok: true, footage: 1 });
});
