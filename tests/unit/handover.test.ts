import { readdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createIdentity, exportHandover, importHandover, inspectHandover, listConflicts, type TakenIn } from '../../electron/core/handover';
import { listPassages } from '../../electron/core/redaction/passages';
import { listSegments } from '../../electron/core/transcript/segments';
import type { Vault } from '../../electron/core/vault/vault';
import { ANA, BORIS, contentsOf, sha256, stick, tellInterview, type Told } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let a: TempVault;
let b: TempVault;
let told: Told;
let usb: ReturnType<typeof stick>;
let ana: { identity: string; recipient: string };
let boris: { identity: string; recipient: string };
beforeEach(async () => {
  [a, b, ana, boris] = await Promise.all([tempVault(), tempVault(), createIdentity(), createIdentity()]);
  usb = stick();
  told = tellInterview(a.vault, randomBytes(3_000_000));
});
afterEach(() => {
  a.dispose();
  b.dispose();
  usb.dispose();
});

async function give(from: Vault, to: Vault, withFootage = false): Promise<TakenIn> {
  const [by, key, taker] = from === a.vault ? [ANA, boris, BORIS] : [BORIS, ana, ANA];
  const file = usb.file();
  await exportHandover(from, { interviewIds: [told.interviewId], withFootage, to: { recipient: key.recipient }, by: by.name }, file);
  return importHandover(to, file, { identity: key.identity }, { by: taker });
}

test('interview, transcript, passages and footage arrive as they were', async () => {
  await a.vault.stores.open(told.footageId).putDerived('waveform', Buffer.from('peaks'));
  const file = usb.file();
  const out = await exportHandover(a.vault, { interviewIds: [told.interviewId], withFootage: true, to: { recipient: boris.recipient }, by: 'Ana' }, file);
  expect(out).toMatchObject({ interviews: 1, footage: 1, segments: 4, passages: 1 });
  expect(readdirSync(usb.dir)).toEqual(['1.zapis-handover']);
  expect(await inspectHandover(file, { identity: boris.identity })).toMatchObject({
    from: 'Ana', vaultId: a.vault.id, withFootage: true, segments: 4, passages: 1, footageBytes: 3_000_000, interviews: [{ id: told.interviewId, speakerCode: 'N.H.' }],
  });
  expect(contentsOf(b.vault)).toMatchObject({ interviews: [] });
  const result = await importHandover(b.vault, file, { identity: boris.identity }, { by: BORIS });
  expect(result).toMatchObject({ from: 'Ana', interviews: { added: 1 }, footage: { added: 1 }, segments: { added: 4, conflicts: 0 }, passages: { added: 1, conflicts: 0 }, skipped: [], toPreview: [] });
  expect(listSegments(b.vault.db, told.footageId)).toEqual(listSegments(a.vault.db, told.footageId));
  const marks = (vault: Vault) => listPassages(vault.db, told.footageId);
  expect(marks(b.vault)).toMatchObject(marks(a.vault).map(({ id, startUs, endUs, anchor, state }) => ({ id, startUs, endUs, anchor, state })));
  const store = b.vault.stores.open(told.footageId);
  expect(sha256(store.original().read(0, 3_000_000))).toBe(sha256(told.bytes ?? Buffer.alloc(0)));
  expect(Buffer.from(store.derived('waveform')?.read(0, 5) ?? []).toString()).toBe('peaks');
  await b.vault.stores.verify(told.footageId, { deep: true });
  expect(b.vault.stores.orphans()).toEqual([]);
  await b.reopen();
  await b.vault.stores.verify(told.footageId, { deep: true });
});

test('taking in the same handover twice changes nothing', async () => {
  const file = usb.file();
  await exportHandover(a.vault, { interviewIds: [told.interviewId], withFootage: true, to: { recipient: boris.recipient }, by: 'Ana' }, file);
  await importHandover(b.vault, file, { identity: boris.identity }, { by: BORIS });
  const before = contentsOf(b.vault);
  const again = await importHandover(b.vault, file, { identity: boris.identity }, { by: BORIS });
  expect(again).toMatchObject({ interviews: { added: 0, changed: 0 }, footage: { added: 0, filled: 0 }, segments: { added: 0, changed: 0 }, passages: { added: 0, changed: 0 } });
  expect(contentsOf(b.vault)).toEqual(before);
});

test('a transcript alone is enough to work on, and its footage may come later', async () => {
  expect(await give(a.vault, b.vault)).toMatchObject({ footage: { added: 1, filled: 0 } });
  expect(() => b.vault.stores.open(told.footageId)).toThrow(expect.objectContaining({ code: 'footage-missing' }));
  await b.reopen();
  expect(listSegments(b.vault.db, told.footageId)).toHaveLength(4);
  expect(await give(a.vault, b.vault, true)).toMatchObject({ footage: { added: 0, filled: 1 } });
  await b.vault.stores.verify(told.footageId, { deep: true });
  await b.reopen();
  await b.vault.stores.verify(told.footageId, { deep: true });
  expect(listConflicts(b.vault.db)).toEqual([]);
});
