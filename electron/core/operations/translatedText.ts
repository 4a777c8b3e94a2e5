import type { Segment, TextLanguage } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { inTurn } from '../clips/subtitles';
import { secretWords } from '../clips/checkText';
import { getFootage } from '../footage/footage';
import { planFor } from '../redaction/planFor';
import { listSegments } from '../transcript/segments';
import { translatedSegments } from '../translation/asSegments';
import { redactedTranslation } from '../translation/leaving';
import { listTranslations } from '../translation/rows';
import type { Database } from '../vault/database';

/**
 * A transcript in English, or each segment in both languages, one under the other.
 * @throws ZapisError `translation-missing` where nothing of it is translated.
 */
export function inLanguages(db: Database, { footageId, redacted, lang, original, mayLack = false }: { footageId: string; redacted: boolean; lang: Exclude<TextLanguage, 'orig'>; original: () => Segment[]; /** What is not translated yet goes along as it is. */ mayLack?: boolean }): Segment[] {
  const translated = redacted ? redactedTranslation(db, footageId, 'en', secretsOf(db, footageId)) : translatedSegments(listSegments(db, footageId), listTranslations(db, footageId, 'en'));
  if (translated.length === 0 && !mayLack) throw new ZapisError('translation-missing');
  if (lang === 'en') return translated;
  return inTurn(original(), translated);
}

/** Words that are redacted somewhere and shown nowhere: a person may have written one into any sentence of the translation. */
export function secretsOf(db: Database, footageId: string): ReadonlySet<string> {
  const segments = listSegments(db, footageId);
  return secretWords(segments, planFor(db, footageId, { segments, clip: null, durationUs: getFootage(db, footageId).durationUs }));
}
