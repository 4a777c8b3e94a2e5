import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes, randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { createIdentity, createPassphrase, exportHandover, fingerprintWords, handoverLock, importHandover, inspectHandover, recipientOf, type HandoverKey, type HandoverRequest } from '../../electron/core/handover';
import { packageDiskError } from '../../electron/core/handover/errors';
import { encrypterFor } from '../../electron/core/handover/keys';
import { writePackage } from '../../electron/core/handover/pack';
import { ANA, BORIS, CANARY, contentsOf, sha256, stick, tellInterview, type Told } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let a: TempVault;
let b: TempVault;
let told: Told;
let usb: ReturnType<typeof stick>;
let boris: { identity: string; recipient: string };
beforeEach(async () => {
  [a, b, boris] = await Promise.all([tempVault(), tempVault(), createIdentity()]);
  usb = stick();
  told = tellInterview(a.vault, Buffer.concat([Buffer.from(CANARY), randomBytes(100_000)]));
});
afterEach(() => {
  a.dispose();
  b.dispose();
  usb.dispose();
});

const request = (more: Partial<HandoverRequest> = {}): HandoverRequest => ({ interviewIds: [told.interviewId], withFootage: true, to: { recipient: boris.recipient }, by: ANA.name, ...more });
async function give(more: Partial<HandoverRequest> = {}): Promise<string> {
  const file = usb.file();
  await exportHandover(a.vault, request(more), file);
  return file;
}
const take = (file: string, key: HandoverKey = { identity: boris.identity }): Promise<unknown> => importHandover(b.vault, file, key, { by: BORIS });
const nothingCame = (): void => {
  expect(contentsOf(b.vault)).toMatchObject({ interviews: [], footage: [], segments: [], passages: [], versions: [], conflicts: [] });
  const stores = join(b.dir, 'stores');
  expect(existsSync(stores) ? readdirSync(stores) : []).toEqual([]);
};

test('any changed byte is refused, and nothing of the package enters', async () => {
  const file = await give();
  const whole = readFileSync(file);
  // The whole of age's header, and a place in every part of the rest.
  const places = [...Array(200).keys(), whole.length - 1, ...Array.from({ length: 150 }, () => randomInt(200, whole.length))];
  for (const at of places) {
    const bad = Buffer.from(whole);
    bad[at] = (bad[at] ?? 0) ^ (1 << randomInt(8));
    writeFileSync(file, bad);
    await expect(take(file)).rejects.toMatchObject({ name: 'ZapisError', code: expect.stringMatching(/^handover-(damaged|wrong-key|not-one|needs-key|needs-passphrase)$/) });
  }
  nothingCame();
  writeFileSync(file, whole);
  await take(file);
});

test('a package cut off anywhere is refused, also where a piece of age ends', async () => {
  const file = await give();
  const { length } = readFileSync(file);
  const cut = usb.file();
  for (const at of [0, 10, 100, 200, 217, 65_768, 65_769, Math.floor(length / 2), length - 1_000, length - 16, length - 1]) {
    copyFileSync(file, cut);
    truncateSync(cut, at);
    await expect(take(cut)).rejects.toMatchObject({ code: expect.stringMatching(/^handover-(damaged|not-one)$/) });
  }
  copyFileSync(file, cut);
  truncateSync(cut, length - 20_000);
  await expect(inspectHandover(cut, { identity: boris.identity })).rejects.toMatchObject({ code: 'handover-damaged' });
  writeFileSync(cut, Buffer.concat([readFileSync(file), Buffer.from([0])]));
  await expect(take(cut)).rejects.toMatchObject({ code: 'handover-damaged' });
  nothingCame();
});

