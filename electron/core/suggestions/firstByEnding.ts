/** So short a word may end like a verb in the first person and be none. */
const SHORTEST_VERB = 4;

/** Whether a word ends as verbs of the first person do. */
export function firstByEnding(endings: readonly string[], nouns: ReadonlySet<string>): (folded: string) => boolean {
  return (folded) => folded.length >= SHORTEST_VERB && !nouns.has(folded) && endings.some((ending) => folded.endsWith(ending));
}
