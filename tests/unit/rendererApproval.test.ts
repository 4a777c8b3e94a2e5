import { approvalOf } from '../../renderer/features/passages/approval';
import { FILTERS, judgementsOn, shows } from '../../renderer/features/passages/judge';

const ANA = { id: 'a', name: 'Ana' };
const VERA = { id: 'v', name: 'Vera' };
const passage = (part: Partial<Parameters<typeof approvalOf>[0]>): Parameters<typeof approvalOf>[0] => ({ state: 'marked', markedBy: ANA, changedBy: ANA, ...part });

test('whoever marked or changed a passage sees why somebody else must approve it, before asking', () => {
  const own = approvalOf(passage({}), { id: 'a', role: 'interviewer' });
  expect(own).toEqual({ text: 'Marked by you. A second person must approve it.', button: 'refused' });
  expect(approvalOf(passage({ changedBy: VERA }), { id: 'v', role: 'custodian' })).toEqual({ text: 'Marked by Ana. Changed by you. A second person must approve it.', button: 'refused' });
  expect(approvalOf(passage({ changedBy: VERA }), { id: 'a', role: 'custodian' }).button).toBe('refused');
});

test('a second person may approve, and sees who marked it', () => {
  expect(approvalOf(passage({}), { id: 'v', role: 'custodian' })).toEqual({ text: 'Marked by Ana.', button: 'open' });
  expect(approvalOf(passage({ markedBy: null, changedBy: null }), { id: 'v', role: 'custodian' })).toEqual({ text: '', button: 'open' });
});

test.each(['translator', 'editor'] as const)('a %s sees who marked it and who must approve it, and no button', (role) => {
  expect(approvalOf(passage({}), { id: 'v', role })).toEqual({ text: 'Marked by Ana. An interviewer or a custodian must approve it.', button: 'absent' });
  expect(approvalOf(passage({ state: 'approved', changedBy: VERA }), { id: 'a', role })).toEqual({ text: 'Approved by Vera.', button: 'absent' });
});

test('a suggestion is accepted by whoever may mark and rejected by whoever may approve; what is marked is judged by others', () => {
  const suggested = passage({ state: 'suggested', markedBy: null, changedBy: null });
  expect(judgementsOn(suggested, { id: 'a', role: 'interviewer' })).toEqual(['accept', 'reject']);
  expect(judgementsOn(suggested, { id: 'a', role: 'translator' })).toEqual(['accept']);
  expect(judgementsOn(suggested, { id: 'a', role: 'editor' })).toEqual([]);
  expect(judgementsOn(passage({}), { id: 'v', role: 'custodian' })).toEqual(['approve', 'reject']);
  for (const own of [passage({}), passage({ markedBy: VERA }), passage({ changedBy: VERA })]) expect(judgementsOn(own, { id: 'a', role: 'custodian' })).toEqual([]);
  for (const state of ['approved', 'rejected', 'withdrawn'] as const) expect(judgementsOn(passage({ state }), { id: 'v', role: 'custodian' })).toEqual([]);
  expect(judgementsOn(suggested, null)).toEqual([]);
});

test('every state is found under a filter, and what is redacted under the first', () => {
  const of = (state: Parameters<typeof approvalOf>[0]['state']): string[] => FILTERS.filter((filter) => shows(filter, { state, suggestion: null }));
  expect([of('suggested'), of('marked'), of('approved'), of('rejected'), of('withdrawn')]).toEqual([['all', 'open'], ['all', 'open'], ['all', 'approved'], ['rejected'], ['rejected']]);
  const guess = { rule: 'hbs/judged', fingerprint: 'f', why: { key: 'judged', words: 'gazda' } };
  expect(FILTERS.filter((filter) => shows(filter, { state: 'suggested', suggestion: guess }))).toEqual(['all', 'open', 'guessed']);
  expect(FILTERS.filter((filter) => shows(filter, { state: 'rejected', suggestion: guess }))).toEqual(['rejected']);
  expect(approvalOf(passage({ state: 'rejected', changedBy: VERA }), { id: 'a', role: 'interviewer' })).toEqual({ text: 'Rejected by Vera.', button: 'absent' });
});
