import { createHash } from 'node:crypto';
import { splitWords } from '../../../../shared/text';

/** A text with single spaces between its words: what other tools do to spaces is theirs. */
export function plainText(text: string): string {
  return splitWords(text).join(' ');
}

/**
 * Stands in an exchanged file for the text that a translation had when it was written out, so that on the way back it can be
 * told what somebody edited there, and what was edited here meanwhile. Tells nothing that the file does not show.
 */
export function baseOf(text: string): string {
  return createHash('sha256').update(plainText(text), 'utf8').digest('hex').slice(0, 16);
}

/** Names a segment in a Word document's bookmark, which takes 40 letters. */
export function segmentKey(segmentId: string): string {
  return createHash('sha256').update(segmentId, 'utf8').digest('hex').slice(0, 20);
}

export function bookmarkOf(segmentId: string, translation: string): string {
  return `z${segmentKey(segmentId)}_${baseOf(translation)}`;
}

export const BOOKMARK = /^z([0-9a-f]{20})_([0-9a-f]{16})$/u;
/** Of the marks that a file carries beside what its format knows. */
export const NAMESPACE = 'https://zapis.invalid/exchange';
