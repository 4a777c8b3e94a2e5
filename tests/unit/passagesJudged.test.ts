import { addComment, commentsOn } from '../../electron/core/redaction/comments';
import { acceptPassage, approvePassage, listPassages, markPassage, rejectPassage, suggestPassages, updatePassage, withdrawPassage, type Suspicion } from '../../electron/core/redaction/passages';
import { planRedactions } from '../../electron/core/redaction/plan';
import { redo, undo } from '../../electron/core/transcript/history';
import { listSegments } from '../../electron/core/transcript/segments';
import { passageDraft, type Passage } from '../../shared/domain';
import { ANA, BORIS, tellInterview, type Told } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let a: TempVault;
let told: Told;
beforeEach(async () => {
  a = await tempVault();
  told = tellInterview(a.vault, Buffer.from('footage'));
});
afterEach(() => { a.dispose(); });

const passages = (): Passage[] => listPassages(a.vault.db, told.footageId);
const states = (): string[] => passages().map(({ state }) => state);
const suspicion = (part: Partial<Suspicion> = {}): Suspicion => ({
  target: { startUs: 31_000_000, endUs: 33_000_000 }, reason: 'was-present', who: 'speaker', severity: 3, rule: 'hbs/act/present', fingerprint: 'f1', why: { key: 'present', words: 'bio sam' }, ...part,
});
const suggest = (...found: Suspicion[]): Passage[] => suggestPassages(a.vault.db, told.footageId, found, ANA);
const only = (found: Passage[]): string => found[0]?.id ?? '';
const silenced = (): number => planRedactions({ passages: passages(), segments: listSegments(a.vault.db, told.footageId), clip: null, durationUs: 60_000_000 }).sound.length;

describe('a suggestion', () => {
  it('is redacted until somebody rejects it, and is never made again, whatever became of it', () => {
    const id = only(suggest(suspicion(), suspicion()));
    expect(passages()).toMatchObject([{ state: 'marked' }, { id, state: 'suggested', who: 'speaker', severity: 3, suggestion: { rule: 'hbs/act/present', fingerprint: 'f1', why: { key: 'present', words: 'bio sam' } } }]);
    expect(silenced()).toBe(2);
    expect(suggest(suspicion())).toEqual([]);
    expect(rejectPassage(a.vault.db, id, ANA).state).toBe('rejected');
    expect(silenced()).toBe(1);
    expect(suggest(suspicion())).toEqual([]);
    expect(suggest(suspicion({ fingerprint: 'f2' }))).toHaveLength(1);
  });

  it('is made for every place where the same is said, also in a place unlike the one that was rejected', () => {
    const again = suspicion({ target: { startUs: 45_000_000, endUs: 47_000_000 } });
    const [first] = suggest(suspicion(), again);
    expect(states()).toEqual(['marked', 'suggested', 'suggested']);
    rejectPassage(a.vault.db, first?.id ?? '', ANA);
    const third = suspicion({ target: { startUs: 51_000_000, endUs: 53_000_000 } });
    // Found anew, word times move a little; that is the same place.
    expect(suggest(suspicion({ target: { startUs: 31_200_000, endUs: 33_200_000 } }), again, third)).toMatchObject([{ startUs: 51_000_000 }]);
  });

  it('is nobody\'s until it is accepted; then it is marked by whoever accepted it, and a second person approves', () => {
    const id = only(suggest(suspicion()));
    expect(() => approvePassage(a.vault.db, id, BORIS)).toThrow('passage-not-marked');
    expect(acceptPassage(a.vault.db, id, BORIS).state).toBe('marked');
    expect(() => acceptPassage(a.vault.db, id, ANA)).toThrow('passage-not-suggested');
    expect(() => approvePassage(a.vault.db, id, BORIS)).toThrow('passage-own-approval');
    expect(approvePassage(a.vault.db, id, ANA).state).toBe('approved');
  });

  it('comes and goes with undo as one step, and an acceptance taken back leaves it to anybody', () => {
    suggest(suspicion(), suspicion({ fingerprint: 'f2', target: { startUs: 41_000_000, endUs: 42_000_000 } }));
    expect(states()).toEqual(['marked', 'suggested', 'suggested']);
    undo(a.vault.db, told.footageId);
    expect(states()).toEqual(['marked']);
    redo(a.vault.db, told.footageId);
    expect(states()).toEqual(['marked', 'suggested', 'suggested']);
    const id = passages()[1]?.id ?? '';
    acceptPassage(a.vault.db, id, BORIS);
    undo(a.vault.db, told.footageId);
    acceptPassage(a.vault.db, id, ANA);
    expect(approvePassage(a.vault.db, id, BORIS)).toMatchObject({ state: 'approved', suggestion: { fingerprint: 'f1' } });
  });
});

