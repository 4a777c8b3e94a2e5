import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { verifyChain } from '../../electron/core/audit';
import { checkVault } from '../../electron/core/vault/check';
import { createVault, openVault, type OpenVault } from '../../electron/core/vault/vault';
import { contents, fill } from '../support/backup';
import { seeded } from '../support/random';
import { FAST, TEST_PASSPHRASE } from '../support/vault';

type Files = ReadonlyMap<string, Buffer>;
let root: string;
let dir: string;
let sound: Files;
let truth: unknown;
let [first, second] = ['', ''];

const filesUnder = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? filesUnder(path) : [path];
});
const photograph = (): Files => new Map(filesUnder(dir).map((path) => [relative(dir, path), readFileSync(path)]));

/** Makes the folder what it was, but for `changed`; null: the file is gone. */
function lay(changed: Readonly<Record<string, Buffer | null>> = {}): void {
  for (const path of filesUnder(dir)) if (!sound.has(relative(dir, path))) rmSync(path);
  for (const [name, bytes] of sound) {
    const now = name in changed ? changed[name] : bytes;
    if (now === null || now === undefined) rmSync(join(dir, name), { force: true });
    else writeFileSync(join(dir, name), now);
  }
  for (const [name, bytes] of Object.entries(changed)) if (bytes !== null && !sound.has(name)) writeFileSync(join(dir, name), bytes);
}

/** What a person would learn: the code of the refusal, the first problem of a deep check, `harmless` when all is as it was, or `UNSEEN`. */
async function verdict(): Promise<string> {
  let vault: OpenVault | null = null;
  try {
    vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    return await judge(vault);
  } catch (error) {
    return nameOf(error);
  } finally {
    vault?.close();
  }
}

async function judge(vault: OpenVault): Promise<string> {
  const [problem] = (await checkVault(vault, { deep: true })).problems;
  if (problem !== undefined) return problem.code;
  if (!(await verifyChain(vault.db)).ok) return 'audit-not-whole';
  return JSON.stringify(contents(vault)) === JSON.stringify(truth) ? 'harmless' : 'UNSEEN';
}

function nameOf(error: unknown): string {
  const { code } = error as { code?: string };
  return code ?? `NO NAME: ${String(error)}`;
}

function flip(bytes: Buffer, at: number, random: { int(below: number): number }): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 + random.int(255));
  return changed;
}

const count = (verdicts: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of verdicts) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};
const unnoticed = (verdicts: readonly string[]): string[] => verdicts.filter((one) => !/^(harmless|[a-z]+(-[a-z]+)+)$/.test(one));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zapis-tamper-'));
  dir = join(root, 'vault');
  const vault = await createVault(dir, TEST_PASSPHRASE, FAST);
  [first = '', second = ''] = await fill(vault, 2, 40_000);
  vault.close();
  sound = photograph();
  const again = await openVault(dir, TEST_PASSPHRASE, FAST);
  truth = contents(again);
  again.close();
  sound = photograph();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('300 changed bytes of footage stores: each is found, or changes nothing that is read', async () => {
  lay();
  const random = seeded(7319);
  const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
  const verdicts: string[] = [];
  try {
    for (let n = 0; n < 300; n++) {
      const name = join('stores', `${n % 2 === 0 ? first : second}.zfs`);
      const bytes = sound.get(name) ?? Buffer.alloc(0);
      // Every tenth in the first hundred bytes, which the cipher leaves in part as they are.
      writeFileSync(join(dir, name), flip(bytes, n % 10 === 0 ? random.int(100) : random.int(bytes.length), random));
      vault.stores.open(n % 2 === 0 ? first : second).disconnect();
      const code = await vault.stores.verify(n % 2 === 0 ? first : second, { deep: true }).then(() => judge(vault).catch(nameOf), nameOf);
      verdicts.push(code);
      writeFileSync(join(dir, name), bytes);
    }
  } finally {
    vault.close();
  }
  console.info('stores', count(verdicts));
  expect(unnoticed(verdicts)).toEqual([]);
  expect(verdicts.filter((one) => one.startsWith('footage-')).length).toBeGreaterThan(250);
});

test('160 changed bytes of the vault database: the vault does not open, the check says so, or nothing is different', async () => {
  const random = seeded(41);
  const bytes = sound.get('vault.db') ?? Buffer.alloc(0);
  const verdicts: string[] = [];
  for (let n = 0; n < 160; n++) {
    const at = n % 10 === 0 ? random.int(100) : random.int(bytes.length);
    lay({ 'vault.db': flip(bytes, at, random) });
    verdicts.push(await verdict());
  }
  console.info('vault.db', count(verdicts));
  expect(unnoticed(verdicts)).toEqual([]);
  expect(verdicts.filter((one) => one === 'vault-damaged').length).toBeGreaterThan(120);
});