test('keys and passphrases that do not fit are told apart', async () => {
  const forKey = await give();
  const other = await createIdentity();
  expect(await handoverLock(forKey)).toBe('key');
  await expect(take(forKey, other)).rejects.toMatchObject({ code: 'handover-wrong-key' });
  await expect(inspectHandover(forKey, other)).rejects.toMatchObject({ code: 'handover-wrong-key' });
  await expect(take(forKey, { passphrase: 'whatever it may be' })).rejects.toMatchObject({ code: 'handover-needs-key' });
  await expect(take(forKey, { identity: 'AGE-SECRET-KEY-1NONSENSE' })).rejects.toMatchObject({ code: 'handover-key-invalid' });
  const passphrase = createPassphrase();
  const locked = await give({ to: { passphrase } });
  expect(await handoverLock(locked)).toBe('passphrase');
  await expect(take(locked, { passphrase: createPassphrase() })).rejects.toMatchObject({ code: 'handover-wrong-key' });
  await expect(take(locked)).rejects.toMatchObject({ code: 'handover-needs-passphrase' });
  nothingCame();
  expect(await inspectHandover(locked, { passphrase })).toMatchObject({ from: 'Ana', segments: 4 });
  await take(locked, { passphrase });
});

test('what is no handover, or one of the future, says so', async () => {
  const file = usb.file();
  await expect(take(file)).rejects.toMatchObject({ code: 'handover-missing' });
  await expect(take(usb.dir)).rejects.toMatchObject({ code: expect.stringMatching(/^handover-(not-one|disk-gone)$/) });
  writeFileSync(file, randomBytes(5_000));
  await expect(take(file)).rejects.toMatchObject({ code: 'handover-not-one' });
  const letter = new Encrypter();
  letter.addRecipient(boris.recipient);
  writeFileSync(file, await letter.encrypt('a letter'));
  await expect(take(file)).rejects.toMatchObject({ code: 'handover-damaged' });
  const future = usb.file();
  const manifest = Buffer.from(JSON.stringify({ format: 'zapis-handover', version: 2, new: 'things' }));
  await writePackage(future, encrypterFor({ recipient: boris.recipient }), [{ path: 'manifest.json', bytes: manifest.length, content: () => [manifest] }], { beforeReveal: () => undefined });
  await expect(take(future)).rejects.toMatchObject({ code: 'handover-from-newer' });
  await expect(inspectHandover(future, { identity: boris.identity })).rejects.toMatchObject({ code: 'handover-from-newer' });
  nothingCame();
});

test('weak passphrases, wrong keys, no interviews and taken names are refused before anything is written', async () => {
  await expect(exportHandover(a.vault, request({ to: { passphrase: 'lozinka1' } }), usb.file())).rejects.toMatchObject({ code: 'handover-weak-passphrase' });
  await expect(exportHandover(a.vault, request({ to: { recipient: 'age1nothing' } }), usb.file())).rejects.toMatchObject({ code: 'handover-key-invalid' });
  await expect(exportHandover(a.vault, request({ interviewIds: [] }), usb.file())).rejects.toMatchObject({ code: 'handover-nothing' });
  const file = await give();
  const before = sha256(readFileSync(file));
  await expect(exportHandover(a.vault, request(), file)).rejects.toMatchObject({ code: 'handover-file-exists' });
  expect(sha256(readFileSync(file))).toBe(before);
  expect(readdirSync(usb.dir)).toHaveLength(1);
});

