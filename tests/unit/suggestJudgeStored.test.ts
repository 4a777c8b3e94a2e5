import { randomBytes } from 'node:crypto';
import { acceptPassage, markPassage, rejectPassage } from '../../electron/core/operations/passages';
import { suggestPassages } from '../../electron/core/operations/suggestions';
import { writeTranslation } from '../../electron/core/operations/translation';
import { listPassages } from '../../electron/core/redaction/passages';
import { openItems } from '../../electron/core/redaction/gate';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { setSetting } from '../../electron/core/vault/settings';
import type { PassageView } from '../../shared/domain';
import { peopledVault, speak, workAs } from '../support/people';
import { storeFootage } from '../support/vault';

let people: Awaited<ReturnType<typeof peopledVault>>;
let workspace: Workspace;
let footageId: string;
beforeEach(async () => {
  people = await peopledVault();
  people.vault.close();
  workspace = await workAs(people.dir, 'interviewer');
  footageId = storeFootage(workspace.vault, randomBytes(500));
  workspace.vault.db.prepare('UPDATE footage SET duration_us = 60000000').run();
});
afterEach(async () => {
  await workspace.close();
  people.dispose();
});

/** "Zabrundati" is no word: no lexicon will ever have it. */
const UNKNOWN = 'Zabrundao sam ga kod bunara.';
const found = (): PassageView[] => suggestPassages(workspace, { footageId }).suggested;

it('stores the guess like every suggestion, without holding up an export at the threshold that vaults have', () => {
  speak(workspace.vault, footageId, 'a', UNKNOWN, 0);
  const { suggested, judged } = suggestPassages(workspace, { footageId });
  expect(judged).toBe(true);
  expect(suggested).toMatchObject([{ text: UNKNOWN, reason: 'self-incrimination', who: 'speaker', severity: 1, state: 'suggested', suggestion: { rule: 'hbs/judged', why: { key: 'judged' } } }]);
  expect(openItems(workspace.vault.db, footageId)).toEqual([]);
  setSetting(workspace.vault.db, 'suggestionThreshold', 1);
  expect(openItems(workspace.vault.db, footageId)).toHaveLength(1);
  expect(found()).toEqual([]);
});

it('guesses nothing where it was rejected, nor where a person has marked the same', () => {
  speak(workspace.vault, footageId, 'a', UNKNOWN, 0);
  speak(workspace.vault, footageId, 'b', 'Zabrundao sam ih kod mosta.', 4_000);
  const segment = (id: string, fromWord: number): Parameters<typeof markPassage>[1]['target'] => ({ words: { fromSegmentId: id, fromWord, toSegmentId: id, toWord: 3 } });
  markPassage(workspace, { footageId, target: segment('b', 1), reason: 'took-part', note: '', audio: 'mute', video: 'none', who: 'speaker', severity: 3 });
  const [one, ...more] = found();
  expect(more).toEqual([]);
  expect(one?.text).toBe(UNKNOWN);
  rejectPassage(workspace, { passageId: one?.id ?? '' });
  expect(found()).toEqual([]);
});

it('does not guess by a translation where the original is suspected already, and guesses by it where only that says so', () => {
  speak(workspace.vault, footageId, 'a', UNKNOWN, 0);
  writeTranslation(workspace, { segmentId: 'a', language: 'en', text: 'I dumfed him and we lumbled him into the flork.' });
  speak(workspace.vault, footageId, 'b', 'Kad je bilo gotovo, opet nas je čekala blambura.', 4_000);
  writeTranslation(workspace, { segmentId: 'b', language: 'en', text: 'I dumfed him and we lumbled him into the flork.' });
  const suggested = found();
  expect(suggested.map(({ text, suggestion }) => [text, suggestion?.rule, suggestion?.why.translation])).toEqual([
    [UNKNOWN, 'hbs/judged', undefined],
    ['Kad je bilo gotovo, opet nas je čekala blambura.', 'en/judged', 'en'],
  ]);
  acceptPassage(workspace, { passageId: suggested[1]?.id ?? '' });
  expect(found()).toEqual([]);
  expect(listPassages(workspace.vault.db, footageId)).toHaveLength(2);
});
