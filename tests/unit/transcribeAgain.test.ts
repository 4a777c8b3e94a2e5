import { startTranscription } from '../../electron/core/operations/transcript';
import { assertUncorrected } from '../../electron/core/transcription/rows';
import { listSegments } from '../../electron/core/transcript/segments';
import { editTranslation } from '../../electron/core/translation/edit';
import { spokenVault, spokenId } from '../support/spokenVault';

describe('transcribing again', () => {
  test('is refused at once, not by a job, while a translation was corrected that would go with the transcript', async () => {
    const told = await spokenVault([['U proljeće su nas odveli', 'In spring they led us away'], ['Bili smo tamo', 'We were there']], { as: 'custodian', drafts: true });
    const { work, footageId } = told;
    const again = { footageId, language: 'bs', modelId: 'whisper-tiny', replace: false } as const;
    expect(() => { assertUncorrected(work.vault.db, footageId); }).not.toThrow();
    editTranslation(work.vault.db, { segmentId: spokenId(0), language: 'en', text: 'In spring they took us' }, work.actor.id);
    expect(() => startTranscription(work, again)).toThrow(expect.objectContaining({ code: 'transcript-edited', params: { edited: 1 } }));
    expect(listSegments(work.vault.db, footageId)).toHaveLength(2);
    await told.dispose(work);
  });
});
