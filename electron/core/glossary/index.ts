export { compileGlossary, type CompiledGlossary } from './compiled';
export { correctByGlossary, correctWords, type Corrected, type Correction } from './correct';
export { glossaryPrompt } from './prompt';
export { listTerms, removeTerm, saveTerm, termsOfFootage, writeTerm, type TermDraft } from './rows';
export { nameCorrector } from './stored';
