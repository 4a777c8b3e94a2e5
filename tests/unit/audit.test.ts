import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportAudit, readLines, record, verifyAuditFile, verifyChain } from '../../electron/core/audit';
import { canonicalJson, type Json } from '../../electron/core/audit/canonicalJson';
import { auditEnd, auditHeader, hashOf, signedBytes, type AuditEntry } from '../../electron/core/audit/entry';
import { transaction } from '../../electron/core/vault/database';
import { seeded } from '../support/random';
import { tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => void (temp = await tempVault()));
afterEach(() => temp.dispose());

const person = { id: 'p1', name: 'Šemsa Љубић' };

function fill(count: number): void {
  transaction(temp.vault.db, () => {
    for (let n = 1; n <= count; n++) record(temp.vault.db, { person: n % 7 === 0 ? null : person, action: 'passages.approve', item: n % 5 === 0 ? null : { kind: 'passage', id: `id-${n}` }, details: { n, state: 'approved', list: [1, 'č', null] } });
  });
}
async function exported(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportAudit(temp.vault)) lines.push(line);
  return lines;
}
const codes = async (lines: Iterable<string>, publicKey?: string): Promise<string[]> =>
  (await verifyAuditFile(lines, publicKey === undefined ? {} : { publicKey })).problems.map((problem) => problem.code);

