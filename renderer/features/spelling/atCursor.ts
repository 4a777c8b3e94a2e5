import type { Word } from '../../../shared/domain';
import { isSpelled } from '../../../shared/spelling';
import { openDialog } from '../../state/dialogs';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { languageName } from '../interview/languages';
import { useTranscript } from '../transcript/store';
import type { Heard } from './SpellingDialog';

/** F7 in the transcript: what the word under the cursor may have meant to be, to be put in its place. */
export function similarWords(): void {
  const { cursor, segments, order } = useTranscript.getState();
  const segment = cursor === null ? undefined : segments[order.get(cursor.segmentId) ?? -1];
  if (cursor === null || segment?.words[cursor.word] === undefined) toast(t('spelling.chooseWord'));
  else if (!isSpelled(segment.language)) toast(t('spelling.noDictionary', { languages: languageName(segment.language) }));
  else openDialog({ kind: 'spelling', segmentId: segment.id, side: 'original', language: segment.language, text: segment.text, index: cursor.word, heard: heardAt(segment.words, cursor.word) });
}

/** What was heard in a word's place, with all the words that stand for it. */
function heardAt(words: readonly Word[], index: number): Heard | undefined {
  const text = words[index]?.heard;
  if (text === undefined) return undefined;
  let [from, to] = [index, index];
  while (words[from - 1]?.heard === text) from -= 1;
  while (words[to + 1]?.heard === text) to += 1;
  return { text, from, to };
}
