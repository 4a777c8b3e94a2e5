import { randomUUID } from 'node:crypto';
import type { Segment, Speaker } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { omit } from '../handover/omit';
import { transaction, type Database } from '../vault/database';
import { recordEdit, type Row, type RowChange } from './history';
import { store } from './reshaping';
import { listSegments } from './segments';

/** The voices of a footage, in the order of their numbers. */
export function listSpeakers(db: Database, footageId: string): Speaker[] {
  return db.prepare<[string], Speaker>('SELECT id, footage_id AS footageId, name, number FROM speaker WHERE footage_id = ? ORDER BY number, id').all(footageId);
}

/** What to call a voice: the name that a person gave, else its number. */
export function speakerLabel({ name, number }: Pick<Speaker, 'name' | 'number'>): string {
  return name === '' ? `Speaker ${number}` : name;
}

/** Names given in the other footage of the same interview that no voice here has, most used first. */
export function suggestedNames(db: Database, footageId: string): string[] {
  return db.prepare<[string, string], { name: string }>(
    `SELECT o.name FROM speaker AS o JOIN footage AS f ON f.id = o.footage_id JOIN footage AS here ON here.interview_id = f.interview_id
     WHERE here.id = ? AND f.id <> here.id AND o.name <> '' AND o.name NOT IN (SELECT name FROM speaker WHERE footage_id = ?)
     GROUP BY o.name ORDER BY count(*) DESC, o.name LIMIT 20`,
  ).all(footageId, footageId).map(({ name }) => name);
}

/** A new voice with the lowest free number. Undoable. @throws ZapisError `footage-missing`. */
export function addSpeaker(db: Database, footageId: string, name: string, by: string | null = null): Speaker {
  return transaction(db, () => {
    if (db.prepare('SELECT 1 FROM footage WHERE id = ?').get(footageId) === undefined) throw new ZapisError('footage-missing', { id: footageId });
    const taken = new Set(listSpeakers(db, footageId).map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    const speaker = { id: randomUUID(), footageId, name: tidy(name), number };
    recordEdit(db, { footageId, what: 'history.addSpeaker', by, changes: [{ table: 'speaker', id: speaker.id, before: null, after: speakerToRow(speaker) }] });
    return speaker;
  });
}

/** Names a voice; the name stands at all its segments at once. Empty takes it back. Undoable. @throws ZapisError `speaker-missing`. */
export function renameSpeaker(db: Database, speakerId: string, name: string, by: string | null = null): Speaker {
  return transaction(db, () => {
    const old = getSpeaker(db, speakerId);
    const renamed = { ...old, name: tidy(name) };
    if (renamed.name === old.name) return old;
    recordEdit(db, { footageId: old.footageId, what: 'history.renameSpeaker', by, changes: [{ table: 'speaker', id: old.id, before: speakerToRow(old), after: speakerToRow(renamed) }] });
    return renamed;
  });
}

/**
 * Says who speaks in segments. A number that no voice has yet makes that voice, so that one key is enough to begin.
 * Undoable in one step.
 *
 * @param number from 1; null: nobody knows.
 * @returns the voice.
 */
export function assignSpeaker(db: Database, { footageId, segmentIds, number }: { footageId: string; segmentIds: readonly string[]; number: number | null }, by: string | null = null): Speaker | null {
  return transaction(db, () => {
    const known = listSpeakers(db, footageId).find((one) => one.number === number);
    const speaker = number === null ? null : known ?? { id: randomUUID(), footageId, name: '', number };
    const made: RowChange[] = speaker && !known ? [{ table: 'speaker', id: speaker.id, before: null, after: speakerToRow(speaker) }] : [];
    change(db, footageId, segmentIds, 'history.assignSpeaker', by, (segment) => (segment.speakerId === speaker?.id ? segment : withSpeaker(segment, speaker?.id ?? null)), made);
    return speaker;
  });
}

/** Two voices turn out to be one: all segments of the first go to the second, the first is gone. Undoable. @throws ZapisError `speaker-missing`. */
export function mergeSpeakers(db: Database, { speakerId, intoId }: { speakerId: string; intoId: string }, by: string | null = null): Speaker {
  return transaction(db, () => {
    const [gone, into] = [getSpeaker(db, speakerId), getSpeaker(db, intoId)];
    if (gone.footageId !== into.footageId || gone.id === into.id) throw new ZapisError('speaker-missing');
    const named = into.name === '' && gone.name !== '' ? { ...into, name: gone.name } : into;
    const rows: RowChange[] = [
      { table: 'speaker', id: gone.id, before: speakerToRow(gone), after: null },
      ...(named === into ? [] : [{ table: 'speaker' as const, id: into.id, before: speakerToRow(into), after: speakerToRow(named) }]),
    ];
    change(db, into.footageId, null, 'history.mergeSpeakers', by, (segment) => (segment.speakerId === gone.id ? withSpeaker(segment, into.id) : segment), rows);
    return named;
  });
}

/** Says whether somebody else is heard at the same time. Undoable. */
export function setOverlap(db: Database, { footageId, segmentIds, overlap }: { footageId: string; segmentIds: readonly string[]; overlap: boolean }, by: string | null = null): void {
  transaction(db, () => {
    change(db, footageId, segmentIds, 'history.setOverlap', by, (segment) => {
      if ((segment.overlap === true) === overlap) return segment;
      return overlap ? { ...segment, overlap } : omit(segment, 'overlap');
    });
  });
}

function getSpeaker(db: Database, id: string): Speaker {
  const found = db.prepare<[string], Speaker>('SELECT id, footage_id AS footageId, name, number FROM speaker WHERE id = ?').get(id);
  if (!found) throw new ZapisError('speaker-missing');
  return found;
}

export function speakerToRow({ id, footageId, name, number }: Speaker): Row {
  return { id, footage_id: footageId, name, number };
}

function tidy(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function withSpeaker(segment: Segment, speakerId: string | null): Segment {
  return speakerId === null ? omit(segment, 'speakerId') : { ...segment, speakerId };
}

/** Changes segments without touching their words or times, as one step. @param ids null: all of them. */
function change(db: Database, footageId: string, ids: readonly string[] | null, what: string, by: string | null, work: (segment: Segment) => Segment, also: readonly RowChange[] = []): void {
  const before = listSegments(db, footageId);
  const chosen = ids && new Set(ids);
  if (chosen && before.filter((s) => chosen.has(s.id)).length < chosen.size) throw new ZapisError('segment-missing');
  const after = before.map((s) => (chosen && !chosen.has(s.id) ? s : work(s)));
  if (before.length > 0) store(db, { before, after, what, by, also, carried: (segmentId, word) => ({ segmentId, from: word, to: word }) });
  else recordEdit(db, { footageId, what, by, changes: also });
}
