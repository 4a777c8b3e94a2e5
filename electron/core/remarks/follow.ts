import { diffArrays } from 'diff';
import { z } from 'zod';
import { wordAnchor, type WordAnchor } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import type { Row, RowChange } from '../transcript/history';
import type { Database } from '../vault/database';

/** A word of a text that changes, by where it stands. */
interface Token {
  readonly segmentId: string;
  readonly index: number;
  readonly text: string;
}
type Texts = readonly { readonly segmentId: string; readonly words: readonly string[] }[];

/** Where texts differ by more words than this they are not compared word by word: what was pinned keeps to its segment. */
const MOST_DIFFERENCES = 4_000;
const wordsOfRow = z.string().transform((json) => z.array(z.object({ text: z.string() })).parse(JSON.parse(json)));

/**
 * Follows a change of texts with what is pinned to their words, whoever changes them and however: history asks for it at
 * each step, so that nobody can forget it. Words that stay carry their remarks along, into other segments too; of words that were
 * replaced what replaced them does; where nothing did, the remark keeps to the place where they stood.
 */
export function followRemarks(db: Database, footageId: string, changes: readonly RowChange[]): RowChange[] {
  const pending = new Map(changes.filter(({ table }) => table === 'remark').map(({ id, after }) => [id, after]));
  const byLanguage = textsOf(changes);
  if (byLanguage.size === 0) return [];
  const rows = db.prepare<[string], Row>('SELECT * FROM remark WHERE footage_id = ?').all(footageId);
  return rows.flatMap((stored): RowChange[] => {
    const row = pending.get(String(stored['id'])) ?? stored;
    const texts = byLanguage.get(row['language'] === null ? '' : String(row['language']));
    if (!texts || pending.get(String(stored['id'])) === null) return [];
    const anchor = wordAnchor.parse(JSON.parse(String(row['anchor'])));
    const moved = JSON.stringify(moveAnchor(anchor, texts.moves()));
    return moved === row['anchor'] ? [] : [{ table: 'remark', id: String(row['id']), before: row, after: { ...row, anchor: moved } }];
  });
}

/** Where each word of the texts before is among those after; asked only where something is pinned. */
export type Moves = (segmentId: string, index: number) => { readonly from: Token; readonly to: Token } | null | undefined;

/** The anchor in the texts as they are now. Its ends that lie in texts which did not change stay. */
export function moveAnchor(anchor: WordAnchor, moves: Moves): WordAnchor {
  const first = moves(anchor.fromSegmentId, anchor.fromWord);
  const last = moves(anchor.toSegmentId, anchor.toWord);
  const ends = { ...anchor };
  // Null: gone with nothing in its place. The other end then tells where it was.
  const from = first === null ? last?.from : first?.from;
  const to = last === null ? first?.to : last?.to;
  if (from) [ends.fromSegmentId, ends.fromWord] = [from.segmentId, from.index];
  if (to) [ends.toSegmentId, ends.toWord] = [to.segmentId, to.index];
  return ends;
}

/** By language ('' for the original) what the changed rows said before and say now. */
function textsOf(changes: readonly RowChange[]): ReadonlyMap<string, { moves(): Moves }> {
  const sides = new Map<string, { before: { segmentId: string; words: string[] }[]; after: { segmentId: string; words: string[] }[] }>();
  const sideOf = (language: string) => {
    const known = sides.get(language) ?? { before: [], after: [] };
    sides.set(language, known);
    return known;
  };
  for (const { table, before, after } of changes) {
    if (table !== 'segment' && table !== 'translated_segment') continue;
    for (const [which, row] of [['before', before], ['after', after]] as const) {
      if (!row) continue;
      if (table === 'segment') sideOf('')[which].push({ segmentId: String(row['id']), words: wordsOfRow.parse(row['words']).map(({ text }) => text) });
      else sideOf(String(row['language']))[which].push({ segmentId: String(row['segment_id']), words: splitWords(String(row['text'])) });
    }
  }
  return new Map([...sides].map(([language, { before, after }]) => {
    let made: Moves | null = null;
    return [language, { moves: () => (made ??= movesBetween(before, after)) }];
  }));
}

/** Compares texts as one row of words each, so that words are found again across the borders of segments. */
export function movesBetween(before: Texts, after: Texts): Moves {
  const [old, now] = [before, after].map((texts) => texts.flatMap(({ segmentId, words }) => words.map((text, index): Token => ({ segmentId, index, text }))));
  const place = new Map<string, { from: Token; to: Token } | null>();
  const key = (segmentId: string, index: number): string => `${segmentId}/${index}`;
  const parts = old && now ? diffArrays(old.map(({ text }) => text), now.map(({ text }) => text), { maxEditLength: MOST_DIFFERENCES }) as ReturnType<typeof diffArrays<string>> | undefined : undefined;
  if (parts && old && now) {
    let [at, to] = [0, 0];
    for (let i = 0; i < parts.length; ) {
      // What was taken out and what was put in at one place stand for each other, whichever is told first.
      let [gone, come] = [0, 0];
      while (parts[i]?.removed === true || parts[i]?.added === true) {
        if (parts[i]?.removed === true) gone += parts[i]?.value.length ?? 0;
        else come += parts[i]?.value.length ?? 0;
        i += 1;
      }
      const [from, until] = [now[to], now[to + come - 1]];
      for (let n = 0; n < gone; n += 1, at += 1) {
        const was = old[at];
        if (was) place.set(key(was.segmentId, was.index), come > 0 && from && until ? { from, to: until } : null);
      }
      to += come;
      for (let n = parts[i]?.value.length ?? 0; n > 0; n -= 1, at += 1, to += 1) {
        const [was, is] = [old[at], now[to]];
        if (was && is) place.set(key(was.segmentId, was.index), { from: is, to: is });
      }
      i += 1;
    }
  }
  return (segmentId, index) => {
    const words = before.find((text) => text.segmentId === segmentId)?.words.length ?? 0;
    return place.get(key(segmentId, Math.min(index, Math.max(0, words - 1))));
  };
}
