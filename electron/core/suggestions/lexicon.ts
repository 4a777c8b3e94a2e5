import { z } from 'zod';
import { atRisk, reason, type AtRisk } from '../../../shared/domain';

export type { AtRisk };

/**
 * The lexicons that there are: `hbs` serves Bosnian, Croatian, Serbian and Montenegrin in both scripts (ISO 639-3 has
 * the code for all four together).
 */
export const LEXICON_CODES = ['hbs', 'sq', 'mk', 'bg', 'sl', 'en'] as const;
export const lexiconCode = z.enum(LEXICON_CODES);
export type LexiconCode = z.infer<typeof lexiconCode>;

/** Words of a phrase as docs/suggestions.md explains them: `a|b*`, `word?`, `{x,y}`, `...`, `<>`, `#`, `#<18`, `^`. */
const pattern = z.string().min(1).max(2_000).refine((text) => !/\{[^}]*[\s|][^}]*\}/u.test(text), 'Between braces stand commas: no space, no |.');
const patterns = z.array(pattern).default([]);
const severity = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Severity = z.infer<typeof severity>;

/** What the speaker did, as the question of a court would put it. */
export const ACT_KINDS = ['took-part', 'commanded', 'present', 'weapons', 'trained', 'recruited', 'financed', 'travelled', 'joined', 'supported'] as const;
export const actKind = z.enum(ACT_KINDS);
export type ActKind = z.infer<typeof actKind>;

/** A verb that says whose act it is: `sam`, `nismo`, `kam`, `бях`. */
const auxiliary = z.strictObject({
  forms: z.array(z.string().min(1)).min(1),
  person: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Left out where the form serves one and many. */
  number: z.enum(['singular', 'plural']).optional(),
  /** Denies by itself: `nisam`. */
  negative: z.boolean().default(false),
  /** `unreal`: the act did not happen or has not yet (`bih`, `bom`). `passive`: it was done to the subject. */
  mood: z.enum(['real', 'unreal', 'passive']).default('real'),
  /** Says by itself what somebody is: `бях емир`. */
  copula: z.boolean().default(false),
});

const grammar = z.strictObject({
  /** `auxiliary`: the verb or its auxiliary shows the person. `pronoun`: the subject before it does (English). */
  subject: z.enum(['auxiliary', 'pronoun']),
  /** Nominatives: who acts. In `pronoun` languages they decide; in the others they help where no auxiliary is said. */
  first: patterns,
  others: patterns,
  auxiliaries: z.array(auxiliary).default([]),
  /** Pronouns that stand between auxiliary and verb; an auxiliary in the middle of them that looks like one of them is one. */
  clitics: patterns,
  lookalikes: patterns,
  /** Endings joined to every stem of an act; `~ено` takes the place of its last letter. A stem that ends in `+` takes `afterConsonant`. */
  endings: z.strictObject({ first: patterns, singular: patterns, plural: patterns, afterConsonant: z.strictObject({ first: patterns, singular: patterns, plural: patterns }).optional() }),
  /** What is said otherwise at the end of a word: `{"ao": "o"}`, for `puco sam`. Words that would be shorter than four letters are left. */
  short: z.record(z.string(), z.string()).default({}),
  /** Words that begin a clause; those of `subordinators` begin one whose subject says nothing about the next. */
  conjunctions: patterns,
  subordinators: patterns,
  /** Words that make what somebody is out of a noun: `bio`, `postao`, `was`. */
  copulas: patterns,
  /** Deny what follows in the clause, and deny only the verb right behind (its pronouns and auxiliary between them do not count). */
  negations: patterns,
  negationsBefore: patterns,
  /** An infinitive counts with one of these in the clause (`morao`, `počeo`, `had`). */
  modals: patterns,
  /** Wanting is less than doing. */
  intentions: patterns,
  /** Not real: anywhere in the clause, and at the start of the sentence. */
  unreal: patterns,
  unrealStart: patterns,
  /** A conditional with one of these in the sentence tells of a habit: it was done. */
  habitual: patterns,
  /** Somebody else is quoted when his words stand in quotation marks or behind a colon. */
  reporting: patterns,
  /** Others who shout or boast: what follows in the first person is theirs (`one of them kept shouting I did it`). */
  boasting: patterns,
  /** Films, games, dreams. */
  fiction: patterns,
  /** Sport, school, the household: within eight words of an act of any kind they make it harmless, as its own `without` does. */
  harmless: patterns,
  /** `pronoun` languages: what may stand between subject and verb; what makes the verb passive. */
  between: patterns,
  passives: patterns,
  /** A sentence that begins with the bare verb is an answer about oneself. */
  bareAnswers: z.boolean().default(false),
});

