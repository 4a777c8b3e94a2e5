import { record } from '../../electron/core/audit';
import { createIdentity, exportHandover, importHandover } from '../../electron/core/handover';
import { listTerms, removeTerm, saveTerm, type TermDraft } from '../../electron/core/glossary';
import type { Vault } from '../../electron/core/vault/vault';
import type { GlossaryTerm } from '../../shared/domain';
import { ANA, BORIS, stick, tellInterview, type Told } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let a: TempVault;
let b: TempVault;
let told: Told;
let usb: ReturnType<typeof stick>;
let key: { identity: string; recipient: string };
beforeEach(async () => {
  [a, b, key] = await Promise.all([tempVault(), tempVault(), createIdentity()]);
  usb = stick();
  told = tellInterview(a.vault, Buffer.from('footage'));
});
afterEach(() => {
  a.dispose();
  b.dispose();
  usb.dispose();
});

async function pack(from: Vault): Promise<string> {
  const file = usb.file();
  await exportHandover(from, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: key.recipient }, by: 'x' }, file);
  return file;
}
const take = async (to: Vault, file: string): Promise<unknown> => importHandover(to, file, { identity: key.identity }, { by: to === a.vault ? ANA : BORIS });
/** Saves as the operation does: with its entry in the audit log, and at least a millisecond after the one before. */
async function save(vault: Vault, draft: Partial<TermDraft> & { term: string }): Promise<GlossaryTerm> {
  await new Promise((resolve) => { setTimeout(resolve, 3); });
  const term = saveTerm(vault.db, { id: null, interviewId: told.interviewId, misheard: [], kind: 'place', note: '', ...draft });
  record(vault.db, { person: ANA, action: 'glossary.save', item: { kind: 'interview', id: told.interviewId }, details: { term: term.id } });
  return term;
}
async function remove(vault: Vault, id: string): Promise<void> {
  await new Promise((resolve) => { setTimeout(resolve, 3); });
  removeTerm(vault.db, id);
  record(vault.db, { person: ANA, action: 'glossary.remove', item: { kind: 'interview', id: told.interviewId }, details: { term: id } });
}
const notes = (vault: Vault): string[] => listTerms(vault.db, told.interviewId).map(({ term, note }) => `${term}:${note}`);

test('a glossary goes along, and of a term that both changed the newest wins, whichever way it travels', async () => {
  const ahmići = await save(a.vault, { term: 'Ahmići', misheard: ['Amići'] });
  await save(a.vault, { term: 'Mladić', kind: 'person' });
  const early = await pack(a.vault);
  await take(b.vault, early);
  expect(listTerms(b.vault.db, told.interviewId)).toEqual(listTerms(a.vault.db, told.interviewId));
  await save(a.vault, { ...ahmići, note: 'first' });
  await save(b.vault, { ...ahmići, note: 'second' });
  await save(b.vault, { term: 'Žepa' });
  await take(a.vault, await pack(b.vault));
  expect(notes(a.vault)).toEqual(['Ahmići:second', 'Mladić:', 'Žepa:']);
  await take(b.vault, await pack(a.vault));
  expect(notes(b.vault)).toEqual(notes(a.vault));
  // An old package that comes late takes nothing back.
  await take(b.vault, early);
  expect(notes(b.vault)).toEqual(notes(a.vault));
});

test('what was removed stays removed, unless it was changed after that', async () => {
  const term = await save(a.vault, { term: 'Ahmići' });
  const early = await pack(a.vault);
  await take(b.vault, early);
  await remove(b.vault, term.id);
  await take(b.vault, early);
  expect(notes(b.vault)).toEqual([]);
  await save(a.vault, { ...term, note: 'wanted' });
  await take(b.vault, await pack(a.vault));
  expect(notes(b.vault)).toEqual(['Ahmići:wanted']);
});

test('the same name noted on both sides is kept once', async () => {
  await take(b.vault, await pack(a.vault));
  await save(a.vault, { term: 'Žepa', note: 'a' });
  await save(b.vault, { term: 'Žepa', note: 'b' });
  await take(b.vault, await pack(a.vault));
  expect(notes(b.vault)).toEqual(['Žepa:b']);
});
