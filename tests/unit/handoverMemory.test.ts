import { record } from '../../electron/core/audit';
import { exportHandover, importHandover, inspectHandover, type TakenIn } from '../../electron/core/handover';
import { addImport, listImports, removeImport } from '../../electron/core/memory/imports';
import { concordance } from '../../electron/core/memory/search';
import type { Exchanged } from '../../electron/core/translation/exchange/exchanged';
import { ANA, BORIS } from '../support/handover';
import { handoverPair, type HandoverPair } from '../support/handoverPair';
import type { TempVault } from '../support/vault';

let pair: HandoverPair;
beforeEach(async () => { pair = await handoverPair(); });
afterEach(() => { pair.dispose(); });

const file = (pairs: readonly (readonly [string, string])[], from: Partial<Exchanged> = {}): Exchanged => ({
  format: 'tmx', footageId: null, vaultId: null, redacted: false, ...from,
  units: pairs.map(([source, target]) => ({ id: null, key: null, source, target, sourceLanguage: 'bs', targetLanguage: 'en', base: null })),
});
const BRIDGE = ['Most je gorio.', 'The bridge burned.'] as const;
const HOUSE = ['Kuća je stajala.', 'The house stood.'] as const;

async function pack(from: TempVault, withMemory = true): Promise<string> {
  const out = pair.usb.file();
  await exportHandover(from.vault, { interviewIds: [pair.told.interviewId], withFootage: false, withMemory, to: { recipient: from === pair.a ? pair.keys.boris.recipient : pair.keys.ana.recipient }, by: from === pair.a ? 'Ana' : 'Boris' }, out);
  return out;
}
const take = async (to: TempVault, packed: string, restoreDeleted = false): Promise<TakenIn> =>
  importHandover(to.vault, packed, { identity: (to === pair.a ? pair.keys.ana : pair.keys.boris).identity }, { by: to === pair.a ? ANA : BORIS, restoreDeleted });
const found = ({ vault }: TempVault, query: string): string[] => concordance(vault.db, query, 10).map(({ target }) => target);
const pairsIn = ({ vault }: TempVault): number => vault.db.prepare<[], number>('SELECT count(*) FROM memory_unit').pluck().get() ?? 0;

test('pairs of other tools go along with where they come from when asked for, and only then', async () => {
  const { a, b, keys } = pair;
  const { added } = addImport(a.vault, file([BRIDGE, HOUSE], { vaultId: 'another-vault' }), 'agency.tmx', null);
  expect(await take(b, await pack(a, false))).toMatchObject({ memoryUnits: 0 });
  expect(found(b, 'most')).toEqual([]);
  const packed = await pack(a);
  expect(await inspectHandover(packed, { identity: keys.boris.identity })).toMatchObject({ memory: { files: 1, units: 2 } });
  expect(await take(b, packed)).toMatchObject({ memoryUnits: 2 });
  expect(listImports(b.vault.db)).toEqual([{ ...added, from: 'Ana' }]);
  expect(found(b, 'mostovima')).toEqual([BRIDGE[1]]);
  expect(b.vault.db.prepare('SELECT origin_vault FROM memory_import').pluck().get()).toBe('another-vault');
  // A second time, and on the way back, nothing comes twice.
  expect(await take(b, packed)).toMatchObject({ memoryUnits: 0 });
  expect(await take(a, await pack(b))).toMatchObject({ memoryUnits: 0 });
  expect([pairsIn(a), pairsIn(b)]).toEqual([2, 2]);
  expect(listImports(a.vault.db)[0]?.from).toBeNull();
});

test('a pair that is here from another file is not taken in again, the rest of its file is', async () => {
  const { a, b } = pair;
  addImport(a.vault, file([BRIDGE, HOUSE, ['Most je gorio.', 'The bridge was burning.']]), 'a.tmx', null);
  addImport(b.vault, file([BRIDGE]), 'b.tmx', null);
  expect(await take(b, await pack(a))).toMatchObject({ memoryUnits: 2 });
  expect(listImports(b.vault.db).map(({ name, units }) => [name, units])).toEqual(expect.arrayContaining([['a.tmx', 2], ['b.tmx', 1]]));
});

test('what was taken out stays out; what this vault wrote itself does not come back as a copy', async () => {
  const { a, b } = pair;
  const { added } = addImport(a.vault, file([BRIDGE]), 'a.tmx', null);
  // As it is in Ana's hands: what Boris wrote out, and what a tool made of footage that he is handed now.
  addImport(a.vault, file([HOUSE], { vaultId: b.vault.id }), 'boris.tmx', null);
  addImport(a.vault, { ...file([['Da.', 'Yes.']]), footageId: 'elsewhere' }, 'other.tmx', null);
  a.vault.db.prepare('UPDATE memory_import SET origin_footage = ? WHERE name = ?').run(pair.told.footageId, 'other.tmx');
  const packed = await pack(a);
  expect(await take(b, packed)).toMatchObject({ memoryUnits: 1 });
  expect(listImports(b.vault.db).map(({ name }) => name)).toEqual(['a.tmx']);
  removeImport(b.vault.db, added.id);
  record(b.vault.db, { person: BORIS, action: 'memory.import', item: { kind: 'memory', id: added.id }, details: { did: 'remove' } });
  expect(await take(b, packed)).toMatchObject({ memoryUnits: 0 });
  expect(await take(b, packed, true)).toMatchObject({ memoryUnits: 1 });
});
