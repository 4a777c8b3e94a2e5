import type { ActForm, Auxiliary, CompiledLexicon } from './compile';
import { rangeOf, type Range, type Text, type Token } from './tokens';
import { subjectBefore } from './subjectBefore';

/** Whose act a verb tells of, when it is the speaker's. */
export interface Standing {
  readonly denied: boolean;
  /** Wanted, or had to: less than done. */
  readonly weakened: boolean;
  readonly confidence: number;
  /** Where what shows the person stands. */
  readonly shownAt: number;
}

/** Where a verb stands. */
export interface Place { readonly text: Text; readonly at: number; readonly to: number }

/**
 * Whether the speaker is the one who acts, by the auxiliary or ending nearest to the verb in its clause, else by the
 * clause before (`uzeo sam pušku i pucao`).
 *
 * @returns null when somebody else acts, the act is not real, or nothing shows the person.
 */
export function standingOf(form: ActForm, place: Place, lexicon: CompiledLexicon): Standing | null {
  if (lexicon.lexicon.grammar.subject === 'pronoun') return subjectBefore(form, place, lexicon);
  const { text, at } = place;
  const token = text.tokens[at];
  if (!token) return null;
  const clause = rangeOf(text.clauses, token.clause);
  const sentence = rangeOf(text.sentences, token.sentence);
  // "Every night we would beat them": where the conditional has a first person, it tells of a habit.
  const habit = conditionalIn(text.tokens, clause, lexicon, 1) && lexicon.sets.habitual.in(text.tokens, sentence.from, sentence.to);
  if (!habit && unreal(text, clause, sentence, lexicon)) return null;
  const negatedByWord = denies(text.tokens, clause, at, lexicon) || (!form.negated && deniesWithin(text.tokens, at, place.to, lexicon));
  if (form.kind === 'denial') return { denied: true, weakened: false, confidence: 0.8, shownAt: at };
  if (form.kind === 'phrase') return { denied: negatedByWord, weakened: false, confidence: 0.8, shownAt: at };
  if (form.kind === 'first') {
    // "щях да стрелям": the auxiliary stands right before the clause that holds little but the verb.
    const led = at - clause.from <= 2 ? Math.max(sentence.from, clause.from - 2) : clause.from;
    if (!habit && conditionalIn(text.tokens, { from: led, to: clause.to }, lexicon)) return null;
    if (!form.act.act.passive && at > clause.from && lexicon.words.passives.has(text.tokens[at - 1]?.folded ?? '')) return null;
    // "They wanted me to shoot": whose wish it was stands before.
    const start = Math.max(sentence.from, at - 5);
    const wanted = lexicon.sets.intentions.in(text.tokens, start, at);
    if (wanted && !someoneFirst(text.tokens, start, at, lexicon)) return null;
    return { denied: negatedByWord, weakened: wanted, confidence: 0.8, shownAt: at };
  }
  const found = nearestAuxiliary(text.tokens, clause, at, numberOf(form), lexicon);
  if (found) return byAuxiliary(found, form, place, { clause, negatedByWord, lexicon });
  if (form.kind === 'infinitive' || form.kind === 'role') return null;
  return inherited(form, place, { clause, sentence, negatedByWord, lexicon });
}

function numberOf({ kind }: ActForm): 'singular' | 'plural' | undefined {
  return kind === 'singular' || kind === 'plural' ? kind : undefined;
}

interface Found { readonly auxiliary: Auxiliary; readonly index: number; readonly distance: number }

export function nearestAuxiliary(tokens: readonly Token[], clause: Range, at: number, number: 'singular' | 'plural' | undefined, lexicon: CompiledLexicon): Found | null {
  const usable = (index: number): Auxiliary | null => {
    const auxiliary = lexicon.auxiliaries.get(tokens[index]?.folded ?? '');
    if (!auxiliary || (number && auxiliary.number && auxiliary.number !== number)) return null;
    return isLookalike(tokens, index, clause.from, lexicon) ? null : auxiliary;
  };
  for (let distance = 1; distance <= 10; distance += 1) {
    for (const index of [at - distance, at + distance]) {
      if (index < clause.from || index >= clause.to) continue;
      const auxiliary = usable(index);
      if (auxiliary) return { auxiliary, index, distance };
    }
  }
  return null;
}

/** `sam je`, `smo mu je`: a pronoun, since an auxiliary stands before it already. */
function isLookalike(tokens: readonly Token[], index: number, from: number, lexicon: CompiledLexicon): boolean {
  if (!lexicon.words.lookalikes.has(tokens[index]?.folded ?? '')) return false;
  for (let before = index - 1; before >= from; before -= 1) {
    const folded = tokens[before]?.folded ?? '';
    if (lexicon.auxiliaries.has(folded)) return true;
    if (!lexicon.words.clitics.has(folded)) return false;
  }
  return false;
}

interface Scene { readonly clause: Range; readonly negatedByWord: boolean; readonly lexicon: CompiledLexicon }

