import { languageCode, type LanguageCode, type MemoryHit } from '../../../shared/domain';
import type { Database } from '../vault/database';

/** A text and what renders it, as it stands in the vault now. */
export interface MemoryPair {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly sourceLanguage: LanguageCode;
  readonly targetLanguage: LanguageCode;
  readonly state: MemoryHit['state'];
  readonly place: MemoryHit['place'];
  /** Id of the import; null for what is of an interview. */
  readonly importId: string | null;
}

interface Row {
  readonly id: string; readonly source: string; readonly target: string; readonly source_language: string; readonly target_language: string;
  readonly state: MemoryHit['state']; readonly footage_id: string | null; readonly segment_id: string | null; readonly start_us: number | null; readonly import_id: string | null;
}

/**
 * Pairs of people's work whose original stands as it was translated, and what was brought in. Originals are the live ones,
 * never what a translation remembers: what was taken out of a transcript is out of the memory, too.
 */
const PAIRS = `
SELECT t.id, s.text AS source, t.text AS target, s.language AS source_language, t.language AS target_language, t.state, t.footage_id, t.segment_id, s.start_us, NULL AS import_id
FROM translated_segment AS t JOIN segment AS s ON s.id = t.segment_id
WHERE t.state <> 'machine' AND t.text <> '' AND s.text <> ''
  AND s.text = (SELECT json_extract(one.value, '$.text') FROM json_each(t.sources) AS one WHERE json_extract(one.value, '$.segmentId') = t.segment_id)`;
const UNITS = `
SELECT id, source, target, source_language, target_language, 'imported' AS state, NULL AS footage_id, NULL AS segment_id, NULL AS start_us, import_id FROM memory_unit WHERE 1`;

/** All pairs, or those with these ids. */
export function memoryPairs(db: Database, ids: readonly string[] | null = null, limit = Number.MAX_SAFE_INTEGER): MemoryPair[] {
  const only = (column: string): string => (ids === null ? '' : ` AND ${column} IN (SELECT value FROM json_each(@ids))`);
  const rows = db.prepare(`${PAIRS}${only('t.id')} UNION ALL ${UNITS}${only('id')} LIMIT @limit`).all(ids === null ? { limit } : { ids: JSON.stringify(ids), limit }) as Row[];
  return rows.map((r) => ({
    id: r.id, source: r.source, target: r.target, sourceLanguage: known(r.source_language), targetLanguage: known(r.target_language), state: r.state,
    place: r.footage_id === null || r.segment_id === null ? null : { footageId: r.footage_id, segmentId: r.segment_id, startUs: r.start_us ?? 0 }, importId: r.import_id,
  }));
}

function known(language: string): LanguageCode {
  return languageCode.catch('und').parse(language);
}
