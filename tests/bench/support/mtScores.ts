/**
 * chrF2 and BLEU as sacreBLEU counts them (M. Post, "A Call for Clarity in Reporting BLEU Scores", 2018; M. Popović, "chrF", 2015):
 * chrF with character n-grams up to six without spaces, beta 2, no word n-grams; BLEU up to four, tokenised by mteval's 13a,
 * exponential smoothing. Checked against sacreBLEU's own figures in tests/unit/mtScores.test.ts.
 */

type Counts = Map<string, number>;

function ngrams(items: readonly string[], n: number): Counts {
  const counts: Counts = new Map();
  for (let i = 0; i + n <= items.length; i += 1) {
    const gram = items.slice(i, i + n).join('\u0001');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Counts): number => [...counts.values()].reduce((a, b) => a + b, 0);
const overlap = (a: Counts, b: Counts): number => [...a].reduce((total, [gram, count]) => total + Math.min(count, b.get(gram) ?? 0), 0);

const ORDER = 6;
const BETA2 = 4;

function chrfOf(stats: readonly (readonly [number, number, number])[]): number {
  let [precision, recall, orders] = [0, 0, 0];
  for (const [hyp, ref, match] of stats) {
    if (hyp === 0 || ref === 0) continue;
    precision += match / hyp;
    recall += match / ref;
    orders += 1;
  }
  if (orders === 0) return 0;
  [precision, recall] = [precision / orders, recall / orders];
  return precision + recall === 0 ? 0 : (100 * (1 + BETA2) * precision * recall) / (BETA2 * precision + recall);
}

/** chrF2 of a corpus, 0 to 100. @param references one list for each reference translation, line by line. */
export function chrf2(hypotheses: readonly string[], references: readonly (readonly string[])[]): number {
  const total = Array.from({ length: ORDER }, () => [0, 0, 0] as [number, number, number]);
  hypotheses.forEach((hypothesis, line) => {
    const own = [...hypothesis.replace(/\s+/gu, '')];
    const each = references.map((reference) => {
      const chars = [...(reference[line] ?? '').replace(/\s+/gu, '')];
      return Array.from({ length: ORDER }, (_, n): [number, number, number] => {
        const [a, b] = [ngrams(own, n + 1), ngrams(chars, n + 1)];
        return [sum(a), sum(b), overlap(a, b)];
      });
    });
    const best = each.reduce((a, b) => (chrfOf(b) > chrfOf(a) ? b : a));
    best.forEach((stats, n) => stats.forEach((value, k) => { const row = total[n]; if (row) row[k] = (row[k] ?? 0) + value; }));
  });
  return chrfOf(total);
}

/** mteval-v13a's tokeniser. */
export function tokenise13a(text: string): string[] {
  return ` ${text.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ').replace(/([^0-9])([.,])/g, '$1 $2 ').replace(/([.,])([^0-9])/g, ' $1 $2').replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/).filter((token) => token !== '');
}

/** BLEU of a corpus, 0 to 100. */
export function bleu(hypotheses: readonly string[], references: readonly (readonly string[])[]): number {
  const [match, total] = [[0, 0, 0, 0], [0, 0, 0, 0]];
  let [length, reference] = [0, 0];
  hypotheses.forEach((hypothesis, line) => {
    const own = tokenise13a(hypothesis);
    const others = references.map((ref) => tokenise13a(ref[line] ?? ''));
    length += own.length;
    reference += others.map((o) => o.length).sort((a, b) => Math.abs(a - own.length) - Math.abs(b - own.length) || a - b)[0] ?? 0;
    for (let n = 0; n < 4; n += 1) {
      const grams = ngrams(own, n + 1);
      const most: Counts = new Map();
      for (const other of others) for (const [gram, count] of ngrams(other, n + 1)) most.set(gram, Math.max(count, most.get(gram) ?? 0));
      match[n] = (match[n] ?? 0) + overlap(grams, most);
      total[n] = (total[n] ?? 0) + sum(grams);
    }
  });
  let smooth = 1;
  let logs = 0;
  for (let n = 0; n < 4; n += 1) {
    if (!total[n]) return 0;
    if (!match[n]) smooth *= 2;
    logs += Math.log(match[n] ? (match[n] ?? 0) / (total[n] ?? 1) : 1 / (smooth * (total[n] ?? 1)));
  }
  const brevity = length >= reference ? 1 : Math.exp(1 - reference / length);
  return 100 * brevity * Math.exp(logs / 4);
}
