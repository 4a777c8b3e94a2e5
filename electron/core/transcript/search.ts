import { languageCode, script as scriptSchema } from '../../../shared/domain';
import { shownWords } from '../../../shared/script';
import { searchWords } from '../../../shared/text';
import { transaction, type Database } from '../vault/database';

/** A segment in which everything that was looked for occurs. */
export interface TranscriptHit {
  readonly segmentId: string;
  readonly footageId: string;
  readonly startUs: number;
  readonly endUs: number;
  /** A dozen words around the first match, in the footage's script; `…` where the segment goes on. */
  readonly snippet: string;
}

/** Segments folded and indexed in one transaction: few enough that it takes some tens of milliseconds. */
const BATCH = 500;
/** Words of a snippet before and after the first match. */
const AROUND = 6;
/** A shorter beginning would match half the language. */
const SHORTEST_BEGINNING = 3;

/**
 * Folds and indexes up to `limit` segments that are new or were edited since. Called after a transcription
 * for good measure; a search does what is left by itself.
 * @returns how many were indexed.
 */
export function indexTranscripts(db: Database, limit = Number.MAX_SAFE_INTEGER): number {
  const waiting = db.prepare<[number], { id: number; text: string }>(
    'SELECT e.id, s.text FROM segment_search AS e JOIN segment AS s ON s.id = e.segment_id WHERE e.folded IS NULL ORDER BY e.id LIMIT ?',
  );
  const store = db.prepare<[string, number]>('UPDATE segment_search SET folded = ? WHERE id = ?');
  for (let done = 0; ;) {
    const count = transaction(db, () => {
      const rows = waiting.all(Math.min(BATCH, limit - done));
      for (const { id, text } of rows) store.run(searchWords(text).join(' '), id);
      return rows.length;
    });
    done += count;
    if (count < BATCH) return done;
  }
}

/**
 * Looks through all transcripts, whatever the script, diacritics and case: segments that hold every word of
 * `query`. `"in quotes"`: these words in a row. `srebren*`: words that begin so (three letters or more).
 * The newest segments come first, unranked: ranking would have to read every match of a thousand hours.
 *
 * @param limit at most so many hits, 1–1000.
 * @returns nothing when the query holds no letter or digit.
 */
export function searchTranscripts(db: Database, query: string, limit = 100): TranscriptHit[] {
  const terms = parseQuery(query);
  if (terms.length === 0) return [];
  indexTranscripts(db);
  return db.prepare<[string, number], { id: string; footage_id: string; start_us: number; end_us: number; text: string; language: string; script: string }>(
    `SELECT s.id, s.footage_id, s.start_us, s.end_us, s.text, s.language, f.script FROM segment_fts
     JOIN segment_search AS e ON e.id = segment_fts.rowid JOIN segment AS s ON s.id = e.segment_id JOIN footage AS f ON f.id = s.footage_id
     WHERE segment_fts MATCH ? ORDER BY segment_fts.rowid DESC LIMIT ?`,
  ).all(terms.map(toMatch).join(' '), Math.max(1, Math.min(1000, limit)))
    .map((row) => ({ segmentId: row.id, footageId: row.footage_id, startUs: row.start_us, endUs: row.end_us, snippet: snippet(shownWords(row.text.split(' '), languageCode.parse(row.language), { script: scriptSchema.parse(row.script) }), terms) }));
}

interface Term {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
}

function parseQuery(query: string): Term[] {
  return [...query.matchAll(/"([^"]*)"|([^\s"]+)/gu)].flatMap(([, quoted, bare]) => {
    const words = searchWords(quoted ?? bare ?? '');
    const open = quoted === undefined && (bare ?? '').endsWith('*') && (words.at(-1)?.length ?? 0) >= SHORTEST_BEGINNING;
    return words.length === 0 ? [] : [{ words, open }];
  });
}

/** The words are letters and digits only by now, so nothing of a query can reach FTS5 as an operator. */
function toMatch({ words, open }: Term): string {
  return `"${words.join(' ')}"${open ? '*' : ''}`;
}

function snippet(written: readonly string[], terms: readonly Term[]): string {
  const folded = written.flatMap((word, index) => searchWords(word).map((part) => ({ index, part })));
  const at = Math.max(0, folded.findIndex((_, from) => terms.some(({ words, open }) => words.every((word, offset) => {
    const part = folded[from + offset]?.part;
    return open && offset === words.length - 1 ? part?.startsWith(word) === true : part === word;
  }))));
  const centre = folded[at]?.index ?? 0;
  const [from, to] = [Math.max(0, centre - AROUND), Math.min(written.length, centre + AROUND + 1)];
  return `${from > 0 ? '… ' : ''}${written.slice(from, to).join(' ')}${to < written.length ? ' …' : ''}`;
}
