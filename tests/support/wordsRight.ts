/**
 * Which words of a transcript were really said: those that stand for the same word in one alignment of least edit distance
 * (Levenshtein). Takes `said.length × written.length` bytes.
 */
export function wordsRight(said: readonly string[], written: readonly string[]): boolean[] {
  const width = written.length + 1;
  // The way to each cell: from the word exchanged or kept, from the word left out, from the word put in.
  const ways = new Uint8Array((said.length + 1) * width);
  const [PAIR, LEFT_OUT, PUT_IN] = [0, 1, 2];
  let before = Uint32Array.from({ length: width }, (_, j) => j);
  let row = new Uint32Array(width);
  ways.fill(PUT_IN, 1, width);
  for (let i = 1; i <= said.length; i++) {
    row[0] = i;
    ways[i * width] = LEFT_OUT;
    for (let j = 1; j < width; j++) {
      const costs = [(before[j - 1] ?? 0) + (said[i - 1] === written[j - 1] ? 0 : 1), (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1];
      const least = Math.min(...costs);
      row[j] = least;
      ways[i * width + j] = costs.indexOf(least);
    }
    [before, row] = [row, before];
  }
  const right = written.map(() => false);
  for (let i = said.length, j = written.length; i > 0 && j > 0;) {
    const way = ways[i * width + j];
    if (way === PAIR) right[j - 1] = said[i - 1] === written[j - 1];
    if (way !== PUT_IN) i--;
    if (way !== LEFT_OUT) j--;
  }
  return right;
}