test('canonical JSON is that of RFC 8785', () => {
  // The example of the RFC's section 3.2.2, less the numbers beyond it.
  expect(canonicalJson({ string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false], numbers: [333333333.3333333, 1e30, 4.5, 0.002, 1e-27] }))
    .toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  expect(canonicalJson({ '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, 'ö': 7 })).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }] as Json[]) expect(() => canonicalJson(bad)).toThrow(TypeError);
});

test('an entry stands and falls with the change it tells of', async () => {
  const change = (fail: boolean): void => transaction(temp.vault.db, () => {
    temp.vault.db.exec("INSERT OR REPLACE INTO setting VALUES ('x', '1')");
    record(temp.vault.db, { person, action: 'settings.set' });
    if (fail) throw new Error('refused');
  });
  change(false);
  expect(() => change(true)).toThrow('refused');
  expect(await verifyChain(temp.vault.db)).toMatchObject({ ok: true, entries: 1 });
});

test('details have room for facts, not for a transcript, and an action is a name', () => {
  expect(() => record(temp.vault.db, { person, action: 'x', details: { text: 'a'.repeat(5_000) } })).toThrow(TypeError);
  expect(() => record(temp.vault.db, { person, action: 'rekao je da' })).toThrow(TypeError);
});

test('the chain holds over a restart; a row changed behind the triggers, and a rewritten log, are found', async () => {
  fill(20);
  await temp.reopen();
  fill(1_200);
  const { db } = temp.vault;
  const sound = await verifyChain(db);
  expect(sound).toMatchObject({ ok: true, entries: 1_220, problems: [] });
  expect(await verifyChain(db, [sound])).toMatchObject({ ok: true });
  const rows = db.prepare('SELECT * FROM audit').all() as { seq: number }[];
  db.exec('DROP TRIGGER audit_unaltered; DROP TRIGGER audit_kept; DROP TRIGGER audit_in_order');
  db.exec("UPDATE audit SET person_name = 'somebody else' WHERE seq = 700");
  expect((await verifyChain(db)).problems).toEqual([{ code: 'audit-entry-altered', line: 700 }]);
  db.exec("UPDATE audit SET person_name = 'Šemsa Љубић', person = 'p1' WHERE seq = 700; DELETE FROM audit WHERE seq = 701");
  expect((await verifyChain(db)).problems.map((problem) => problem.line)).toContain(702);
  // With the vault's key all of it can be made anew; only what has left the vault tells.
  db.exec('DELETE FROM audit');
  transaction(db, () => rows.forEach(() => record(db, { person: null, action: 'invented' })));
  expect(await verifyChain(db)).toMatchObject({ ok: true, entries: 1_220 });
  expect((await verifyChain(db, [sound])).problems).toEqual([{ code: 'audit-head-unknown', line: 1_220 }]);
  db.exec('DELETE FROM audit WHERE seq > 1000');
  expect((await verifyChain(db, [sound])).problems).toEqual([{ code: 'audit-head-unknown', line: 1_220 }]);
});

test('an export verifies without the vault, empty or not, from a file as well, and always with the same key', async () => {
  const empty = await exported();
  expect(await verifyAuditFile(empty)).toMatchObject({ ok: true, entries: 0, vaultId: temp.vault.id });
  fill(50);
  await temp.reopen();
  const lines = await exported();
  const report = await verifyAuditFile(lines);
  expect(report).toMatchObject({ ok: true, entries: 50, problems: [], publicKey: auditHeader.parse(JSON.parse(empty[0] ?? '')).publicKey });
  expect(lines).toHaveLength(52);
  const dir = mkdtempSync(join(tmpdir(), 'zapis-audit-'));
  try {
    const path = join(dir, 'audit.jsonl');
    writeFileSync(path, `${lines.join('\n')}\n`);
    expect(await verifyAuditFile(readLines(path))).toEqual(report);
    writeFileSync(path, `${lines.join('\n')}\n`.slice(0, -30));
    expect((await verifyAuditFile(readLines(path))).ok).toBe(false);
    writeFileSync(path, Buffer.alloc(3_000_000, 'x'));
    expect((await verifyAuditFile(readLines(path))).problems.map(({ code }) => code)).toEqual(['audit-header-wrong', 'audit-end-missing']);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('every single removal, repetition, swap, cut and altered character of 50 entries is found', async () => {
  fill(50);
  const lines = await exported();
  let tried = 0;
  const found = async (what: string, changed: string[]): Promise<void> => {
    tried++;
    if ((await codes(changed)).length === 0) throw new Error(`not found: ${what}`);
  };
  const random = seeded(7);
  for (const [at, line] of lines.entries()) {
    await found(`line ${at} removed`, lines.toSpliced(at, 1));
    await found(`line ${at} twice`, lines.toSpliced(at, 0, line));
    await found(`cut before line ${at}`, lines.slice(0, at));
    await found(`cut within line ${at}`, [...lines.slice(0, at), line.slice(0, random.int(line.length))]);
    await found(`empty line before ${at}`, lines.toSpliced(at, 0, ''));
    await found(`space in ${at}`, lines.with(at, line.replace(':', ': ')));
    for (let other = at + 1; other < lines.length; other += 1 + random.int(12)) await found(`lines ${at} and ${other} swapped`, lines.with(at, lines[other] ?? '').with(other, line));
    for (let n = 0; n < 15; n++) {
      const place = random.int(line.length);
      const character = random.pick([...'0123456789abcdefABCDEF"{}:, \\čш'].filter((c) => c !== line[place]));
      await found(`line ${at}, character ${place} to ${character}`, lines.with(at, line.slice(0, place) + character + line.slice(place + 1)));
    }
  }
  expect(tried).toBeGreaterThan(1_000);
});

test('an entry altered with its hash, a chain made anew and another key: each is told for what it is', async () => {
  fill(10);
  const lines = await exported();
  const key = auditHeader.parse(JSON.parse(lines[0] ?? '')).publicKey;
  const parse = (text: string): AuditEntry => JSON.parse(text) as AuditEntry;
  const altered = { ...parse(lines[4] ?? ''), personName: 'somebody else' };
  expect(await codes(lines.with(4, canonicalJson(altered)))).toEqual(['audit-entry-altered']);
  expect(await codes(lines.with(4, canonicalJson({ ...altered, hash: hashOf(altered) })))).toEqual(['audit-chain-broken']);
  expect(await codes(lines.toSpliced(4, 2))).toEqual(['audit-entries-missing', 'audit-end-wrong']);
  expect(await codes([...lines, ''])).toEqual(['audit-lines-after-end']);
  // The whole chain made anew: sound in itself, but not what was signed.
  let previous = '0'.repeat(64);
  const anew = lines.slice(1, -1).map((text) => {
    const entry = { ...parse(text), personName: 'somebody else', previous };
    previous = hashOf(entry);
    return { ...entry, hash: previous };
  });
  const end = auditEnd.parse(JSON.parse(lines.at(-1) ?? ''));
  const forged = [lines[0] ?? '', ...anew.map((entry) => canonicalJson(entry)), canonicalJson({ ...end, head: previous })];
  expect(await codes(forged)).toEqual(['audit-signature-wrong']);
  // Signed with a key of the forger's own: only a known key tells.
  const own = generateKeyPairSync('ed25519');
  const header = { ...auditHeader.parse(JSON.parse(lines[0] ?? '')), publicKey: Buffer.from(own.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex') };
  const open = { end: true as const, entries: 10, head: previous };
  const resigned = [canonicalJson(header), ...forged.slice(1, -1), canonicalJson({ ...open, signature: sign(null, signedBytes(header, open), own.privateKey).toString('hex') })];
  expect(await codes(resigned)).toEqual([]);
  expect(await codes(resigned, key)).toEqual(['audit-key-unknown']);
  expect(await codes(lines, key)).toEqual([]);
});
