import { listConflicts, resolveConflict } from '../../electron/core/handover';
import { editTranslation, setTranslationState } from '../../electron/core/translation/edit';
import { listTranslations, storeDrafts } from '../../electron/core/translation/rows';
import { undo } from '../../electron/core/transcript/history';
import { joinNext } from '../../electron/core/transcript/reshaping';
import type { Vault } from '../../electron/core/vault/vault';
import { ANA, type Told } from '../support/handover';
import { handoverPair, type HandoverPair } from '../support/handoverPair';
import type { TempVault } from '../support/vault';

let pair: HandoverPair;
let a: TempVault;
let b: TempVault;
let told: Told;
beforeEach(async () => {
  pair = await handoverPair();
  ({ a, b, told } = pair);
  storeDrafts(a.vault.db, told.segments.slice(0, 3).map(({ id, footageId, text }, i) => ({
    segmentId: id, footageId, language: 'en', text: `draft ${i}`, state: 'machine', engine: 'apertium', model: 'hbs-eng', sources: [{ segmentId: id, text }], links: [[0, 0, 0]], unknown: [1], writtenBy: null, updatedBy: null, updatedAt: '',
  })));
});
afterEach(() => { pair.dispose(); });

const id = (i: number): string => told.segments[i]?.id ?? '';
const said = ({ db }: Vault): string[] => listTranslations(db, told.footageId).map(({ text, state }) => `${state} ${text}`);
const write = ({ db }: Vault, i: number, text: string) => editTranslation(db, { segmentId: id(i), language: 'en', text }, 'someone');

test('translations go along, come back worked on, and settle; approvals stay where they were given', async () => {
  expect(await pair.give(a, b)).toMatchObject({ translations: { added: 3, changed: 0, conflicts: 0 } });
  const bare = ({ db }: Vault) => listTranslations(db, told.footageId).map((t) => ({ ...t, updatedAt: '' }));
  expect(bare(b.vault)).toEqual(bare(a.vault));
  write(b.vault, 0, 'Then Tihomir said');
  setTranslationState(b.vault.db, { segmentId: id(1), language: 'en', state: 'approved' });
  write(b.vault, 3, 'After that I went home');
  expect(await pair.give(b, a)).toMatchObject({ translations: { added: 1, changed: 2, conflicts: 0 } });
  expect(said(a.vault)).toEqual(['edited Then Tihomir said', 'checked draft 1', 'machine draft 2', 'edited After that I went home']);
  expect(await pair.give(a, b)).toMatchObject({ translations: { added: 0, changed: 0, conflicts: 0 } });
  expect(said(b.vault)[1]).toBe('approved draft 1');
  undo(a.vault.db, told.footageId);
  expect(said(a.vault)).toEqual(['machine draft 0', 'machine draft 1', 'machine draft 2']);
});

test('a draft gives way to a person, whoever was first; two people at odds wait for a decision', async () => {
  await pair.give(a, b);
  write(a.vault, 0, 'ours');
  write(b.vault, 0, 'theirs');
  write(a.vault, 1, 'by hand');
  storeDrafts(b.vault.db, listTranslations(b.vault.db, told.footageId).map((t) => ({ ...t, text: 'other draft' })));
  expect(await pair.give(b, a)).toMatchObject({ translations: { changed: 1, conflicts: 1 } });
  expect(said(a.vault)).toEqual(['edited ours', 'edited by hand', 'machine other draft']);
  const [conflict] = listConflicts(a.vault.db);
  expect(conflict).toMatchObject({ kind: 'translation', base: { text: 'draft 0' }, ours: { text: 'ours' }, theirs: { text: 'theirs' } });
  expect(await pair.give(b, a)).toMatchObject({ translations: { changed: 0, conflicts: 0 } });
  expect(listConflicts(a.vault.db)).toHaveLength(1);
  resolveConflict(a.vault.db, conflict?.id ?? '', { text: 'both' }, ANA);
  expect(said(a.vault)[0]).toBe('edited both');
  // The decision travels.
  expect(await pair.give(a, b)).toMatchObject({ translations: { changed: 2, conflicts: 0 } });
  expect(said(b.vault)).toEqual(said(a.vault));
});

test('the other version can be chosen; a join on one side takes the translation along', async () => {
  await pair.give(a, b);
  write(a.vault, 0, 'ours');
  write(b.vault, 0, 'theirs');
  joinNext(b.vault.db, { segmentId: id(1) });
  await pair.give(b, a);
  expect(said(a.vault)).toEqual(['edited ours', 'machine draft 1 draft 2']);
  resolveConflict(a.vault.db, listConflicts(a.vault.db)[0]?.id ?? '', 'theirs', ANA);
  expect(said(a.vault)[0]).toBe('edited theirs');
});
