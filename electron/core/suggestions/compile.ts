import { bareWord, formsOf, termForms, type Forms } from '../../../shared/inflection';
import { firstByEnding } from './firstByEnding';
import { folder, languageOf } from './fold';
import type { Act, Grammar, Lexicon, PhraseRule } from './lexicon';
import { expand, PatternSet, type PatternContext } from './pattern';

/** How a form of an act's verb says whose act it is. */
export type FormKind = 'first' | 'singular' | 'plural' | 'any' | 'infinitive' | 'role' | 'phrase' | 'denial';
export interface ActForm {
  readonly act: CompiledAct;
  readonly kind: FormKind;
  /** Its own words deny (`nuk lamë asnjë gjallë`), so a negation among them denies nothing. */
  readonly negated: boolean;
  /** Says it all: needs none of the act's objects beside it. */
  readonly whole: boolean;
}
export interface CompiledAct { readonly act: Act; readonly with: PatternSet<true> | null; readonly without: PatternSet<true>; readonly sure: PatternSet<true> | null }
export interface CompiledPhrase { readonly rule: PhraseRule; readonly near: PatternSet<true> | null; readonly without: PatternSet<true> }
export type Auxiliary = Grammar['auxiliaries'][number];

/** A lexicon made ready for many questions. */
export interface CompiledLexicon {
  readonly lexicon: Lexicon;
  readonly fold: (word: string) => string;
  readonly beginsClause: (folded: string) => boolean;
  readonly auxiliaries: ReadonlyMap<string, Auxiliary>;
  /** Single words of the grammar, folded. */
  readonly words: Readonly<Record<GrammarWords, ReadonlySet<string>>>;
  readonly sets: Readonly<Record<GrammarSets, PatternSet<true>>>;
  readonly acts: PatternSet<ActForm>;
  readonly charged: { readonly words: PatternSet<true>; readonly mild: PatternSet<true>; readonly isFirst: (folded: string) => boolean } | null;
  readonly phrases: PatternSet<CompiledPhrase>;
  readonly names: {
    readonly given: ReadonlySet<string>;
    readonly endings: readonly string[];
    readonly kunyas: ReadonlySet<string>;
    readonly titles: PatternSet<true>;
    readonly introductions: PatternSet<true>;
    readonly ignored: PatternSet<true>;
  };
  readonly places: { readonly known: ReadonlyMap<string, readonly Forms[][]>; readonly nouns: PatternSet<true>; readonly prepositions: ReadonlySet<string> };
  readonly months: PatternSet<true>;
  readonly ordinals: PatternSet<true>;
  readonly digits: ReadonlySet<string>;
  readonly phoneWords: PatternSet<true>;
  readonly plateWords: PatternSet<true>;
  readonly units: PatternSet<true>;
  readonly mine: PatternSet<true>;
}
type GrammarWords = 'first' | 'others' | 'clitics' | 'lookalikes' | 'subordinators' | 'copulas' | 'negations' | 'negationsBefore' | 'between' | 'passives';
type GrammarSets = 'modals' | 'intentions' | 'unreal' | 'unrealStart' | 'habitual' | 'reporting' | 'boasting' | 'fiction' | 'harmless';

const ready = new WeakMap<Lexicon, CompiledLexicon>();

/** Compiles a lexicon once; takes some tens of milliseconds. */
export function compiled(lexicon: Lexicon): CompiledLexicon {
  let made = ready.get(lexicon);
  if (!made) ready.set(lexicon, (made = compile(lexicon)));
  return made;
}

