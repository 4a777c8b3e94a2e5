import type { ActForm, CompiledLexicon } from './compile';
import { unreal, type Place, type Standing } from './subject';
import { rangeOf, type Range, type Token } from './tokens';

/** Words between a role and its subject: "I was one of the local commanders". */
const ROLE_REACH = 6;

/**
 * Whose act a verb tells of where only the subject before it says so (English). Between the two may stand auxiliaries
 * and adverbs; with nothing before the verb in its clause the subject of the clause before serves on.
 */
export function subjectBefore(form: ActForm, { text, at }: Place, lexicon: CompiledLexicon): Standing | null {
  const { tokens } = text;
  const token = tokens[at];
  if (!token) return null;
  const clause = rangeOf(text.clauses, token.clause);
  const sentence = rangeOf(text.sentences, token.sentence);
  if (unreal(text, clause, sentence, lexicon) && !lexicon.sets.habitual.in(tokens, sentence.from, sentence.to)) return null;
  const chain = chainBefore(tokens, clause, at, form, lexicon);
  if (form.kind === 'denial') return { denied: true, weakened: false, confidence: 0.8, shownAt: at };
  if (form.kind === 'phrase') return { denied: chain.words.some((word) => lexicon.words.negations.has(word)), weakened: false, confidence: 0.8, shownAt: at };
  if (!chain.first && !(chain.open && (form.kind !== 'role' && followsFirst(text.clauses, tokens, token.clause, sentence, lexicon)))) return null;
  if (form.kind === 'role') {
    if (!chain.words.some((word) => lexicon.words.copulas.has(word))) return null;
  } else if (form.kind === 'infinitive') {
    if (!lexicon.sets.modals.in(tokens, chain.from, at) && !lexicon.sets.intentions.in(tokens, chain.from, at)) return null;
  } else if (!form.act.act.passive && chain.words.some((word) => lexicon.words.passives.has(word))) return null;
  const wanted = lexicon.sets.intentions.in(tokens, chain.from, at);
  return { denied: chain.words.some((word) => lexicon.words.negations.has(word)), weakened: wanted, confidence: chain.first ? 0.9 : 0.65, shownAt: chain.first ? chain.from : at };
}

/** What stands right before the verb: the subject if it is the speaker, and whether the clause began before another was met. */
function chainBefore(tokens: readonly Token[], clause: Range, at: number, form: ActForm, lexicon: CompiledLexicon): { first: boolean; open: boolean; from: number; words: string[] } {
  const words: string[] = [];
  for (let index = at - 1; index >= clause.from; index -= 1) {
    const folded = tokens[index]?.folded ?? '';
    if (lexicon.words.first.has(folded)) return { first: true, open: false, from: index, words };
    const apart = PREPOSITIONS.has(folded) && !(folded === 'of' && PART.has(tokens[index - 1]?.folded ?? '')) && !(folded === 'as');
    const loose = form.kind === 'role' && at - index <= ROLE_REACH && !lexicon.words.others.has(folded) && !apart;
    if (!loose && !lexicon.words.between.has(folded) && !lexicon.words.negations.has(folded) && !(index === clause.from && lexicon.beginsClause(folded))) return { first: false, open: false, from: index + 1, words };
    words.push(folded);
  }
  return { first: false, open: true, from: clause.from, words };
}

/** The speaker was the subject last named in the sentence before a clause that names none. */
function followsFirst(clauses: readonly Range[], tokens: readonly Token[], clause: number, sentence: Range, lexicon: CompiledLexicon): boolean {
  if (lexicon.words.subordinators.has(tokens[rangeOf(clauses, clause).from]?.folded ?? '')) return false;
  for (let number = clause - 1; number >= 0; number -= 1) {
    const { from, to } = rangeOf(clauses, number);
    if (to === from) continue;
    if (from < sentence.from) return false;
    if (lexicon.words.subordinators.has(tokens[from]?.folded ?? '') && from !== sentence.from) continue;
    for (let index = to - 1; index >= from; index -= 1) {
      const folded = tokens[index]?.folded ?? '';
      if (lexicon.words.first.has(folded)) return true;
      if (lexicon.words.others.has(folded)) return false;
    }
    // "the emir came and shot": a noun with its article leads the clause.
    const lead = tokens[from + (lexicon.beginsClause(tokens[from]?.folded ?? '') ? 1 : 0)];
    if (lead && (ARTICLES.has(lead.folded) || (lead.capital && !lead.opens))) return false;
  }
  return false;
}

const PREPOSITIONS = new Set(['of', 'to', 'for', 'with', 'by', 'from', 'at', 'in', 'near', 'on', 'like', 'about', 'than']);
const PART = new Set(['one', 'some', 'two', 'three', 'part']);
const ARTICLES = new Set(['the', 'a', 'an', 'my', 'his', 'her', 'their', 'our', 'one', 'some', 'another', 'two', 'three', 'many']);
