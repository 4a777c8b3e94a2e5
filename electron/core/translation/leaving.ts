import type { LanguageCode, Segment } from '../../../shared/domain';
import { getFootage } from '../footage/footage';
import { planFor } from '../redaction/planFor';
import { redactedSegments } from '../redaction/redactText';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import { translatedSegments } from './asSegments';
import { coverTranslation } from './redact';
import { listTranslations } from './rows';

/**
 * A footage's translation as it may leave: under the ids and times of the originals, with everything gone from it that is
 * gone from them. The one way out for a translation.
 *
 * @param secrets further words that may not stand in it, folded.
 * @throws ZapisError `footage-missing`, `redaction-plan-failed`.
 */
export function redactedTranslation(db: Database, footageId: string, language: LanguageCode, secrets: Iterable<string> = []): Segment[] {
  const segments = listSegments(db, footageId);
  const translations = listTranslations(db, footageId, language);
  const plan = planFor(db, footageId, { segments, clip: null, durationUs: getFootage(db, footageId).durationUs });
  return redactedSegments(translatedSegments(segments, translations), coverTranslation(segments, translations, { ...plan, secrets: new Set([...plan.secrets, ...secrets]) }));
}
