import type { Span } from '../../../shared/time';
import type { Database } from '../vault/database';
import { glossaryPrompt } from './prompt';
import { termsOfFootage } from './rows';
import { nameCorrector } from './stored';

/** Of Whisper's 224 tokens: a name costs about one for two letters, and the text before wants its share. */
const PROMPT_CHARS = 240;

/** What a transcription takes from the glossary of the footage's interview; nothing where it has none, or is told to do without. */
export function glossaryForHearing(db: Database, footageId: string, wanted: boolean): { glossary: string | null; onStored?: (span: Span) => void } {
  const terms = wanted ? termsOfFootage(db, footageId) : [];
  if (terms.length === 0) return { glossary: null };
  return { glossary: glossaryPrompt(terms, PROMPT_CHARS), onStored: nameCorrector(db, footageId, terms) };
}
