import { randomUUID } from 'node:crypto';
import type { Segment, Speaker } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { isOverlapped, partsOf, type Part, type Turn } from '../transcription/voices/assign';
import { transaction, type Database } from '../vault/database';
import type { Place } from './cover';
import type { RowChange } from './history';
import { splitSegment } from './reshape';
import { store } from './reshaping';
import { listSegments } from './segments';
import { listSpeakers, speakerToRow } from './speakers';

export interface SpeakersTold {
  /** Voices that were given segments. */
  readonly speakers: number;
  /** Segments that say now who speaks in them and did not before. */
  readonly told: number;
  /** Segments that still say nothing: in doubt, or nobody's voice. */
  readonly left: number;
  /** Segments that were split where the voice changes. */
  readonly split: number;
  /** Segments in which two are heard at once. */
  readonly overlapped: number;
}

/** A voice is one that people named when it is heard in that one's segments this long, and mostly there. */
const KNOWN_US = 1_500_000;
const KNOWN_SHARE = 0.6;

/**
 * Writes into a transcript who speaks, as one step that can be undone. What a segment says already is never changed,
 * nor is such a segment split; a voice that is heard in segments which people labelled becomes that speaker. Splitting
 * changes no text, so what the machine wrote stays the machine's.
 */
export function tellSpeakers(db: Database, footageId: string, turns: readonly Turn[]): SpeakersTold {
  return transaction(db, () => {
    const before = listSegments(db, footageId);
    const cast = castOf(before, turns, listSpeakers(db, footageId), footageId);
    const places = new Map<string, (word: number) => Place>();
    const after = before.flatMap((segment) => {
      const parts = segment.speakerId === undefined ? split(segment, partsOf(segment, turns)) : [{ segment, person: null }];
      if (parts.length > 1) places.set(segment.id, placeIn(parts.map((part) => part.segment)));
      return parts.map((part) => toldOf(part.segment, cast.speakerOf(part.person), turns));
    });
    const known = new Map(before.map((segment) => [segment.id, segment]));
    const told = after.filter((segment) => segment.speakerId !== undefined && known.get(segment.id)?.speakerId === undefined);
    const also = cast.made().map((speaker): RowChange => ({ table: 'speaker', id: speaker.id, before: null, after: speakerToRow(speaker) }));
    store(db, { before, after, what: 'history.tellSpeakers', by: null, also, carried: (id, word) => places.get(id)?.(word) ?? { segmentId: id, from: word, to: word } });
    return {
      speakers: new Set(told.map((segment) => segment.speakerId)).size, told: told.length, left: after.filter((segment) => segment.speakerId === undefined).length,
      split: places.size, overlapped: after.filter((segment) => segment.overlap === true).length,
    };
  });
}

interface Spoken {
  readonly segment: Segment;
  readonly person: number | null;
}

/** Splits before each part but the first; where there is no room for a border, nobody is said to speak. */
function split(segment: Segment, parts: readonly Part[]): Spoken[] {
  try {
    const pieces: Spoken[] = [];
    let rest = segment;
    parts.forEach((part, index) => {
      const next = parts[index + 1];
      if (!next) return pieces.push({ segment: rest, person: part.person });
      const [head, tail] = splitSegment(rest, next.from - part.from, randomUUID(), null);
      rest = { ...tail, origin: segment.origin };
      return pieces.push({ segment: { ...head, origin: segment.origin }, person: part.person });
    });
    return pieces;
  } catch (error) {
    if (error instanceof ZapisError && error.code === 'segment-cannot-split') return [{ segment, person: null }];
    throw error;
  }
}

/** The same object where nothing is said anew: only what changes is written. */
function toldOf(segment: Segment, speakerId: string | null, turns: readonly Turn[]): Segment {
  const overlap = segment.overlap !== true && isOverlapped(segment, turns);
  if (speakerId === null && !overlap) return segment;
  return { ...segment, ...(speakerId === null ? {} : { speakerId }), ...(overlap ? { overlap } : {}) };
}

function placeIn(parts: readonly Segment[]): (word: number) => Place {
  return (word) => {
    let from = word;
    for (const { id, words } of parts) {
      if (from < words.length) return { segmentId: id, from, to: from };
      from -= words.length;
    }
    throw new RangeError('a word is in none of the parts');
  };
}

interface Cast {
  speakerOf(person: number | null): string | null;
  /** Those who were not in the footage before, and speak. */
  made(): readonly Speaker[];
}

/** Speakers for the persons who were heard: those whose segments they speak in, else new ones numbered as they come. */
function castOf(segments: readonly Segment[], turns: readonly Turn[], known: readonly Speaker[], footageId: string): Cast {
  const parts = new Map<number, string>();
  const persons = new Set(turns.flatMap(({ person }) => (person === null ? [] : [person])));
  for (const person of persons) {
    const speaker = knownAs(segments, turns.filter((turn) => turn.person === person));
    if (speaker !== null) parts.set(person, speaker);
  }
  const taken = new Set(known.map(({ number }) => number));
  const made: Speaker[] = [];
  return {
    speakerOf(person) {
      if (person === null) return null;
      const speaker = parts.get(person);
      if (speaker !== undefined) return speaker;
      let number = 1;
      while (taken.has(number)) number += 1;
      taken.add(number);
      const id = randomUUID();
      made.push({ id, footageId, name: '', number });
      parts.set(person, id);
      return id;
    },
    made: () => made,
  };
}

function knownAs(segments: readonly Segment[], turns: readonly Turn[]): string | null {
  const heard = new Map<string, number>();
  for (const { speakerId, startUs, endUs } of segments) {
    if (speakerId === undefined) continue;
    const us = turns.reduce((sum, turn) => sum + Math.max(0, Math.min(turn.endUs, endUs) - Math.max(turn.startUs, startUs)), 0);
    heard.set(speakerId, (heard.get(speakerId) ?? 0) + us);
  }
  const all = [...heard.values()].reduce((sum, us) => sum + us, 0);
  const [most] = [...heard].sort((a, b) => b[1] - a[1]);
  return most && most[1] >= KNOWN_US && most[1] >= all * KNOWN_SHARE ? most[0] : null;
}