describe('a rejection', () => {
  const marked = (): Passage => markPassage(a.vault.db, passageDraft.parse({ footageId: told.footageId, target: { startUs: 21_000_000, endUs: 22_000_000 }, reason: 'commanded', who: 'speaker', severity: 3 }), ANA);

  it('of what was marked takes a second person, and none that was judged before', () => {
    const { id, who, severity } = marked();
    expect([who, severity]).toEqual(['speaker', 3]);
    expect(() => rejectPassage(a.vault.db, id, ANA)).toThrow('passage-own-rejection');
    updatePassage(a.vault.db, id, { severity: 1, who: null }, BORIS);
    expect(() => rejectPassage(a.vault.db, id, BORIS)).toThrow('passage-own-rejection');
    expect(rejectPassage(a.vault.db, id, { id: 'third' })).toMatchObject({ state: 'rejected', severity: 1, who: null });
    for (const judge of [rejectPassage, approvePassage, acceptPassage]) expect(() => judge(a.vault.db, id, { id: 'fourth' })).toThrow(/passage-not-/);
    expect(() => rejectPassage(a.vault.db, 'none', BORIS)).toThrow('passage-missing');
  });

  it('can be undone and redone', () => {
    const { id } = marked();
    rejectPassage(a.vault.db, id, BORIS);
    expect(silenced()).toBe(1);
    expect(undo(a.vault.db, told.footageId)).toEqual({ undone: true, what: 'history.rejectPassage' });
    expect(silenced()).toBe(2);
    redo(a.vault.db, told.footageId);
    expect(silenced()).toBe(1);
    withdrawPassage(a.vault.db, id, ANA);
    expect(() => rejectPassage(a.vault.db, id, BORIS)).toThrow('passage-not-marked');
  });
});

test('comments stand in their order, change nothing of the passage, go with undo and with the passage', () => {
  const { id, updatedAt } = told.passage;
  addComment(a.vault.db, id, '  His brother?  ', ANA);
  addComment(a.vault.db, id, 'Yes, see page 4.', BORIS);
  const said = (): string[] => commentsOn(a.vault.db, id).map(({ by, text }) => `${by}: ${text}`);
  expect(said()).toEqual(['Ana: His brother?', 'Boris: Yes, see page 4.']);
  expect(passages()[0]).toMatchObject({ state: 'marked', updatedAt });
  expect(() => addComment(a.vault.db, id, ' \n', ANA)).toThrow('comment-empty');
  expect(() => addComment(a.vault.db, 'none', 'x', ANA)).toThrow('passage-missing');
  expect(undo(a.vault.db, told.footageId)).toEqual({ undone: true, what: 'history.commentPassage' });
  expect(said()).toEqual(['Ana: His brother?']);
  redo(a.vault.db, told.footageId);
  expect(said()).toHaveLength(2);
  a.vault.db.prepare('DELETE FROM passage').run();
  expect(a.vault.db.prepare('SELECT count(*) AS n FROM passage_comment').get()).toEqual({ n: 0 });
});
