import { compiled } from '../../electron/core/suggestions/compile';
import { featuresOf, languageFeature, pairOf } from '../../electron/core/suggestions/judge/features';
import { hashOf, type JudgeData } from '../../electron/core/suggestions/judge/model';
import { LEXICON_CODES, type LexiconCode } from '../../electron/core/suggestions/lexicon';
import { ownLexicons } from '../../electron/core/suggestions/resources';
import { read } from '../../electron/core/suggestions/tokens';
import { segmentOf } from '../../tests/support/suggestionSet';
import { fit, type Example } from './regression';

export interface Lesson { readonly code: LexiconCode; readonly sentence: string; readonly admits: boolean }

/** How much each example pulls against weights near zero: chosen by leaving one part of the set out in turn. */
const STRENGTH = 10;
/** What occurs in fewer sentences teaches nothing about others. */
const FEWEST = 2;
const SCALE = 100;
/** Weights below are as good as none, of a scale of 100. */
const SMALLEST = 4;
const A_LINE = 12;

/**
 * Learns from labelled sentences of all languages together: what gives an admission away in one helps in the next of kin.
 */
export function learn(lessons: readonly Lesson[], threshold: number): JudgeData {
  const rows = lessons.map((lesson) => ({ ...lesson, kinds: kindsOf(lesson) }));
  const often = new Map<string, number>();
  for (const { kinds } of rows) for (const name of kinds.flatMap((kind) => [...kind])) often.set(name, (often.get(name) ?? 0) + 1);
  const names = [...[...often].filter(([, times]) => times >= FEWEST).map(([name]) => name).sort(), ...LEXICON_CODES.map(languageFeature)];
  const index = new Map(names.map((name, at) => [name, at]));
  const w = fit(rows.map(({ kinds, admits, code }): Example => {
    const parts = kinds.flatMap((kind) => [...kind].map((name) => [index.get(name), 1 / Math.sqrt(kind.size)] as const));
    const known = [...parts, [index.get(languageFeature(code)), 1] as const].flatMap(([at, value]) => (at === undefined ? [] : [{ at, value }]));
    return { x: { at: known.map(({ at }) => at), value: known.map(({ value }) => value) }, y: admits ? 1 : 0 };
  }), names.length, STRENGTH);
  const whole = (name: string): number => Math.round((w[index.get(name) ?? -1] ?? 0) * SCALE);
  const told = names.filter((name) => !name.startsWith('@') && Math.abs(whole(name)) >= SMALLEST).map((name) => `${name} ${whole(name)}`);
  const weights = Array.from({ length: Math.ceil(told.length / A_LINE) }, (_, n) => told.slice(n * A_LINE, (n + 1) * A_LINE).join(' '));
  return {
    format: 1, about: 'Made by `npm run judge` from tests/data/suggestions; not to be edited by hand. docs/suggestions.md says how.',
    lessons: lessonsHash(lessons), threshold, scale: SCALE, constant: Math.round((w[w.length - 1] ?? 0) * SCALE),
    languages: Object.fromEntries(LEXICON_CODES.map((code) => [code, whole(languageFeature(code))])) as JudgeData['languages'],
    sha256: hashOf(weights), weights,
  };
}

export function lessonsHash(lessons: readonly Lesson[]): string {
  return hashOf(lessons.map(({ code, sentence, admits }) => `${code} ${String(admits)} ${sentence}`));
}

function kindsOf({ code, sentence }: Lesson): ReadonlySet<string>[] {
  const words = foldedWords(sentence, code);
  const features = words.map(featuresOf);
  return [new Set(features.flatMap(({ stems }) => stems)), new Set(features.flatMap(({ runs }) => runs)), new Set(words.slice(1).map((next, at) => pairOf(words[at] ?? '', next)))];
}

/** The words of a sentence as the judge is asked about them. */
export function foldedWords(sentence: string, code: LexiconCode): string[] {
  return read([segmentOf(sentence, code === 'hbs' ? 'bs' : code)], compiled(ownLexicons()[code])).tokens.map(({ folded }) => folded);
}