const act = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  kind: actKind,
  severity,
  /** Joined with `grammar.endings`. */
  stems: z.array(z.string()).default([]),
  /** Forms that are first person by themselves. */
  first: patterns,
  /** Forms that need a first-person auxiliary or subject. */
  forms: patterns,
  infinitives: patterns,
  /** What somebody was or became: nominatives. */
  roles: patterns,
  /** Sequences that say it all. A word that ends in `-` is a stem, to which `grammar.endings` are joined. */
  phrases: patterns,
  /** Sequences that deny it all: `my hands are clean`. */
  denials: patterns,
  /** At least one of them stands within eight words in the sentence, where given. */
  with: patterns,
  /** `with` is asked for phrases as well, which say it all otherwise. */
  strict: z.boolean().default(false),
  /** None of them does: idioms, homonyms, harmless objects. */
  without: patterns,
  /** Where one of them does, `without` does not count: prisoners are no sheep, whoever else stands in the sentence. */
  sure: patterns,
  /** `I was trained` is an act of the speaker's too; in Albanian, that the `u` before the verb is "to them". */
  passive: z.boolean().default(false),
});

/** Grave words that make a clause in the first person worth a look where no act fires. */
const charged = z.strictObject({
  words: z.array(pattern).min(1),
  /** None of them stands in the clause: seeing, hearing, fearing, fleeing, what was done to the speaker. */
  mild: patterns,
  /** What verbs of the first person end in, where no auxiliary says it (Bulgarian `-х`), and nouns that end so too. */
  endings: patterns,
  notVerbs: patterns,
});

const phraseRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  reason,
  atRisk,
  severity,
  confidence: z.number().min(0).max(1).default(0.7),
  any: z.array(pattern).min(1),
  /** At least one of them stands in the same sentence, where given. */
  near: patterns,
  /** None of them does. */
  without: patterns,
});

/** One `resources/lexicons/*.json`. Words are written as the language writes them; case and diacritics do not count. */
export const lexicon = z.strictObject({
  language: lexiconCode,
  about: z.string(),
  grammar,
  acts: z.array(act),
  charged: charged.optional(),
  phrases: z.array(phraseRule),
  names: z.strictObject({
    /** Given names, basic forms. */
    given: z.array(z.string()),
    /** What surnames end in. */
    surnameEndings: z.array(z.string()).default([]),
    /** Words before a name: ranks, titles, kin. */
    titles: patterns,
    /** Words that introduce a name: `po imenu`. */
    introductions: patterns,
    /** Parts of noms de guerre: `abu`, `umm`. */
    kunyas: patterns,
    /** Capitalised words that name nobody to be protected: peoples, faiths, months, states, institutions, people of public record. */
    ignored: patterns,
  }),
  places: z.strictObject({
    /** Towns and camps that everybody knows, basic forms. */
    known: z.array(z.string()),
    /** Words before the name of a place: `selo`, `village of`. */
    nouns: patterns,
    prepositions: patterns,
  }),
  dates: z.strictObject({ months: patterns, ordinals: patterns }),
  numbers: z.strictObject({
    /** Words for the digits, in any form. */
    digits: patterns,
    underEighteen: patterns,
    phoneWords: patterns,
    plateWords: patterns,
    /** Behind a number they make it a count. */
    units: patterns,
    /** Words that make a number the speaker's own. */
    mine: patterns,
  }),
});
export type Lexicon = z.infer<typeof lexicon>;
export type Grammar = Lexicon['grammar'];
export type Act = Lexicon['acts'][number];
export type PhraseRule = Lexicon['phrases'][number];
