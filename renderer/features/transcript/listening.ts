import { hear } from '../review/hear';
import { toggleLoop } from '../player/loop';
import { wordAtCaret } from './caret';
import { segmentMeant } from './reshape';
import { useTranscript } from './store';
import type { WordPoint } from './words';

/** A word alone is cut off at its edges; this much is heard around it. */
const AROUND_WORD_US = 80_000;

/** Plays one word and halts; an untimed word has no place of its own, so its segment is played. */
export function hearWord({ segmentId, word }: WordPoint): void {
  const { segments, order } = useTranscript.getState();
  const segment = segments[order.get(segmentId) ?? -1];
  const said = segment?.words[word];
  if (said && said.trust !== 'untimed') hear(said.startUs, said.endUs, AROUND_WORD_US);
  else if (segment) hear(segment.startUs, segment.endUs, 0);
}

/** Plays the segment once and halts. */
export function hearSegment(): void {
  const segment = segmentMeant();
  if (segment) hear(segment.startUs, segment.endUs, 0);
}

/** The word at the caret while typing, else the one under the cursor. */
export function hearThisWord(): void {
  const { editing, cursor, segments, order } = useTranscript.getState();
  // Which word a translation's word renders is rarely known; its segment is.
  if (document.activeElement?.matches('.desk-field')) hearSegment();
  else if (editing) {
    const field = document.activeElement;
    const caret = field instanceof HTMLTextAreaElement ? field.selectionStart : editing.text.length;
    const known = segments[order.get(editing.segmentId) ?? -1]?.words.length ?? 0;
    hearWord({ segmentId: editing.segmentId, word: Math.min(wordAtCaret(editing.text, caret), known - 1) });
  } else if (cursor) hearWord(cursor);
}

/** Plays the segment again and again, or stops doing so. */
export function loopSegment(): void {
  const segment = segmentMeant();
  if (segment) toggleLoop({ startUs: segment.startUs, endUs: segment.endUs });
}
