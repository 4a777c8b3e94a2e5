import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interviewDraft } from '../../shared/domain';
import { verifyChain } from '../../electron/core/audit';
import { createInterview } from '../../electron/core/operations/interviews';
import { checkVault } from '../../electron/core/vault/check';
import { createVault, openVault, type OpenVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { HOST } from '../support/people';
import { seeded } from '../support/random';
import { FAST, TEST_PASSPHRASE } from '../support/vault';

/** Deeds that were answered before the power went. */
const DEEDS = 30;
const draft = (n: number) => interviewDraft.parse({ speakerCode: `S${n}`, date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: 'x'.repeat(2_000) });

let root: string;
let left: string;
let wal: Buffer;
let runs = 0;

/** The files as a kill leaves them: the log holds what the database does not yet. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zapis-wal-'));
  left = join(root, 'left');
  const workspace = await openWorkspace(await createVault(join(root, 'vault'), TEST_PASSPHRASE, FAST), HOST, new Changes());
  for (let n = 0; n < DEEDS; n++) createInterview(workspace, draft(n));
  cpSync(join(root, 'vault'), left, { recursive: true });
  await workspace.close();
  wal = readFileSync(join(left, 'vault.db-wal'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Seen { readonly deeds: number; readonly problems: readonly string[] }

/** Opens what was left with `change` done to it; what is there must be the beginning of what was answered, whole and in order. */
async function seen(change: (dir: string) => void): Promise<Seen> {
  const dir = join(root, `run-${runs++}`);
  cpSync(left, dir, { recursive: true });
  change(dir);
  let vault: OpenVault | null = null;
  try {
    vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    const { problems } = await checkVault(vault, { deep: true });
    expect((await verifyChain(vault.db)).ok).toBe(true);
    const codes = vault.db.prepare<[], string>('SELECT speaker_code FROM interview ORDER BY rowid').pluck().all();
    expect(codes).toEqual(Array.from({ length: codes.length }, (_, n) => `S${n}`));
    return { deeds: codes.length, problems: problems.map(({ code }) => code) };
  } finally {
    vault?.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const withWal = (bytes: Buffer) => (dir: string): void => { writeFileSync(join(dir, 'vault.db-wal'), bytes); };
/** Either nothing is gone, or that something is gone is said. */
const honest = ({ deeds, problems }: Seen): boolean => (deeds === DEEDS ? problems.length === 0 : problems.includes('vault-entries-missing'));

test('untouched, all that was answered is there', async () => {
  expect(await seen(() => undefined)).toEqual({ deeds: DEEDS, problems: [] });
});

test('a changed byte or a cut in the write-ahead log: SQLite drops the newest deeds without a word, and the vault says so', async () => {
  const random = seeded(20_260);
  const verdicts: Seen[] = [];
  for (let n = 0; n < 40; n++) {
    const at = random.int(wal.length);
    const flipped = Buffer.from(wal);
    flipped[at] = (flipped[at] ?? 0) ^ (1 + random.int(255));
    verdicts.push(await seen(withWal(flipped)));
  }
  for (let n = 0; n < 20; n++) verdicts.push(await seen(withWal(wal.subarray(0, random.int(wal.length)))));
  verdicts.push(await seen((dir) => { rmSync(join(dir, 'vault.db-wal')); }));
  const gone = verdicts.filter(({ deeds }) => deeds < DEEDS).length;
  console.info(`${verdicts.length} changed or cut logs: ${gone} lost deeds and said so, ${verdicts.length - gone} lost nothing`);
  expect(verdicts.filter((one) => !honest(one))).toEqual([]);
  expect(gone).toBeGreaterThan(30);
});

test('told in the log itself, and work goes on', async () => {
  const dir = join(root, 'goes-on');
  cpSync(left, dir, { recursive: true });
  withWal(wal.subarray(0, wal.length / 2))(dir);
  const workspace = await openWorkspace(await openVault(dir, TEST_PASSPHRASE, FAST), HOST, new Changes());
  createInterview(workspace, draft(99));
  const actions = workspace.vault.db.prepare<[], string>('SELECT action FROM audit ORDER BY seq DESC LIMIT 2').pluck().all();
  expect(actions).toEqual(['interviews.create', 'audit.entriesMissing']);
  await workspace.close();
  const again = await openVault(dir, TEST_PASSPHRASE, FAST);
  expect(again.db.prepare("SELECT count(*) FROM audit WHERE action = 'audit.entriesMissing'").pluck().get()).toBe(1);
  again.close();
});

test('a changed, cut or missing record of the end alone harms nothing', async () => {
  const head = readFileSync(join(left, 'vault.head'));
  const random = seeded(7);
  for (let n = 0; n < 12; n++) {
    const flipped = Buffer.from(head);
    const at = random.int(head.length);
    flipped[at] = (flipped[at] ?? 0) ^ 0x40;
    expect(await seen((dir) => { writeFileSync(join(dir, 'vault.head'), n % 3 === 0 ? head.subarray(0, at) : flipped); })).toEqual({ deeds: DEEDS, problems: [] });
  }
  expect(await seen((dir) => { rmSync(join(dir, 'vault.head')); })).toEqual({ deeds: DEEDS, problems: [] });
  expect(readdirSync(left)).toContain('vault.db-wal');
});
