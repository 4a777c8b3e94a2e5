import { assignInterview } from '../../electron/core/footage/footage';
import { createInterview, listInterviews, updateInterview } from '../../electron/core/footage/interviews';
import type { InterviewDraft } from '../../shared/domain';
import { storeFootage, tempVault, type TempVault } from '../support/vault';

const DRAFT: InterviewDraft = {
  speakerCode: 'N.H.', date: '2016-06', region: 'Balkans', interviewer: 'Speckhard', languages: ['bs', 'en'], consent: 'recorded',
  warningGiven: 'yes', warningWhen: 'at 0:12', notes: 'Žena ga je čekala.',
};

let temp: TempVault;
beforeEach(async () => { temp = await tempVault(); });
afterEach(() => temp.dispose());

test('a record survives a restart, is changed, and comes in order of the interviews', async () => {
  const first = createInterview(temp.vault.db, DRAFT);
  createInterview(temp.vault.db, { ...DRAFT, speakerCode: 'undated', date: '' });
  createInterview(temp.vault.db, { ...DRAFT, speakerCode: 'later', date: '2017' });
  const { db } = await temp.reopen();
  expect(listInterviews(db).map((i) => i.speakerCode)).toEqual(['later', 'N.H.', 'undated']);
  expect(updateInterview(db, first.id, { ...DRAFT, region: 'Bosnia' })).toMatchObject({ ...DRAFT, id: first.id, region: 'Bosnia', createdAt: first.createdAt });
  expect(() => updateInterview(db, 'nobody', DRAFT)).toThrow(expect.objectContaining({ code: 'interview-missing' }));
  expect(() => createInterview(db, { ...DRAFT, date: 'June' })).toThrow();
});

test('footage goes under a record and out again', () => {
  const { db } = temp.vault;
  const footageId = storeFootage(temp.vault, Buffer.from('sound'));
  const { id } = createInterview(db, DRAFT);
  expect(assignInterview(db, footageId, id).interviewId).toBe(id);
  expect(assignInterview(db, footageId, null).interviewId).toBeNull();
  expect(() => assignInterview(db, footageId, 'nobody')).toThrow(expect.objectContaining({ code: 'interview-missing' }));
  expect(() => assignInterview(db, 'nothing', id)).toThrow(expect.objectContaining({ code: 'footage-missing' }));
});
