import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { signingKey } from '../../electron/core/audit';
import { initials } from '../../electron/core/clips/approvals';
import { findSecretInOwnJson } from '../../electron/core/clips/checkText';
import { exportClip } from '../../electron/core/clips/export';
import { MANIFEST_CODES } from '../../electron/core/clips/manifest';
import { verifyClip } from '../../electron/core/clips/verifyClip';
import { importFootage } from '../../electron/core/footage/import';
import { approvePassage } from '../../electron/core/redaction/passages';
import { countedFootage } from '../support/clipFootage';
import { addSegment, markTime, testExport, type TestExport } from '../support/exportEnv';

let t: TestExport;
let whole = '';
let publicKey = '';

beforeAll(async () => {
  t = await testExport('verify');
  const { footage } = await importFootage(t.env, countedFootage(t.dir, 'a.mp4', '25', 6));
  addSegment(t.env, footage.id, [['Tada', 400, 800], ['smo', 2_000, 2_400], ['otišli.', 2_500, 3_000]]);
  const { id } = markTime(t.env, footage.id, 1_000, 1_500);
  markTime(t.env, footage.id, 5_500, 5_800);
  t.env.vault.db.prepare("INSERT INTO person (id, name, name_fold, role, created_at) VALUES ('second', 'Nadja Đulić-Hodžić', 'nadja', 'custodian', '')").run();
  approvePassage(t.env.vault.db, id, { id: 'second' });
  whole = path.join(t.dir, 'whole');
  mkdirSync(whole);
  await exportClip(t.env, { footageId: footage.id, startUs: 500_000, endUs: 5_000_000, subtitles: 'sidecar' }, path.join(whole, 'clip.mp4'));
  ({ publicKey } = signingKey(t.env.vault.db));
});
afterAll(() => t.dispose());

/** A copy that may be tampered with; `change` gets the file's text or bytes. */
function copy(file?: string, change?: (bytes: Buffer) => Buffer | string): string {
  const folder = path.join(t.dir, `copy${Math.random()}`);
  mkdirSync(folder);
  for (const name of readdirSync(whole)) copyFileSync(path.join(whole, name), path.join(folder, name));
  if (file !== undefined && change !== undefined) writeFileSync(path.join(folder, file), change(readFileSync(path.join(folder, file))));
  return path.join(folder, 'clip.mp4');
}
const manifestChange = (change: (manifest: Record<string, unknown>) => void) => (bytes: Buffer): string => {
  const manifest = JSON.parse(bytes.toString()) as Record<string, unknown>;
  change(manifest);
  return JSON.stringify(manifest);
};

it('proves an unaltered clip to a stranger, with who approved by initials only', async () => {
  expect(await verifyClip(copy(), { publicKey })).toEqual({ ok: true, problems: [], publicKey, exportedAt: expect.any(String) as string, passages: 1, approved: 1, override: null });
  const manifest = readFileSync(path.join(whole, 'clip.manifest.json'), 'utf8');
  expect(manifest).not.toMatch(/Nadja|Hodžić/);
  expect((JSON.parse(manifest) as { passages: unknown }).passages).toMatchObject([{ startMs: 500, endMs: 1_000, approved: { by: 'N.Đ.H.' } }]);
  // Another spelling of the same JSON is the same statement.
  expect((await verifyClip(copy('clip.manifest.json', manifestChange(() => {})), { publicKey })).ok).toBe(true);
  // Subtitles that did not come along take nothing away.
  const bare = copy();
  rmSync(bare.replace('.mp4', '.srt'));
  expect((await verifyClip(bare)).ok).toBe(true);
});

it.each<[string, string, (bytes: Buffer) => Buffer | string, string]>([
  ['one bit of the clip', 'clip.mp4', (b) => { b[b.length >> 1] = (b[b.length >> 1] ?? 0) ^ 1; return b; }, 'clip-altered'],
  ['a clip cut short', 'clip.mp4', (b) => b.subarray(0, b.length - 1), 'clip-altered'],
  ['another clip hash', 'clip.manifest.json', manifestChange((m) => { (m['clip'] as { sha256: string }).sha256 = '0'.repeat(64); }), 'clip-signature-wrong'],
  ['a forgotten passage', 'clip.manifest.json', manifestChange((m) => { m['passages'] = []; }), 'clip-signature-wrong'],
  ['another date', 'clip.manifest.json', manifestChange((m) => { m['exportedAt'] = '2001-01-01T00:00:00.000Z'; }), 'clip-signature-wrong'],
  ['one more statement', 'clip.manifest.json', manifestChange((m) => { m['approvedBy'] = 'nobody'; }), 'clip-signature-wrong'],
  ['a word in the subtitles', 'clip.vtt', (b) => b.toString().replace('smo', 'sam'), 'clip-subtitles-altered'],
  ['no manifest at all', 'clip.manifest.json', () => '{}', 'clip-manifest-unreadable'],
])('finds out %s', async (_what, file, change, problem) => {
  const found = await verifyClip(copy(file, change), { publicKey });
  expect(found.ok).toBe(false);
  expect(found.problems).toContain(problem);
});

it('tells a clip that somebody else signed, and asks for what is not there', async () => {
  expect((await verifyClip(copy(), { publicKey: '0'.repeat(64) })).problems).toEqual(['clip-key-unknown']);
  const file = copy();
  rmSync(file.replace('.mp4', '.manifest.json'));
  await expect(verifyClip(file)).rejects.toMatchObject({ code: 'clip-manifest-missing' });
  await expect(verifyClip(`${file}x`)).rejects.toMatchObject({ code: 'clip-file-missing' });
});

it('does not take the words of the manifest itself for words of the passage, but finds every other one', () => {
  const json = JSON.stringify({ redactions: [{ treatment: 'black' }], recogniser: { model: 'Zenica' }, approvals: { 'by': 'N.' } });
  const found = (...secrets: string[]): string | null => findSecretInOwnJson(json, MANIFEST_CODES, new Set(secrets));
  expect([found('black', 'redactions'), found('zenica'), found('model')]).toEqual([null, 'zenica', null]);
});

it('takes the first letter of each part of a name', () => {
  expect([initials('Nadja Đulić-Hodžić'), initials('Љиљана'), initials('  '), initials(undefined)]).toEqual(['N.Đ.H.', 'Љ.', null, null]);
});
