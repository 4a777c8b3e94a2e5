import { speaker, type Speaker } from '../../../shared/domain';
import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { record } from '../audit';
import type { RowChange } from '../transcript/history';
import { listSpeakers, speakerToRow } from '../transcript/speakers';
import type { Database } from '../vault/database';
import type { Actor } from './actor';
import type { SegmentSnapshot } from './format';
import { omit } from './omit';
import { mergeField } from './verdict';

/** A voice on its way to another vault, with when a person named it last. */
export const travellingVoice = z.object({ id: z.uuid(), name: speaker.shape.name, number: z.number().int().positive(), changedAt: z.iso.datetime().nullable() });
export type TravellingVoice = z.infer<typeof travellingVoice>;

/** The voices of a footage for a handover. */
export function voicesOf(db: Database, footageId: string): TravellingVoice[] {
  return listSpeakers(db, footageId).map(({ id, name, number }) => ({ id, name, number, changedAt: namedAt(db, id) }));
}

/** What is heard in a segment besides its words: who speaks, whether somebody else does too, what waits for review. */
type Heard = Pick<SegmentSnapshot, 'speakerId' | 'overlap' | 'doubts' | 'words'>;

/** A version's name for what is heard; nothing where nobody said anything, so that versions of before keep their names. */
export function heardVersion({ speakerId, overlap, doubts, words }: Heard): unknown[] {
  const unsure = words.flatMap(({ confidence }, i) => (confidence === undefined ? [] : [[i, confidence]]));
  return speakerId === undefined && overlap !== true && !doubts?.length && unsure.length === 0 ? [] : [[speakerId ?? null, overlap === true, doubts ?? [], unsure]];
}

/**
 * Brings together what both have heard in a segment of the same text. Where both have said who speaks, differently,
 * it stays as it is here; overlap holds when either heard it, and what either has reviewed is reviewed.
 */
export function mergeHeard(base: SegmentSnapshot | null, ours: SegmentSnapshot, theirs: SegmentSnapshot): SegmentSnapshot {
  const voice = mergeField(base && { value: base.speakerId }, ours.speakerId, theirs.speakerId);
  const overlap = mergeField(base && { value: base.overlap === true }, ours.overlap === true, theirs.overlap === true);
  const doubts = mergeField(base && { value: base.doubts ?? [] }, ours.doubts ?? [], theirs.doubts ?? []) ?? { value: [...new Set([...(ours.doubts ?? []), ...(theirs.doubts ?? [])])] };
  const speakerId = voice ? voice.value : ours.speakerId ?? theirs.speakerId;
  const words = ours.words.map((word, i) => (base?.words[i]?.confidence !== undefined && theirs.words[i]?.text === word.text && theirs.words[i].confidence === undefined ? omit(word, 'confidence') : word));
  const merged: SegmentSnapshot = {
    ...omit(ours, 'speakerId', 'overlap', 'doubts'), words,
    ...(speakerId === undefined ? {} : { speakerId }), ...(overlap?.value ?? true ? { overlap: true } : {}), ...(doubts.value.length > 0 ? { doubts: doubts.value } : {}),
  };
  return JSON.stringify(heardVersion(merged)) === JSON.stringify(heardVersion(ours)) ? ours : merged;
}

/** A package of before voices travelled says nothing of them: what is known here stays. */
export function withHeardOf(ours: SegmentSnapshot | undefined, theirs: SegmentSnapshot): SegmentSnapshot {
  if (!ours) return omit(theirs, 'speakerId', 'overlap');
  const { speakerId, overlap, doubts } = ours;
  const reviewed = ours.text === theirs.text ? doubts : undefined;
  return { ...omit(theirs, 'speakerId', 'overlap', 'doubts'), ...(speakerId === undefined ? {} : { speakerId }), ...(overlap === undefined ? {} : { overlap }), ...(reviewed === undefined ? {} : { doubts: reviewed }) };
}

interface Voices {
  readonly theirs: readonly TravellingVoice[];
  /** Ids that segments here referred to before. */
  readonly before: ReadonlySet<string>;
  /** Ids that they refer to now, or may once a conflict is decided. */
  readonly after: ReadonlySet<string>;
}

/**
 * Voices follow their segments: those that came are added, under their number where it is free, and those that the
 * merge took all segments from are gone when the other side knows them no more. Of two names the one given last holds.
 *
 * @throws ZapisError `handover-damaged` when a voice's id belongs to other footage here, which no honest package can bring about.
 */
export function mergeVoices(db: Database, footageId: string, { theirs, before, after }: Voices, by: Actor): RowChange[] {
  const here = new Map(listSpeakers(db, footageId).map((voice) => [voice.id, voice]));
  const known = new Set(theirs.map(({ id }) => id));
  const gone = [...here.values()].filter(({ id }) => before.has(id) && !after.has(id) && !known.has(id));
  const changes = gone.map((voice) => changeOf(voice, null));
  for (const { id } of gone) here.delete(id);
  for (const { changedAt, ...voice } of theirs) {
    const ours = here.get(voice.id);
    if (ours ? ours.name === voice.name || !isLater(changedAt, namedAt(db, voice.id)) : !after.has(voice.id)) continue;
    if (!ours && db.prepare('SELECT 1 FROM speaker WHERE id = ?').get(voice.id) !== undefined) throw new ZapisError('handover-damaged');
    const fresh: Speaker = ours ? { ...ours, name: voice.name } : { ...voice, footageId, number: freeNumber(voice.number, [...here.values()]) };
    changes.push(changeOf(ours ?? null, fresh));
    here.set(fresh.id, fresh);
    // When it was named goes on from vault to vault with it.
    record(db, { person: by, action: 'speakers.handover', item: { kind: 'speaker', id: voice.id }, details: { footage: footageId, changedAt } });
  }
  return changes;
}

function changeOf(before: Speaker | null, after: Speaker | null): RowChange {
  return { table: 'speaker', id: (after ?? before)?.id ?? '', before: before && speakerToRow(before), after: after && speakerToRow(after) };
}

function freeNumber(wanted: number, voices: readonly Speaker[]): number {
  const taken = new Set(voices.map(({ number }) => number));
  if (!taken.has(wanted)) return wanted;
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

function isLater(theirs: string | null, ours: string | null): boolean {
  return theirs !== null && (ours === null || theirs > ours);
}

/** When a person named a voice last, as the audit log tells, wherever that was. */
function namedAt(db: Database, speakerId: string): string | null {
  return db.prepare<[string], { at: string | null }>(`SELECT max(CASE WHEN action = 'speakers.handover' THEN json_extract(details, '$.changedAt') ELSE at END) AS at
    FROM audit WHERE item_kind = 'speaker' AND item_id = ? AND (action = 'speakers.handover' OR json_extract(details, '$.did') IN ('addSpeaker', 'renameSpeaker', 'mergeSpeakers'))`).get(speakerId)?.at ?? null;
}
