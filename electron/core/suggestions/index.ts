export { ownJudge, ownLexicons } from './resources';
export type { Judge } from './judge/model';
export { isJudged, suggestByJudge } from './judge/suggestByJudge';
export { lexiconCodeOf } from './fold';
export { ACT_KINDS, LEXICON_CODES, lexicon, type ActKind, type AtRisk, type Lexicon, type LexiconCode, type Severity } from './lexicon';
export { suggestByTranslation } from './byTranslation';
export { suggest, type Lexicons, type SuggestOptions } from './suggest';
export type { KnownTerm } from './glossaryTerms';
export type { Suggestion } from './suggestion';