function compile(lexicon: Lexicon): CompiledLexicon {
  const { grammar, names, places, dates, numbers } = lexicon;
  const fold = folder(lexicon.language);
  const language = languageOf(lexicon.language);
  const words = (list: readonly string[]): ReadonlySet<string> => new Set(list.flatMap((text) => text.split('|')).flatMap(expand).map(fold));
  const auxiliaries = new Map(grammar.auxiliaries.flatMap((auxiliary) => auxiliary.forms.flatMap(expand).map((form) => [fold(form), auxiliary] as const)));
  const context: PatternContext = { fold, underEighteen: words(numbers.underEighteen), between: new Set([...auxiliaries.keys(), ...words(grammar.clitics)]) };
  const set = (list: readonly string[]): PatternSet<true> => new PatternSet(list.map((one) => [one, true] as const), context);
  const some = (list: readonly string[]): PatternSet<true> | null => (list.length === 0 ? null : set(list));
  const begins = words([...grammar.conjunctions, ...grammar.subordinators]);
  const denying = words([...grammar.negations, ...grammar.negationsBefore]);
  const acts = lexicon.acts.flatMap((act) => {
    const own: CompiledAct = { act, with: some(act.with), without: set(act.without), sure: some(act.sure) };
    return formsOfAct(act, grammar).map(([source, kind, whole]) => [source, { act: own, kind, whole, negated: source.split(/[\s|{},]+/u).some((word) => denying.has(fold(word))) }] as const);
  });
  const phrases = lexicon.phrases.flatMap((rule) => {
    const own: CompiledPhrase = { rule, near: some(rule.near), without: set(rule.without) };
    return rule.any.map((source) => [source, own] as const);
  });
  const known = new Map<string, Forms[][]>();
  for (const place of places.known) {
    const forms = termForms(place, language);
    for (const first of formKeys(forms[0], fold)) known.set(first, [...(known.get(first) ?? []), forms]);
  }
  return {
    lexicon, fold, beginsClause: (folded: string) => begins.has(folded),
    auxiliaries,
    words: {
      first: words(grammar.first), others: words(grammar.others), clitics: words(grammar.clitics), lookalikes: words(grammar.lookalikes),
      subordinators: words(grammar.subordinators), copulas: words(grammar.copulas), negations: words(grammar.negations),
      negationsBefore: words(grammar.negationsBefore), between: words(grammar.between), passives: words(grammar.passives),
    },
    sets: {
      modals: set(grammar.modals), intentions: set(grammar.intentions), unreal: set(grammar.unreal), unrealStart: set(grammar.unrealStart),
      habitual: set(grammar.habitual), reporting: set(grammar.reporting),
      boasting: set(grammar.boasting), fiction: set(grammar.fiction), harmless: set(grammar.harmless),
    },
    acts: new PatternSet(acts, context),
    charged: lexicon.charged ? { words: set(lexicon.charged.words), mild: set(lexicon.charged.mild), isFirst: firstByEnding(lexicon.charged.endings.map(fold), words(lexicon.charged.notVerbs)) } : null,
    phrases: new PatternSet(phrases, context),
    names: {
      given: new Set(names.given.flatMap((name) => [...formKeys(formsOf(bareWord(name, language), language), fold)])),
      endings: names.surnameEndings.flatMap(expand).map(fold), kunyas: words(names.kunyas),
      titles: set(names.titles), introductions: set(names.introductions), ignored: set(names.ignored),
    },
    places: { known, nouns: set(places.nouns), prepositions: words(places.prepositions) },
    months: set(dates.months), ordinals: set(dates.ordinals), digits: words(numbers.digits),
    phoneWords: set(numbers.phoneWords), plateWords: set(numbers.plateWords), units: set(numbers.units), mine: set(numbers.mine),
  };
}

function formKeys(forms: Forms | undefined, fold: (word: string) => string): ReadonlySet<string> {
  return new Set([...(forms?.cases.keys() ?? [])].map(fold));
}

const SHORTEST = 4;

type Form = readonly [source: string, kind: FormKind, whole: boolean];

function formsOfAct(act: Act, grammar: Grammar): Form[] {
  return fullForms(act, grammar).flatMap(([form, kind, whole]) => [[form, kind, whole] as const, ...Object.entries(grammar.short).flatMap(([long, short]) => (form.endsWith(long) && form.length - long.length + short.length >= SHORTEST ? [[form.slice(0, -long.length) + short, kind, whole] as const] : []))]);
}

function fullForms(act: Act, grammar: Grammar): Form[] {
  const fromStems = KINDS.flatMap((kind) => act.stems.flatMap(expand).flatMap((stem) => ended(stem, kind, grammar).map((form) => [form, kind, false] as const)));
  const listed = ([['first', act.first], ['any', act.forms], ['infinitive', act.infinitives], ['role', act.roles]] as const)
    .flatMap(([kind, list]) => list.map((form) => [form, kind, false] as const));
  const phrases = act.phrases.flatMap((phrase) => (!STEM.test(phrase) ? [[phrase, 'phrase', true] as const]
    : endedKinds(grammar).map((kind) => [phrase.replace(EVERY_STEM, (_, stem: string) => ended(stem, kind, grammar).join('|')), kind === 'first' ? 'phrase' : kind, true] as const)));
  const denials = act.denials.map((phrase) => [phrase, 'denial', true] as const);
  return [...fromStems, ...listed, ...phrases, ...denials];
}

const KINDS = ['first', 'singular', 'plural'] as const;
/** A language without endings of the first person (Slovene) has no such form: its phrase would begin with nothing and match anything. */
const endedKinds = ({ endings }: Grammar): readonly (typeof KINDS)[number][] => KINDS.filter((kind) => endings[kind].length > 0);
/** A stem in a phrase: `фрли-`. */
const STEM = /[^\s|-]-(?=[\s|]|$)/u;
const EVERY_STEM = /([^\s|-]+)-(?=[\s|]|$)/gu;

/** A stem with the endings of a kind. One that begins with `~` takes the place of the stem's last letter: `фрли` + `~ено`. */
function ended(stem: string, kind: (typeof KINDS)[number], { endings }: Grammar): string[] {
  const consonant = stem.endsWith('+');
  const own = consonant ? (endings.afterConsonant?.[kind] ?? endings[kind]) : endings[kind];
  const bare = consonant ? stem.slice(0, -1) : stem;
  return own.flatMap(expand).map((ending) => (ending.startsWith('~') ? bare.slice(0, -1) + ending.slice(1) : bare + ending));
}
