import { ownJudge, ownLexicons, suggest, suggestByJudge, type LexiconCode } from '../../electron/core/suggestions';
import type { Reason, Segment } from '../../shared/domain';
import { heldOutSet, labelledSet, LEXICON_CODES, ordinaryText, PARTS, scored, secondHeldOutSet, segmentOf, thirdHeldOutSet, total, withAndWithoutJudge, type Score } from '../support/suggestionSet';
import { runBench } from './support/bench';
import { timed } from './support/report';

const TITLES = { tune: 'tuning half', held: 'held-out half', fresh: 'fresh sentences', later: 'later sentences', last: 'last sentences', second: 'second hand, tuned on', unseen: 'held-out sentences' } as const;
const share = (part: number, whole: number): string => (whole === 0 ? '   –' : `${((100 * part) / whole).toFixed(0).padStart(3)}%`);
const told = ({ expected, suggested, right }: Score): string => `precision ${share(right, suggested)}  recall ${share(right, expected)}  (${right} right of ${suggested} suggested, ${expected} expected)`;
const only = (name: string): string | undefined => { const at = process.argv.indexOf(name); return at < 0 ? undefined : process.argv[at + 1]; };

/** What the judge adds to the rules, on sentences that neither has learned from. */
function judge(): void {
  console.log('\nSelf-incrimination, rules alone and rules + judge');
  const sets = [['second hand, held out', secondHeldOutSet], ['third hand, held out', thirdHeldOutSet], ['ordinary, kept', (code: LexiconCode) => ordinaryText(code).kept.map((sentence) => ({ expected: new Set<Reason>(), sentence }))]] as const;
  for (const [name, set] of sets) {
    const sum = { rules: { expected: 0, suggested: 0, right: 0 }, both: { expected: 0, suggested: 0, right: 0 } };
    let sentences = 0;
    const line = (who: string, { rules, both }: typeof sum, of: number): void => {
      if (both.expected > 0) console.log(`  ${who.padEnd(5)}rules ${told(rules)}\n       both  ${told(both)}`);
      else console.log(`  ${who.padEnd(5)}false alarms of 1000: rules ${((1_000 * rules.suggested) / of).toFixed(0)}, both ${((1_000 * both.suggested) / of).toFixed(0)} (${both.suggested} of ${of})`);
    };
    console.log(` ${name}`);
    for (const code of LEXICON_CODES) {
      const rows = set(code);
      const scores = withAndWithoutJudge(rows, code);
      line(code, scores, rows.length);
      sentences += rows.length;
      for (const which of ['rules', 'both'] as const) for (const what of ['expected', 'suggested', 'right'] as const) sum[which][what] += scores[which][what];
    }
    line('all', sum, sentences);
  }
}

/** Suggestions beside a labelled set: `--language hbs`, `--misses tune` lists what went wrong in that part, `--held-out` measures what nobody may tune on. */
runBench(async () => {
  for (const code of LEXICON_CODES.filter((one) => (only('--language') ?? one) === one)) {
    const rows = [...labelledSet(code), ...(process.argv.includes('--held-out') ? heldOutSet(code) : [])];
    console.log(`\n${code}: ${rows.length} sentences, ${rows.filter((row) => row.expected.size === 0).length} of them traps`);
    for (const part of PARTS.filter((one) => rows.some((row) => row.part === one))) {
      const { scores, misses, denials } = scored(rows.filter((row) => row.part === part), code);
      console.log(` ${`${TITLES[part]}`.padEnd(23)}${told(total(scores))}`);
      for (const [reason, score] of [...scores].sort(([a], [b]) => a.localeCompare(b))) console.log(`   ${reason.padEnd(20)} ${told(score)}`);
      console.log(`   ${'(denials)'.padEnd(20)} ${told(denials)}`);
      if (only('--misses') === part) for (const { row, missing, extra } of misses) console.log(`   ! ${row.sentence}${missing.length > 0 ? `\n       missing ${missing.join(', ')}` : ''}${extra.map((one) => `\n       extra ${one.reason} by ${one.rule}: ${one.why.words}`).join('')}`);
    }
    if (process.argv.includes('--held-out')) {
      const { scores, denials } = scored(secondHeldOutSet(code), code);
      console.log(` held out, second hand  ${told(total(scores))}\n   self-incrimination   ${told(scores.get('self-incrimination') ?? { expected: 0, suggested: 0, right: 0 })}\n   (denials)            ${told(denials)}`);
    }
  }
  judge();
  const lexicons = ownLexicons();
  for (const [code, language] of [['hbs', 'bs'], ['en', 'en']] as const) {
    const sentences = labelledSet(code).map((row) => row.sentence);
    const segments: Segment[] = [];
    for (let words = 0, n = 0; words < 30_000; n += 1) {
      const segment = segmentOf(sentences[n % sentences.length] ?? '', language, { id: `s${n}`, at: words });
      segments.push(segment);
      words += segment.words.length;
    }
    let made = 0;
    const began = process.cpuUsage();
    const cold = await timed(() => { made = suggest(segments, { language, glossary: [], lexicons }).length; });
    const used = process.cpuUsage(began);
    const warm = await timed(() => suggest(segments, { language, glossary: [], lexicons }));
    const own = ownJudge();
    const found = suggest(segments, { language, glossary: [], lexicons });
    let guessed = 0;
    const judged = await timed(() => { guessed = own ? suggestByJudge(segments, found, own, { language, glossary: [], lexicons }).length : 0; });
    console.log(`\n30 000 words of ${code}: ${cold.toFixed(0)} ms the first time (${((used.user + used.system) / 1e3).toFixed(0)} ms of processor, compiling the lexicon included), ${warm.toFixed(0)} ms again, ${made} suggestions (goal < 1 s); the judge ${judged.toFixed(0)} ms more, ${guessed} suggestions`);
  }
});
