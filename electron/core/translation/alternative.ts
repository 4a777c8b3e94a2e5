import type { GlossaryTerm, LanguageCode, TranslatedSegment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import type { TextEngine } from './engine';
import { nameGuard } from './protect';
import { unitsOf } from './sentences';
import { draftsOf } from './translate';

/**
 * What an engine makes of one segment, its sentence translated whole. Nothing is stored.
 *
 * @returns null where the engine has nothing fit to be shown.
 * @throws ZapisError `segment-missing`, `translation-no-pair`; what the engine throws; AbortError on `signal`.
 */
export async function alternativeFor(db: Database, footageId: string, segmentId: string, engine: TextEngine, { to, glossary, signal }: { to: LanguageCode; glossary: readonly GlossaryTerm[]; signal: AbortSignal }): Promise<TranslatedSegment | null> {
  const unit = unitsOf(listSegments(db, footageId)).find(({ segments }) => segments.some(({ id }) => id === segmentId));
  if (!unit) throw new ZapisError('segment-missing');
  const language = unit.segments[0]?.language ?? 'und';
  if (!engine.from.includes(language) || !engine.to.includes(to)) throw new ZapisError('translation-no-pair', { engine: engine.id, from: language, to });
  const [drafts] = await draftsOf([unit], engine, nameGuard(glossary), to, signal);
  return drafts?.find((draft) => draft.segmentId === segmentId) ?? null;
}
