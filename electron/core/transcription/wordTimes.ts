import type { LanguageCode, Word } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import type { Span } from '../../../shared/time';
import { spreadWords } from '../transcript/remapWords';
import type { AlignerClient } from './alignerClient';
import type { Chunk } from './chunker';
import { SAMPLE_RATE } from './levels';
import type { Placed } from './place';
import { spokenSound } from './spokenSound';

/** Engines' segment borders are rough: segments closer than this are aligned together, and so much sound is added around. */
const ROUGH_US = 300_000;
/** The least that a segment lasts. */
const LEAST_US = 10_000;

type Sound = Pick<Chunk, 'startUs' | 'pcm' | 'speech'>;

export type Timed<T extends Placed = Placed> = T & { readonly words: Word[] };

/**
 * Gives a chunk's segments their words. Segments that follow each other closely are aligned as one text, since the
 * engine's borders between them may be half a second off; their own borders then come from the words. What cannot be
 * aligned is spread over its segment as `estimated`, and what was said over and over but is written once stays untimed: it may be
 * anywhere in it. No word is lost, none overlaps another.
 */
export async function timeWords<T extends Placed>(placed: readonly T[], chunk: Sound, language: LanguageCode, aligner: Pick<AlignerClient, 'align'>): Promise<Timed<T>[]> {
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
    timed.push(...fitGroup(group, await alignIn(room, chunk, group.map((s) => s.text).join(' '), language, aligner), room, chunk.speech));
  }
  return timed;
}

async function alignIn(room: Span, chunk: Sound, text: string, language: LanguageCode, aligner: Pick<AlignerClient, 'align'>): Promise<Word[] | null> {
  const spoken = spokenSound(chunk, room);
  const words = await aligner.align({ pcm: spoken.pcm, text, language, edges: spoken.edges });
  return words && spoken.toTimeline(words);
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

/**
 * Deals aligned words out to their segments and fits the segments' borders to them. Exported for its tests.
 *
 * @param speech where somebody was heard to speak, in order, apart.
 */
export function fitGroup<T extends Placed>(group: readonly T[], aligned: readonly Word[] | null, room: Span, speech: readonly Span[] = []): Timed<T>[] {
  const counts = group.map((s) => splitWords(s.text).length);
  const usable = aligned?.length === counts.reduce((sum, n) => sum + n, 0) ? inOrder(aligned, room) : null;
  let at = 0;
  const dealt = group.map((segment, index) => {
    const tokens = splitWords(segment.text);
    const words = usable ? usable.slice(at, (at += counts[index] ?? 0)).map((w, i) => ({ ...w, text: tokens[i] ?? w.text })) : spreadWords(tokens, segment);
    return { ...segment, words: segment.isFolded === true ? words.map((w): Word => ({ ...w, trust: 'untimed' })) : words };
  });
  const timed: Timed<T>[] = [];
  for (const [index, segment] of dealt.entries()) {
    const borders = bordersOf(segment, dealt[index + 1]?.words[0]?.startUs ?? room.endUs, speech);
    const startUs = Math.max(timed.at(-1)?.endUs ?? room.startUs, borders.startUs);
    const endUs = Math.max(segment.words.at(-1)?.endUs ?? segment.endUs, borders.endUs, startUs + LEAST_US);
    timed.push({ ...segment, startUs, endUs, words: inOrder(segment.words, { startUs, endUs }) });
  }
  return timed;
}

/**
 * Where a segment begins and ends by its words. Redaction takes the whole segment for a word without a time: the engine's
 * wider borders stay then. An estimated first or last word may be anywhere from the engine's border on, but not beyond
 * the stretch of speech that it was placed in.
 */
function bordersOf(segment: Timed, nextUs: number, speech: readonly Span[]): Span {
  const [first, last] = [segment.words[0], segment.words.at(-1)];
  if (!first || !last) return segment;
  const wide = { startUs: Math.min(first.startUs, segment.startUs), endUs: Math.min(segment.endUs, nextUs) };
  if (segment.words.some((w) => w.trust === 'untimed')) return wide;
  const stretch = (us: number): Span | undefined => speech.find((s) => us >= s.startUs && us <= s.endUs);
  return {
    startUs: first.trust === 'aligned' ? first.startUs : Math.min(first.startUs, Math.max(wide.startUs, stretch(first.startUs)?.startUs ?? wide.startUs)),
    endUs: last.trust === 'aligned' ? last.endUs : Math.max(last.endUs, Math.min(wide.endUs, stretch(last.endUs)?.endUs ?? wide.endUs)),
  };
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
