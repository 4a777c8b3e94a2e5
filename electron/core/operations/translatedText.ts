import type { Segment, TextLanguage } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { listSegments } from '../transcript/segments';
import { translatedSegments } from '../translation/asSegments';
import { redactedTranslation } from '../translation/leaving';
import { listTranslations } from '../translation/rows';
import type { Database } from '../vault/database';

/**
 * A transcript in English, or each segment in both languages, one under the other.
 * @throws ZapisError `translation-missing` where nothing of it is translated.
 */
export function inLanguages(db: Database, { footageId, redacted, lang, original }: { footageId: string; redacted: boolean; lang: Exclude<TextLanguage, 'orig'>; original: () => Segment[] }): Segment[] {
  const translated = redacted ? redactedTranslation(db, footageId, 'en') : translatedSegments(listSegments(db, footageId), listTranslations(db, footageId, 'en'));
  if (translated.length === 0) throw new ZapisError('translation-missing');
  if (lang === 'en') return translated;
  const byId = new Map(translated.map((segment) => [segment.id, segment]));
  return original().flatMap((segment) => [segment, ...(byId.has(segment.id) ? [byId.get(segment.id) as Segment] : [])]);
}