function byAuxiliary({ auxiliary, index, distance }: Found, form: ActForm, { text, at }: Place, { clause, negatedByWord, lexicon }: Scene): Standing | null {
  if (auxiliary.person !== 1) return null;
  if (auxiliary.mood === 'passive' && form.kind !== 'role' && !form.act.act.passive) return null;
  const sentence = rangeOf(text.sentences, text.tokens[at]?.sentence ?? 0);
  if ((auxiliary.mood === 'unreal' || conditionalIn(text.tokens, clause, lexicon)) && !lexicon.sets.habitual.in(text.tokens, sentence.from, sentence.to)) return null;
  const start = Math.min(index, at);
  const end = Math.max(index, at);
  if (form.kind === 'role') {
    const copula = auxiliary.copula && distance <= 2;
    if (distance > 5 || (!copula && !anyOf(text.tokens, Math.max(clause.from, start - 2), Math.min(clause.to, end + 2), lexicon.words.copulas))) return null;
  }
  if (form.kind === 'infinitive' && !lexicon.sets.modals.in(text.tokens, clause.from, clause.to) && !lexicon.sets.intentions.in(text.tokens, clause.from, clause.to)) return null;
  // Another subject between the auxiliary and the verb takes the verb over: "kad sam došao on je pucao".
  if (anyOf(text.tokens, start, end, lexicon.words.others)) return null;
  const wanted = lexicon.sets.intentions.in(text.tokens, clause.from, at);
  return { denied: auxiliary.negative || negatedByWord, weakened: wanted, confidence: distance <= 4 ? 0.9 : 0.75, shownAt: index };
}

/** No auxiliary in the clause: that of the clause before serves on, unless somebody else is named. */
function inherited(form: ActForm, { text, at }: Place, scene: Scene & { readonly sentence: Range }): Standing | null {
  const { lexicon, clause, sentence } = scene;
  const { tokens } = text;
  if (anyOf(tokens, clause.from, clause.to, lexicon.words.others)) return null;
  if (namedBefore(tokens, clause, at)) return null;
  if (anyOf(tokens, clause.from, at, lexicon.words.first)) return { denied: scene.negatedByWord, weakened: false, confidence: 0.7, shownAt: at };
  for (let number = (tokens[at]?.clause ?? 0) - 1, steps = 0; steps < 4; number -= 1) {
    const before = rangeOf(text.clauses, number);
    if (number < 0 || before.from < sentence.from) break;
    if (before.to === before.from) continue;
    steps += 1;
    if (lexicon.words.subordinators.has(tokens[before.from]?.folded ?? '') && before.from !== sentence.from) continue;
    const found = nearestAuxiliary(tokens, before, before.to, numberOf(form), lexicon);
    if (!found) continue;
    if (found.auxiliary.person !== 1 || found.auxiliary.mood !== 'real') return null;
    return { denied: found.auxiliary.negative || scene.negatedByWord, weakened: false, confidence: 0.65, shownAt: found.index };
  }
  const answers = lexicon.lexicon.grammar.bareAnswers && at === sentence.from && sentence.to - sentence.from <= 3;
  return answers ? { denied: false, weakened: false, confidence: 0.4, shownAt: at } : null;
}

/** A capitalised word, not first of its sentence, before the verb: somebody is named. */
function namedBefore(tokens: readonly Token[], clause: Range, at: number): boolean {
  for (let index = clause.from; index < at; index += 1) if (tokens[index]?.capital && !tokens[index]?.opens) return true;
  return false;
}

function someoneFirst(tokens: readonly Token[], from: number, to: number, lexicon: CompiledLexicon): boolean {
  for (let index = from; index < to; index += 1) if (lexicon.auxiliaries.get(tokens[index]?.folded ?? '')?.person === 1) return true;
  return false;
}

export function conditionalIn(tokens: readonly Token[], clause: Range, lexicon: CompiledLexicon, person?: 1): boolean {
  for (let index = clause.from; index < clause.to; index += 1) {
    const auxiliary = lexicon.auxiliaries.get(tokens[index]?.folded ?? '');
    if (auxiliary?.mood === 'unreal' && (person === undefined || auxiliary.person === person)) return true;
  }
  return false;
}

export function unreal(text: Text, clause: Range, sentence: Range, lexicon: CompiledLexicon): boolean {
  if (lexicon.sets.unreal.in(text.tokens, clause.from, clause.to)) return true;
  // "Recimo da sam ...": the clause may be the second.
  const first = text.tokens[sentence.from]?.clause ?? 0;
  if ((text.tokens[clause.from]?.clause ?? 0) > first + 1 || (clause.from !== sentence.from && !lexicon.beginsClause(text.tokens[clause.from]?.folded ?? ''))) return false;
  const led = lexicon.beginsClause(text.tokens[sentence.from]?.folded ?? '');
  for (const skipped of led ? [0, 1] : [0]) if (lexicon.sets.unrealStart.has(text.tokens, sentence.from + skipped, sentence.to)) return true;
  return false;
}

/** Negated by a word of the clause that stands before the verb. */
export function denies(tokens: readonly Token[], clause: Range, at: number, lexicon: CompiledLexicon): boolean {
  if (anyOf(tokens, clause.from, at, lexicon.words.negations)) return true;
  for (let index = at - 1; index >= clause.from; index -= 1) {
    const folded = tokens[index]?.folded ?? '';
    if (lexicon.words.negationsBefore.has(folded)) return true;
    if (!lexicon.words.clitics.has(folded) && !lexicon.auxiliaries.has(folded)) return false;
  }
  return false;
}

/** Negated between the words that fired: an object stands before its verb. */
function deniesWithin(tokens: readonly Token[], at: number, to: number, lexicon: CompiledLexicon): boolean {
  return anyOf(tokens, at + 1, to, lexicon.words.negations) || anyOf(tokens, at + 1, to, lexicon.words.negationsBefore);
}

export function anyOf(tokens: readonly Token[], from: number, to: number, words: ReadonlySet<string>): boolean {
  for (let index = Math.max(0, from); index < to; index += 1) if (words.has(tokens[index]?.folded ?? '')) return true;
  return false;
}
