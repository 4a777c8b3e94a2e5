/** Characters in a line, as the broadcasters' guides (BBC, Netflix) have them. */
export const LINE = 42;
/** Lines in a subtitle. */
export const LINES = 2;
/** Characters a second that can be read: Netflix's rule for adult programmes in English. */
export const READABLE_CPS = 17;
/** A subtitle stays no longer than this unless one word does. Milliseconds. */
export const LONGEST_MS = 7_000;
/** A shorter one is a flash: five sixths of a second, after Netflix. Milliseconds. */
export const SHORTEST_MS = 833;

/** Characters as readers count them: an astral letter is one. */
export function length(text: string): number {
  let count = 0;
  // By code point, without making an array of them: counted millions of times while lines are sought.
  for (let i = 0; i < text.length; i += 1) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) count += 1;
  return count;
}