test('cancelling leaves nothing: no file, no row, no store', async () => {
  const stop = new AbortController();
  await expect(exportHandover(a.vault, request(), usb.file(), { signal: stop.signal, onProgress: () => { stop.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(usb.dir)).toEqual([]);
  const file = await give();
  const again = new AbortController();
  await expect(importHandover(b.vault, file, { identity: boris.identity }, { by: BORIS, signal: again.signal, onProgress: () => { again.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
  nothingCame();
});

test('damaged footage is not handed over', async () => {
  a.vault.db.prepare("UPDATE footage SET sha256 = ?").run('0'.repeat(64));
  await expect(give()).rejects.toMatchObject({ code: 'footage-damaged' });
  expect(readdirSync(usb.dir)).toEqual([]);
});

test('no name, no word and no footage stands readable in the package, while it is written or after', async () => {
  const seen: Buffer[] = [];
  const file = usb.file();
  await exportHandover(a.vault, request(), file, { onProgress: () => { for (const name of readdirSync(usb.dir)) seen.push(readFileSync(join(usb.dir, name))); } });
  seen.push(readFileSync(file));
  expect(seen.length).toBeGreaterThan(3);
  for (const word of [CANARY, 'manifest.json', told.footageId]) {
    const forms = [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(Buffer.from(word).toString('base64').slice(0, -4))];
    for (const form of forms) expect(seen.some((bytes) => bytes.includes(form))).toBe(false);
  }
});

test('a full disk is told, and the unfinished file goes', async () => {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', usb.dir]).status === 0;
  if (!mounted) {
    console.warn('SKIPPED the real full disk: no right to mount one here');
    expect(packageDiskError(Object.assign(new Error(), { code: 'ENOSPC' }))).toMatchObject({ code: 'handover-disk-full' });
    return;
  }
  try {
    await expect(give()).rejects.toMatchObject({ code: 'handover-disk-full' });
    expect(readdirSync(usb.dir)).toEqual([]);
    // The vault knows nothing of what nobody got.
    expect(contentsOf(a.vault)).toMatchObject({ versions: [] });
  } finally {
    spawnSync('umount', [usb.dir]);
  }
});

test('a folder that was taken away, as a stick is, is told', async () => {
  const gone = join(usb.dir, 'stick');
  await expect(exportHandover(a.vault, request(), join(gone, 'x.zapis-handover'))).rejects.toMatchObject({ code: 'handover-disk-gone' });
  expect(packageDiskError(Object.assign(new Error(), { code: 'EIO' }))).toMatchObject({ code: 'handover-disk-gone' });
  expect(packageDiskError(Object.assign(new Error(), { code: 'EROFS' }))).toMatchObject({ code: 'handover-not-allowed' });
});

test('eight words stand for a key, always the same ones, and others for another', async () => {
  const words = fingerprintWords(boris.recipient);
  expect(words).toHaveLength(8);
  expect(words.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
  expect(fingerprintWords(` ${boris.recipient}\n`)).toEqual(words);
  expect(fingerprintWords((await createIdentity()).recipient)).not.toEqual(words);
  expect(await recipientOf(boris.identity)).toBe(boris.recipient);
  expect(() => fingerprintWords('age1x')).toThrow(expect.objectContaining({ code: 'handover-key-invalid' }));
  expect(new Set(Array.from({ length: 20 }, createPassphrase)).size).toBe(20);
});

test('the reference age tool, tar and sha256sum open the package without Zapis', async () => {
  if (spawnSync('age', ['--version']).status !== 0) {
    console.warn('SKIPPED: the reference tool age is not installed (apt-get install age)');
    return;
  }
  const file = await give();
  const dir = mkdtempSync(join(tmpdir(), 'zapis-age-'));
  try {
    writeFileSync(join(dir, 'key.txt'), `${boris.identity}\n`, { mode: 0o600 });
    const plain = spawnSync('age', ['--decrypt', '-i', join(dir, 'key.txt'), file], { maxBuffer: 64 * 1024 * 1024 });
    expect(plain.stderr.toString()).toBe('');
    expect(spawnSync('tar', ['-x', '-C', dir], { input: plain.stdout }).status).toBe(0);
    const sums = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: dir });
    expect(sums.status).toBe(0);
    expect(sha256(readFileSync(join(dir, 'footage', told.footageId, 'original')))).toBe(sha256(told.bytes ?? Buffer.alloc(0)));
    expect(JSON.parse(readFileSync(join(dir, 'interviews.json'), 'utf8'))).toMatchObject([{ interview: { id: told.interviewId } }]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
