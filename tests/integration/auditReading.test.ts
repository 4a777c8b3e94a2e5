import { randomBytes } from 'node:crypto';
import { entryViews, findEntries, record, verifyChain } from '../../electron/core/audit';
import type { AuditQuery } from '../../shared/domain';
import { CAST, peopledVault } from '../support/people';
import { storeFootage } from '../support/vault';

let people: Awaited<ReturnType<typeof peopledVault>>;
let footageId: string;
const ANY: AuditQuery = { person: null, action: null, text: '', named: [] };
const find = async (query: Partial<AuditQuery>): Promise<number[]> => (await findEntries(people.vault.db, { ...ANY, ...query })).seqs;

beforeAll(async () => {
  people = await peopledVault();
  const { db } = people.vault;
  footageId = storeFootage(people.vault, randomBytes(5_000));
  db.prepare("UPDATE footage SET name = 'Šibenik 3.mp4' WHERE id = ?").run(footageId);
  const who = (name: string): { id: string; name: string } => ({ id: db.prepare<[string], string>('SELECT id FROM person WHERE name = ?').pluck().get(name) ?? '', name });
  for (let n = 0; n < 2_500; n += 1) record(db, { person: who(CAST.custodian.name), action: 'transcript.edit', item: { kind: 'segment', id: `s-${n}` }, details: { footage: footageId } });
  record(db, { person: who(CAST.interviewer.name), action: 'passages.mark', item: { kind: 'footage', id: footageId }, details: { count: 4711 } });
  record(db, { person: null, action: 'vault.recover', item: { kind: 'person', id: who(CAST.editor.name).id } });
});
afterAll(() => { people.dispose(); });

test('entries are found by who, by what, and by any word of them, whatever the script; the newest come first', async () => {
  const { vault: { db } } = people;
  const last = db.prepare<[], number>('SELECT max(seq) FROM audit').pluck().get() ?? 0;
  const all = await findEntries(db, ANY);
  expect(all.seqs).toHaveLength(all.total);
  expect(all.seqs.slice(0, 2)).toEqual([last, last - 1]);
  expect(all.people.map(({ name }) => name)).toEqual(expect.arrayContaining(['', CAST.custodian.name, CAST.interviewer.name]));
  expect(all.actions).toEqual(expect.arrayContaining(['passages.mark', 'transcript.edit', 'vault.recover']));
  expect(await find({ person: '' })).toEqual([last]);
  expect(await find({ action: 'passages.mark' })).toEqual([last - 1]);
  expect(await find({ text: 'jovan ilic' })).toEqual([last - 1]);
  expect(await find({ text: '4711' })).toEqual([last - 1]);
  // The name of the footage, which stands in no entry: of the item itself, and of the one that the details name.
  expect(await find({ text: 'sibenik' })).toHaveLength(2_501);
  expect(await find({ text: String(last) })).toEqual([last]);
  // What an action is called in the interface, only the window knows.
  expect(await find({ text: 'oporavak', named: ['vault.recover'] })).toEqual([last]);
  expect(await find({ text: 'nothing has this' })).toEqual([]);
  expect(await find({ text: 'sibenik', action: 'passages.mark', person: '' })).toEqual([]);
});

test('an entry is read with what its item is called today, and with nothing of it once that is gone', async () => {
  const { vault: { db } } = people;
  const last = db.prepare<[], number>('SELECT max(seq) FROM audit').pluck().get() ?? 0;
  expect(entryViews(db, [last, 99_999, last - 1, last - 2])).toMatchObject([
    { seq: last, personName: '', about: CAST.editor.name },
    { seq: last - 1, about: 'Šibenik 3.mp4', details: [{ name: 'count', value: '4711' }] },
    { seq: last - 2, about: 'Šibenik 3.mp4', itemKind: 'segment' },
  ]);
  const report = await verifyChain(db);
  expect(report).toMatchObject({ ok: true, entries: last, head: entryViews(db, [last])[0]?.hash });
  db.prepare('DELETE FROM footage WHERE id = ?').run(footageId);
  expect(entryViews(db, [last - 1])).toMatchObject([{ about: null }]);
});
