import { createHash } from 'node:crypto';
import { DEFAULT_SEVERITY, type Interview } from '../../../shared/domain';
import { passageFromRow, passageToRow } from '../redaction/passageRows';
import { listPassages } from '../redaction/passages';
import { listSegments } from '../transcript/segments';
import type { Row } from '../transcript/history';
import type { Database } from '../vault/database';
import type { Actor } from './actor';
import { omit } from './omit';
import type { PassageSnapshot, SegmentSnapshot } from './format';
import { remarkVersionOf, type RemarkSnapshot } from './remarks';
import { translationVersionOf, type TranslationSnapshot } from './translations';
import { heardVersion } from './voices';

export type RowKind = 'segment' | 'passage' | 'translation' | 'remark';

/** The fields of an interview record that a person fills in, and that are merged one by one. */
export const INTERVIEW_FIELDS = ['speakerCode', 'date', 'region', 'interviewer', 'languages', 'consent', 'warningGiven', 'warningWhen', 'notes'] as const;
export type InterviewField = (typeof INTERVIEW_FIELDS)[number];

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Names a version by what it says: times of change and names of changers do not make a version. */
export function segmentHash(s: SegmentSnapshot): string {
  return hashOf(['segment', s.startUs, s.endUs, s.text, s.language, s.words.map((w) => [w.text, w.startUs, w.endUs, w.trust]), ...heardVersion(s)]);
}

export function passageHash(p: PassageSnapshot): string {
  // An approval is this vault's own affair and makes no version: what is approved is what was marked.
  const state = p.state === 'approved' ? 'marked' : p.state;
  const anchor = p.anchor && [p.anchor.fromSegmentId, p.anchor.fromWord, p.anchor.toSegmentId, p.anchor.toWord];
  return hashOf(['passage', p.startUs, p.endUs, p.text, anchor, p.reason, p.note, p.audio, p.video, state, ...riskVersion(p)]);
}

/** What was never said makes no version: the hashes of before there was anything to say still hold. */
function riskVersion({ who, severity }: PassageSnapshot): unknown[] {
  return who === null && severity === DEFAULT_SEVERITY ? [] : [[who, severity]];
}

export function translationHash(t: TranslationSnapshot): string {
  return hashOf(translationVersionOf(t));
}

export function remarkHash(r: RemarkSnapshot): string {
  return hashOf(remarkVersionOf(r));
}

export function interviewHash(interview: Interview): string {
  return hashOf(['interview', ...INTERVIEW_FIELDS.map((field) => interview[field])]);
}

export function segmentsOf(db: Database, footageId: string): Map<string, SegmentSnapshot> {
  return new Map(listSegments(db, footageId).map((one) => [one.id, omit(one, 'footageId')]));
}

export function passagesOf(db: Database, footageId: string): Map<string, PassageSnapshot> {
  return new Map(listPassages(db, footageId).map((one) => [one.id, omit(one, 'footageId')]));
}

/** The raw row, as the history keeps it; null when there is none. */
export function rawRow(db: Database, kind: 'segment' | 'passage', id: string): Row | null {
  return (db.prepare(`SELECT * FROM ${kind === 'segment' ? 'segment' : 'passage'} WHERE id = ?`).get(id) as Row | undefined) ?? null;
}

/** A segment's columns over those of the row it replaces, so that columns that this module does not know keep what they hold. */
export function segmentRow(s: SegmentSnapshot, footageId: string, before: Row | null, by: Actor): Row {
  return {
    revision: 1, ...before, updated_by: by.id, id: s.id, footage_id: footageId, start_us: s.startUs, end_us: s.endUs, text: s.text, language: s.language,
    origin: s.origin, words: JSON.stringify(s.words), updated_at: new Date().toISOString(), speaker_id: s.speakerId ?? null, overlap: s.overlap === true ? 1 : 0, doubts: s.doubts?.length ? JSON.stringify(s.doubts) : null,
  };
}

export function passageRow(p: PassageSnapshot, footageId: string, before: Row | null, by: Actor): Row {
  return {
    revision: 1, created_by: p.state === 'suggested' ? null : by.id, ...before, updated_by: by.id, ...passageToRow({ ...p, footageId }), updated_at: new Date().toISOString(),
  };
}

export function passageOfRow(row: Row): PassageSnapshot {
  return omit(passageFromRow(row), 'footageId');
}
