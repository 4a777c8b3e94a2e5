import { approvalOf } from '../../renderer/features/passages/approval';

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
