export { formsOf, type Forms } from './forms';
export { bareWord, inflectedMatch, matchForms, termForms, type InflectedMatch } from './match';
export { relatedForms } from './related';
export { verbForms, verbLanguageOf, VERB_LANGUAGES, type VerbLanguage } from './verbs';
