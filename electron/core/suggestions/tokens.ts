import type { Segment } from '../../../shared/domain';

/** A word, or a part of one that an apostrophe sets off (`s'kam`, `I'd`), with where it stands. */
export interface Token {
  readonly raw: string;
  readonly folded: string;
  readonly segment: Segment;
  /** Index in the segment's words. */
  readonly word: number;
  readonly capital: boolean;
  /** First of its sentence, or of words quoted behind a colon: its capital says nothing. */
  readonly opens: boolean;
  /** First of a segment where recognisers begin every segment with a capital, sentence or not: that says nothing either. */
  readonly starts: boolean;
  readonly sentence: number;
  readonly clause: number;
  /** In quotation marks, or behind a colon in its sentence. */
  readonly quoted: boolean;
}

/** Tokens with the clauses and sentences as ranges of indexes, `to` exclusive. */
export interface Text {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Range[];
  readonly clauses: readonly Range[];
}
export interface Range { readonly from: number; readonly to: number }

const ENDS = /[.!?…]+["'”“»«)\]]*$/u;
const PAUSES = /[,;:—–]["'”“»«)\]]*$/u;
/** After them a full stop ends nothing: a number of order, an initial, an abbreviation. */
const NO_END = /^(?:["„“(]*)(?:\d+|\p{Lu}|dr|mr|prof|br|str|ul|tzv|npr|itd|sv|st|mrs|ms|capt|gen|col|lt|sgt|г|бр|ул|др|тзв)\.$/iu;
const PUNCTUATION = /^[^\p{L}\p{N}+]+$/u;

/** What `text` needs to know of the language. */
export interface Reader {
  readonly fold: (word: string) => string;
  /** Whether a folded word begins a clause. */
  readonly beginsClause: (folded: string) => boolean;
}

/** Reads segments as one text: a sentence may go on in the next segment unless somebody else speaks there. */
export function read(segments: readonly Segment[], { fold, beginsClause }: Reader): Text {
  const tokens: Token[] = [];
  let sentence = 0;
  let clause = 0;
  let opens = true;
  let breaks = true;
  let inMarks = false;
  let afterColon = false;
  let speaks = false;
  const plain = beginsCapitalAnyway(segments);
  const endSentence = (): void => {
    if (opens) return;
    sentence += 1;
    clause += 1;
    opens = breaks = true;
    afterColon = false;
  };
  for (const [index, segment] of segments.entries()) {
    const before = segments[index - 1];
    if (before && (before.speakerId !== segment.speakerId || before.footageId !== segment.footageId)) {
      endSentence();
      inMarks = false;
    }
    for (const [at, { text: raw }] of segment.words.entries()) {
      const starts = at === 0 && before !== undefined && plain;
      const opening = /^["'(]*[„“«”"]/u.test(raw) && (!inMarks || /^[„«]/u.test(raw));
      if (opening) inMarks = true;
      if (PUNCTUATION.test(raw)) {
        if (/[—–-]/u.test(raw) && !breaks) { clause += 1; breaks = true; }
      } else {
        for (const [n, part] of parts(raw).entries()) {
          const folded = fold(part);
          if (folded === '') continue;
          if (!breaks && n === 0 && beginsClause(folded)) clause += 1;
          const letters = /\p{L}/u.exec(part)?.[0] ?? '';
          tokens.push({ raw: n === 0 ? raw : part, folded, segment, word: at, capital: letters !== letters.toLowerCase(), opens: opens || (speaks && opening && n === 0), starts: starts && n === 0, sentence, clause, quoted: inMarks || afterColon });
          opens = breaks = false;
        }
      }
      speaks = /:$/u.test(raw);
      const closing = /[”“"»](?:[.,!?;:…)]*)$/u.test(raw) && !(opening && raw.length < 3);
      if (closing) inMarks = false;
      if (ENDS.test(raw) && !(NO_END.test(raw) && !beginsNew(segment.words[at + 1]?.text))) endSentence();
      else if (PAUSES.test(raw) && !breaks) {
        clause += 1;
        breaks = true;
        if (/:["'”“»«)\]]*$/u.test(raw)) afterColon = true;
      }
    }
  }
  return { tokens, sentences: ranges(tokens, (token) => token.sentence), clauses: ranges(tokens, (token) => token.clause) };
}

/**
 * Whether these segments begin with a capital although the one before ends no sentence, as recognisers write that leave the
 * punctuation out. One such beginning among several small ones is a name.
 */
function beginsCapitalAnyway(segments: readonly Segment[]): boolean {
  const open = segments.filter((_, index) => index > 0 && !/[.!?…:;,–—-]["'”“»«)\]]*$/u.test(segments[index - 1]?.words.at(-1)?.text ?? '.'));
  const capital = open.filter(({ words }) => /^\P{L}*\p{Lu}/u.test(words[0]?.text ?? '')).length;
  return capital > 1 && capital >= open.length * 0.8;
}

/** Whether what stands behind a number or initial with a full stop looks like a new sentence: only digits are followed by one. */
function beginsNew(next: string | undefined): boolean {
  return next === undefined;
}

function parts(raw: string): string[] {
  const [, stem, rest] = /^(.+)n['’](t)\P{L}*$/iu.exec(raw) ?? [];
  if (stem !== undefined && rest !== undefined) return [stem, 'not'];
  const inner = raw.split(/(?<=\p{L})['’](?=\p{L})/u);
  return inner.length > 3 ? [raw] : inner;
}

function ranges(tokens: readonly Token[], of: (token: Token) => number): Range[] {
  const found: Range[] = [];
  for (let from = 0; from < tokens.length;) {
    const first = tokens[from];
    let to = from + 1;
    while (first && to < tokens.length && of(tokens[to] ?? first) === of(first)) to += 1;
    // Numbers of sentences and clauses may skip, so each is stored where its number points.
    if (first) found[of(first)] = { from, to };
    from = to;
  }
  return Array.from({ length: found.length }, (_, n) => found[n] ?? { from: 0, to: 0 });
}

/** The tokens of a sentence or clause. */
export function rangeOf(ranges: readonly Range[], at: number): Range {
  return ranges[at] ?? { from: 0, to: 0 };
}
