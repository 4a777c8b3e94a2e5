import type { LanguageCode, Word } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import type { Span } from '../../../shared/time';
import { spreadWords } from '../transcript/remapWords';
import type { AlignerClient } from './alignerClient';
import type { Chunk } from './chunker';
import { SAMPLE_RATE } from './levels';
import type { Placed } from './place';

/** Engines' segment borders are rough: segments closer than this are aligned together, and so much sound is added around. */
const ROUGH_US = 300_000;
/** The least that a segment lasts. */
const LEAST_US = 10_000;

export type Timed<T extends Placed = Placed> = T & { readonly words: Word[] };

/**
 * Gives a chunk's segments their words. Segments that follow each other closely are aligned as one text, since the
 * engine's borders between them may be half a second off; their own borders then come from the words. What cannot be
 * aligned is spread over its segment as `estimated`. No word is lost, none overlaps another.
 */
export async function timeWords<T extends Placed>(placed: readonly T[], chunk: Pick<Chunk, 'startUs' | 'pcm'>, language: LanguageCode, aligner: AlignerClient): Promise<Timed<T>[]> {
  const chunkEndUs = chunk.startUs + Math.floor((chunk.pcm.length / SAMPLE_RATE) * 1e6);
  const groups = groupClose(placed);
  const timed: Timed<T>[] = [];
  for (const [index, group] of groups.entries()) {
    const first = group[0];
    const last = group.at(-1);
    if (!first || !last) continue;
    const room: Span = {
      startUs: Math.max(timed.at(-1)?.endUs ?? chunk.startUs, first.startUs - ROUGH_US),
      endUs: Math.max(last.endUs, Math.min(groups[index + 1]?.[0]?.startUs ?? chunkEndUs, last.endUs + ROUGH_US)),
    };
    timed.push(...fitGroup(group, await alignIn(room, chunk, group.map((s) => s.text).join(' '), language, aligner), room));
  }
  return timed;
}

async function alignIn(room: Span, chunk: Pick<Chunk, 'startUs' | 'pcm'>, text: string, language: LanguageCode, aligner: AlignerClient): Promise<Word[] | null> {
  const sample = (us: number): number => Math.round(((us - chunk.startUs) * SAMPLE_RATE) / 1e6);
  const words = await aligner.align({ pcm: chunk.pcm.slice(sample(room.startUs), sample(room.endUs)), text, language });
  return words?.map((w) => ({ ...w, startUs: room.startUs + w.startUs, endUs: room.startUs + w.endUs })) ?? null;
}

function groupClose<T extends Placed>(placed: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const segment of placed) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && segment.startUs - before.endUs < ROUGH_US) group.push(segment);
    else groups.push([segment]);
  }
  return groups;
}

/** Deals aligned words out to their segments and fits the segments' borders to them. Exported for its tests. */
export function fitGroup<T extends Placed>(group: readonly T[], aligned: readonly Word[] | null, room: Span): Timed<T>[] {
  const counts = group.map((s) => splitWords(s.text).length);
  const usable = aligned?.length === counts.reduce((sum, n) => sum + n, 0) ? inOrder(aligned, room) : null;
  let at = 0;
  const dealt = group.map((segment, index) => {
    const tokens = splitWords(segment.text);
    const words = usable ? usable.slice(at, (at += counts[index] ?? 0)).map((w, i) => ({ ...w, text: tokens[i] ?? w.text })) : spreadWords(tokens, segment);
    return { ...segment, words };
  });
  const timed: Timed<T>[] = [];
  for (const [index, segment] of dealt.entries()) {
    const firstUs = segment.words[0]?.startUs ?? segment.startUs;
    const lastUs = segment.words.at(-1)?.endUs ?? segment.endUs;
    // Where a word's time is not sure the engine's wider border stays: redaction falls back on the whole segment.
    const sure = segment.words.every((w) => w.trust === 'aligned');
    const nextUs = dealt[index + 1]?.words[0]?.startUs ?? room.endUs;
    const startUs = Math.max(timed.at(-1)?.endUs ?? room.startUs, sure ? firstUs : Math.min(firstUs, segment.startUs));
    const endUs = Math.max(lastUs, sure ? lastUs : Math.min(segment.endUs, nextUs), startUs + LEAST_US);
    timed.push({ ...segment, startUs, endUs, words: inOrder(segment.words, { startUs, endUs }) });
  }
  return timed;
}

/** Words clamped to the room and put in order, should the aligner have erred. */
function inOrder(words: readonly Word[], room: Span): Word[] {
  let cursor = room.startUs;
  return words.map((w) => {
    const startUs = Math.min(room.endUs, Math.max(cursor, Math.round(w.startUs)));
    const endUs = Math.min(room.endUs, Math.max(startUs, Math.round(w.endUs)));
    cursor = endUs;
    return { ...w, startUs, endUs };
  });
}
