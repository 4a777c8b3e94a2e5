import { isSpelled } from '../../../shared/spelling';
import { openDialog } from '../../state/dialogs';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { languageName } from '../interview/languages';
import { useTranscript } from '../transcript/store';

/** F7 in the transcript: what the word under the cursor may have meant to be, to be put in its place. */
export function similarWords(): void {
  const { cursor, segments, order } = useTranscript.getState();
  const segment = cursor === null ? undefined : segments[order.get(cursor.segmentId) ?? -1];
  if (cursor === null || segment?.words[cursor.word] === undefined) toast(t('spelling.chooseWord'));
  else if (!isSpelled(segment.language)) toast(t('spelling.noDictionary', { languages: languageName(segment.language) }));
  else openDialog({ kind: 'spelling', segmentId: segment.id, side: 'original', language: segment.language, text: segment.text, index: cursor.word });
}