test('80 changed bytes of the header: one copy is mended by the other, both together are found', async () => {
  const random = seeded(99);
  const bytes = sound.get('vault.json') ?? Buffer.alloc(0);
  const [one, both]: [string[], string[]] = [[], []];
  for (let n = 0; n < 80; n++) {
    const changed = flip(bytes, random.int(bytes.length), random);
    const where = ['vault.json', 'vault.copy.json'][n % 4];
    lay(where === undefined ? { 'vault.json': changed, 'vault.copy.json': changed } : { [where]: changed });
    (where === undefined ? both : one).push(await verdict());
  }
  console.info('one copy', count(one), 'both', count(both));
  expect(unnoticed([...one, ...both])).toEqual([]);
  expect(count(one)).toEqual({ harmless: one.length });
  // White space between the fields carries nothing.
  expect(both.filter((code) => code === 'vault-header-damaged').length).toBeGreaterThan(both.length / 2);
});

test('truncated files are found, each by its name; of the header one copy is enough', async () => {
  const random = seeded(5);
  for (const [name, bytes] of sound) {
    if (bytes.length === 0) continue;
    for (const length of [0, 1 + random.int(bytes.length - 2), bytes.length - 1]) {
      lay({ [name]: bytes.subarray(0, length) });
      const code = await verdict();
      const expected = name.endsWith('.json') || name === 'vault.head' ? 'harmless' : name === 'vault.db' ? 'vault-damaged' : 'footage-damaged';
      expect({ name, length, code }).toEqual({ name, length, code: expected });
    }
  }
});

test('two stores in each other\'s place, a missing one, a foreign one: all found', async () => {
  const [a, b] = [join('stores', `${first}.zfs`), join('stores', `${second}.zfs`)];
  lay({ [a]: sound.get(b) ?? null, [b]: sound.get(a) ?? null });
  expect(await verdict()).toBe('footage-damaged');
  lay({ [a]: null });
  expect(await verdict()).toBe('footage-missing');
  lay({ [join('stores', '11111111-1111-4111-8111-111111111111.zfs')]: randomBytes(9_000) });
  expect(await verdict()).toBe('orphan-store');
});

describe('rolled back to an earlier state', () => {
  let later: Files;
  let earlier: Files;
  let added: string;
  beforeAll(async () => {
    lay();
    earlier = sound;
    const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    [added = ''] = await fill(vault, 1, 30_000);
    await vault.stores.open(first).putDerived('thumbnail', randomBytes(5_000));
    const wrap = await vault.wrap('stari mlin na rijeci melje brašno', 'recovery', FAST.kdfCost ?? { memoryKiB: 19_456, passes: 2, lanes: 1 });
    vault.changeWraps((wraps) => [...wraps, wrap]);
    vault.close();
    sound = later = photograph();
    const again = await openVault(dir, TEST_PASSPHRASE, FAST);
    truth = contents(again);
    again.close();
  });

  test('an older database beside newer stores is found: a store belongs to nobody', async () => {
    lay({ 'vault.db': earlier.get('vault.db') ?? null });
    expect(await verdict()).toBe('orphan-store');
  });

  test('a newer database beside older stores is found: the footage is missing', async () => {
    lay({ [join('stores', `${added}.zfs`)]: null });
    expect(await verdict()).toBe('footage-missing');
  });

  test('an older header in one place yields to the newer copy', async () => {
    lay({ 'vault.json': earlier.get('vault.json') ?? null });
    const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    expect(vault.wraps).toHaveLength(2);
    expect(await judge(vault)).toBe('harmless');
    vault.close();
  });

  test('NOT found from within: an older store with the same original, whose previews are made anew', async () => {
    const name = join('stores', `${first}.zfs`);
    lay({ [name]: earlier.get(name) ?? null });
    const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    expect(await checkVault(vault, { deep: true })).toMatchObject({ ok: true });
    // The original is bound to its row by its hash, so what can be lost this way is derived from it.
    expect(vault.stores.open(first).derived('thumbnail')).toBeNull();
    vault.close();
  });

  test('both copies of an older header yield to the one that the database knows, and the audit log tells of it', async () => {
    lay({ 'vault.json': earlier.get('vault.json') ?? null, 'vault.copy.json': earlier.get('vault.copy.json') ?? null });
    const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    expect(vault.wraps).toHaveLength(2);
    expect(vault.db.prepare("SELECT count(*) FROM audit WHERE action = 'vault.header'").pluck().get()).toBe(1);
    vault.close();
  });

  test('NOT found from within: the whole vault as it was; the head of an audit log that has left shows it', async () => {
    lay();
    const now = await openVault(dir, TEST_PASSPHRASE, FAST);
    const head = await verifyChain(now.db);
    now.close();
    sound = earlier;
    lay();
    const then = await openVault(dir, TEST_PASSPHRASE, FAST);
    expect(await checkVault(then, { deep: true })).toMatchObject({ ok: true });
    expect(await verifyChain(then.db)).toMatchObject({ ok: true });
    expect(await verifyChain(then.db, [{ entries: head.entries, head: head.head }])).toMatchObject({ ok: false, problems: [{ code: 'audit-head-unknown' }] });
    then.close();
    sound = later;
  });
});
