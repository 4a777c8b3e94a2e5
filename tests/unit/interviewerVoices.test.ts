import { interviewerVoices } from '../../electron/core/transcript/interviewers';
import { addSpeaker } from '../../electron/core/transcript/speakers';
import { tellInterview } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => { temp = await tempVault(); });
afterEach(() => { temp.dispose(); });

test.each([
  ['Speckhard', ['speckhard', 'Anne Speckhard'], ['speckhard']],
  ['Ana Horvat, B. Speckhard', ['B. Speckhard', 'Ana Horvat', 'Ana'], ['B. Speckhard', 'Ana Horvat']],
  ['Ana i Đorđe', ['Ђорђе', 'Zoran'], ['Ђорђе']],
  ['', ['', 'Ana'], []],
])('of an interview by "%s" the voices that ask are told by their names', (interviewer, names, asking) => {
  const { footageId, interviewId } = tellInterview(temp.vault, Buffer.from('x'));
  temp.vault.db.prepare('UPDATE interview SET interviewer = ? WHERE id = ?').run(interviewer, interviewId);
  const voices = names.map((name) => addSpeaker(temp.vault.db, footageId, name));
  expect(interviewerVoices(temp.vault.db, footageId)).toEqual(voices.filter(({ name }) => asking.includes(name)).map(({ id }) => id));
});
