import { ask } from '../../api/client';
import { takeJob } from '../jobs/store';
import { segmentMeant } from './reshape';
import { commitEdit, useTranscript } from './store';

/** Has the words of a segment, or of all, looked for in the sound again: where their times look wrong to a person. */
export async function alignAgain(all: boolean): Promise<void> {
  await commitEdit();
  const { footageId } = useTranscript.getState();
  const segment = all ? null : segmentMeant();
  if (footageId === null || (!all && !segment)) return;
  const job = await ask('transcript.align', { footageId, segmentIds: segment && [segment.id] });
  if (job) takeJob(job);
}
