import { deflateRawSync } from 'node:zlib';
import { foldWord, searchWords } from '../../../../shared/text';

/** Longest run of words that is looked for again and again. */
const LONGEST = 12;
/** A single word said so often in a row may be meant ("ne, ne, ne"); more is a loop. Longer runs need fewer. */
const TIMES_ONE = 5;
const TIMES = 3;
/** A loop has to make up so much of the text: somebody may repeat himself once in a long answer. */
const SHARE = 0.4;
/** Text longer than this many characters that packs better than so is a loop, though its parts may vary a little (the measure and limit of Whisper's own decoder). */
const PACKED_LENGTH = 120;
const PACKED_RATIO = 2.4;

/** True where a text says the same words over and over, as recognisers do that have lost the thread. */
export function isLoop(text: string): boolean {
  const words = searchWords(text);
  return repeatedWords(words) >= Math.max(TIMES, SHARE * words.length) || packsTooWell(words.join(' '));
}

/** How many words belong to the longest chain of equal runs. */
function repeatedWords(words: readonly string[]): number {
  let most = 0;
  for (let length = 1; length <= Math.min(LONGEST, words.length / 2); length++) {
    const least = length === 1 ? TIMES_ONE : TIMES;
    for (let from = 0, chain = length; from + length < words.length; from++) {
      if (words[from] === words[from + length]) chain++;
      else chain = length;
      if (chain >= least * length) most = Math.max(most, chain);
    }
  }
  return most;
}

function packsTooWell(text: string): boolean {
  const bytes = Buffer.from(text);
  return text.length >= PACKED_LENGTH && bytes.length / deflateRawSync(bytes).length > PACKED_RATIO;
}

/**
 * Which words of a text are left when every loop is cut to the rounds that somebody may mean: their indices, in order; all of
 * them where nothing loops.
 *
 * @param words as written, one token each.
 */
export function withoutLoops(words: readonly string[]): number[] {
  const folded = words.map(foldWord);
  let left = words.map((_, i) => i);
  for (let length = 1; length <= LONGEST; length++) {
    const most = (length === 1 ? TIMES_ONE : TIMES) - 1;
    const kept: number[] = [];
    for (let from = 0; from < left.length; ) {
      let to = from + length;
      while (to < left.length && folded[left[to] as number] === folded[left[to - length] as number]) to++;
      const loops = to - from >= (most + 1) * length;
      kept.push(...left.slice(from, loops ? from + most * length : from + 1));
      from = loops ? to : from + 1;
    }
    left = kept;
  }
  return left;
}
