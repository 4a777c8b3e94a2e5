import { openClips } from '../features/cliplist/store';
import { openNames } from '../features/names/store';
import { openPassages } from '../features/passages/store';
import { openRegions } from '../features/picture/store';
import { openRemarks } from '../features/remarks/store';
import { openSpeakers } from '../features/speakers/store';
import { openTranscript } from '../features/transcript/store';
import { painted } from './painted';

/**
 * Shows what belongs to a footage. The text and what colours it are asked for first and painted; the lists behind the
 * other tabs, each of which reads the whole text again, are emptied at once and filled one after the other behind it.
 */
export async function openContent(footageId: string | null): Promise<void> {
  const text = Promise.all([openTranscript(footageId), openPassages(footageId), openSpeakers(footageId)]).then(painted);
  // What is covered in the picture is seen at once, and costs nothing to look up.
  const regions = openRegions(footageId);
  const remarks = openRemarks(footageId, text);
  const clips = openClips(footageId, remarks);
  await Promise.all([regions, clips, openNames(footageId, clips)]);
}
