import type { GlossaryTerm, LanguageCode, Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { recordEdit, type Row, type RowChange } from '../transcript/history';
import { keepRecognised } from '../transcript/recognised';
import { listSegments, segmentToRow } from '../transcript/segments';
import type { Database } from '../vault/database';
import { compileGlossary, type CompiledGlossary } from './compiled';
import { correctWords } from './correct';

/**
 * Puts the names right in what was just recognised between two times. A deed of the history, so that undo brings back
 * what was heard; where a word only sounded like a name the segment waits for review, with the reason `glossary`.
 *
 * @returns a function to call inside the transaction that stores a chunk's segments. It keeps each language's forms.
 */
export function nameCorrector(db: Database, footageId: string, terms: readonly GlossaryTerm[]): (span: Span) => void {
  const compiled = new Map<LanguageCode, CompiledGlossary>();
  const glossaryIn = (language: LanguageCode): CompiledGlossary => {
    let known = compiled.get(language);
    if (!known) compiled.set(language, (known = compileGlossary(terms, language)));
    return known;
  };
  return (span) => {
    const changes = listSegments(db, footageId)
      .filter((segment) => segment.origin === 'machine' && segment.startUs >= span.startUs && segment.startUs < span.endUs)
      .flatMap((segment): RowChange[] => {
        const after = corrected(segment, glossaryIn(segment.language));
        const before = db.prepare('SELECT * FROM segment WHERE id = ?').get(segment.id) as Row | undefined;
        return after && before ? [{ table: 'segment', id: segment.id, before, after: { ...before, ...segmentToRow(after) } }] : [];
      });
    recordEdit(db, { footageId, what: 'history.correctNames', by: null, changes });
  };
}

function corrected(segment: Segment, glossary: CompiledGlossary): Segment | null {
  const { words: written, corrections } = correctWords(segment.words, glossary);
  if (corrections.length === 0) return null;
  const doubtful = corrections.some(({ how }) => how === 'sound');
  const doubts = [...new Set([...(segment.doubts ?? []), ...(doubtful ? (['glossary'] as const) : [])])];
  // The same recogniser will hear the name in a clip as it heard it here.
  const words = keepRecognised(segment.words, written);
  return { ...segment, words, text: words.map(({ text }) => text).join(' '), ...(doubts.length > 0 ? { doubts } : {}) };
}
