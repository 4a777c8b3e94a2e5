import latin from '../../resources/messages/latin.json';
import { toCyrillic } from '../script';

/** Places for values, and what is written between backquotes: keys, file names, units. */
const STAYING = /(\{\w+\}|`[^`]*`)/;

/**
 * A text of the catalogue `sh.json` in Cyrillic letters, by the exact conversion. Names of products and formats
 * (`latin.json`) and what stands between backquotes stay in Latin.
 */
export function interfaceCyrillic(text: string): string {
  return text.split(STAYING).map((part, index) => (index % 2 === 1 ? part.replaceAll('`', '') : toCyrillic(part, { keep: latin }))).join('');
}

/** The same text as it stands in Latin letters. */
export function interfaceLatin(text: string): string {
  return text.replaceAll('`', '');
}
