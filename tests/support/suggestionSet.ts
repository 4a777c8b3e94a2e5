import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LEXICON_CODES, ownJudge, ownLexicons, suggest, suggestByJudge, type LexiconCode, type Suggestion } from '../../electron/core/suggestions';
import { reason, type LanguageCode, type Reason, type Segment } from '../../shared/domain';
import { splitWords } from '../../shared/text';

/**
 * `tune`: the lexicons were corrected with it. `held`: its mistakes were never looked at, but its sentences were written
 * before the lexicons, by the same hand. `fresh`: written when the lexicons were done. `later`: admissions and their traps alone,
 * written by another hand than the one that then widened the lexicons, who had not read them; measured before and after. `last`: written
 * when that was done, measured once. `second`: by a second hand that had not seen the lexicons, then tuned on. `unseen`: in held-out/, written by another hand than the one that tunes, measured once.
 */
export const PARTS = ['tune', 'held', 'fresh', 'later', 'last', 'second', 'unseen'] as const;
export type Part = (typeof PARTS)[number];
export interface Labelled {
  readonly part: Part;
  readonly expected: ReadonlySet<Reason>;
  /** Self-incrimination is expected as a denial. */
  readonly denial: boolean;
  readonly sentence: string;
}

export { LEXICON_CODES };

/** Sentences of interviews with the reasons that a careful reader would mark; what marks none is a trap. */
export function labelledSet(code: LexiconCode, root = process.cwd()): Labelled[] {
  return read(path.join(root, 'tests/data/suggestions', `${code}.tsv`));
}

/** The sentences on which nobody may tune; none where none were written. */
export function heldOutSet(code: LexiconCode, root = process.cwd()): Labelled[] {
  const file = path.join(root, 'tests/data/suggestions/held-out', `${code}.tsv`);
  return existsSync(file) ? read(file) : [];
}

/** More of them, by the hand that wrote `second`: of all six languages. */
export function secondHeldOutSet(code: LexiconCode, root = process.cwd()): Labelled[] {
  return read(path.join(root, 'tests/data/suggestions/held-out/second', `${code}.tsv`));
}

/** By a third hand, the same sentences in all six languages. The judge never learns from them. */
export function thirdHeldOutSet(code: LexiconCode, root = process.cwd()): Labelled[] {
  return read(path.join(root, 'tests/data/suggestions/held-out/third', `${code}.tsv`));
}

/** What people say that is no admission. The judge learns from every second of them, which is the same in all languages. */
export function ordinaryText(code: LexiconCode, root = process.cwd()): { learned: string[]; kept: string[] } {
  const lines = readFileSync(path.join(root, 'tests/data/suggestions/ordinary', `${code}.txt`), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { learned: lines.filter((_, n) => n % 2 === 0), kept: lines.filter((_, n) => n % 2 === 1) };
}

function read(file: string): Labelled[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const [name, labels = '', sentence = ''] = line.split('\t');
    const part = PARTS.find((one) => one === name);
    if (!part) throw new Error(`no part of the set: ${line}`);
    const codes = labels === '-' ? [] : labels.split(',');
    return { part, expected: new Set(codes.map((one) => reason.parse(one.replace('~', '')))), denial: codes.some((one) => one.endsWith('~')), sentence };
  });
}

/** A segment of a text, its words spread over its time. */
export function segmentOf(text: string, language: LanguageCode, { id = 's', footageId = 'f', at = 0, speakerId }: { id?: string; footageId?: string; at?: number; speakerId?: string } = {}): Segment {
  const words = splitWords(text).map((word, index) => ({ text: word, startUs: (at + index) * 300_000, endUs: (at + index) * 300_000 + 250_000, trust: 'estimated' as const }));
  return { id, footageId, startUs: at * 300_000, endUs: (at + words.length) * 300_000, text: words.map((word) => word.text).join(' '), language, origin: 'machine', words, ...(speakerId === undefined ? {} : { speakerId }) };
}

/** What rules suggest for one sentence that stands alone. */
export function suggestedFor(sentence: string, code: LexiconCode): Suggestion[] {
  const language = code === 'hbs' ? 'bs' : code;
  return suggest([segmentOf(sentence, language)], { language, glossary: [], lexicons: ownLexicons() });
}

/** What the judge adds to them. */
export function judgedFor(sentence: string, code: LexiconCode, judge = ownJudge()): Suggestion[] {
  const language = code === 'hbs' ? 'bs' : code;
  return judge ? suggestByJudge([segmentOf(sentence, language)], suggestedFor(sentence, code), judge, { language, glossary: [], lexicons: ownLexicons() }) : [];
}

export interface Score { expected: number; suggested: number; right: number }

/** Counts per reason, over some sentences: a reason is right once for a sentence. */
export function scored(rows: readonly Labelled[], code: LexiconCode): { scores: Map<Reason, Score>; misses: { row: Labelled; missing: Reason[]; extra: Suggestion[] }[]; denials: Score } {
  const scores = new Map<Reason, Score>();
  const denials: Score = { expected: 0, suggested: 0, right: 0 };
  const misses: { row: Labelled; missing: Reason[]; extra: Suggestion[] }[] = [];
  const of = (one: Reason): Score => {
    const score = scores.get(one) ?? { expected: 0, suggested: 0, right: 0 };
    scores.set(one, score);
    return score;
  };
  for (const row of rows) {
    const made = suggestedFor(row.sentence, code);
    const got = new Set(made.map((one) => one.reason));
    for (const one of row.expected) of(one).expected += 1;
    for (const one of got) {
      of(one).suggested += 1;
      if (row.expected.has(one)) of(one).right += 1;
    }
    const denied = made.some((one) => one.denial);
    denials.expected += Number(row.denial);
    denials.suggested += Number(denied);
    denials.right += Number(row.denial && denied);
    const missing = [...row.expected].filter((one) => !got.has(one));
    const extra = made.filter((one) => !row.expected.has(one.reason));
    if (missing.length + extra.length > 0) misses.push({ row, missing, extra });
  }
  return { scores, misses, denials };
}

/** Over all reasons together. */
export function total(scores: ReadonlyMap<Reason, Score>): Score {
  return [...scores.values()].reduce((sum, one) => ({ expected: sum.expected + one.expected, suggested: sum.suggested + one.suggested, right: sum.right + one.right }), { expected: 0, suggested: 0, right: 0 });
}

/** What is found of what the speaker says that he did, by rules alone and with the judge; denials count as expected, as in `scored`. */
export function withAndWithoutJudge(rows: readonly Pick<Labelled, 'expected' | 'sentence'>[], code: LexiconCode, judge = ownJudge()): { rules: Score; both: Score } {
  const rules: Score = { expected: 0, suggested: 0, right: 0 };
  const both: Score = { expected: 0, suggested: 0, right: 0 };
  for (const { expected, sentence } of rows) {
    const admits = expected.has('self-incrimination');
    const byRules = suggestedFor(sentence, code).some((one) => one.reason === 'self-incrimination');
    const byEither = byRules || judgedFor(sentence, code, judge).length > 0;
    for (const [score, fired] of [[rules, byRules], [both, byEither]] as const) {
      score.expected += Number(admits);
      score.suggested += Number(fired);
      score.right += Number(fired && admits);
    }
  }
  return { rules, both };
}
