import type { Segment, Word } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import { spreadWords } from '../transcript/remapWords';

/** The segment's words; spread anew where their times are missing, since a subtitle must be shown at some time. */
export function subtitleWords(segment: Segment): Word[] {
  const tokens = splitWords(segment.text);
  const timed = segment.words.length === tokens.length && segment.words.every((w) => w.trust !== 'untimed');
  if (timed) return segment.words.map((w, i) => ({ ...w, text: tokens[i] ?? w.text }));
  const spread = spreadWords(tokens, segment);
  return spread.every((w) => w.trust !== 'untimed') ? spread : tokens.map((text) => ({ text, startUs: segment.startUs, endUs: segment.endUs, trust: 'estimated' }));
}
