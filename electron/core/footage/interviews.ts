import { randomUUID } from 'node:crypto';
import { interview as interviewSchema, interviewDraft, type Interview, type InterviewDraft } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Database } from '../vault/database';

interface InterviewRow {
  id: string; speaker_code: string; date: string; region: string; interviewer: string; languages: string; consent: string;
  warning_given: string; warning_when: string; notes: string; created_at: string; updated_at: string;
}

/** All interview records, the latest interview first; undated ones last. */
export function listInterviews(db: Database): Interview[] {
  return db.prepare<[], InterviewRow>("SELECT * FROM interview ORDER BY date = '', date DESC, created_at DESC").all().map(fromRow);
}

/** @throws ZapisError `interview-missing`. */
export function getInterview(db: Database, id: string): Interview {
  const row = db.prepare<[string], InterviewRow>('SELECT * FROM interview WHERE id = ?').get(id);
  if (!row) throw new ZapisError('interview-missing');
  return fromRow(row);
}

/** @throws ZodError when the draft breaks the schema. */
export function createInterview(db: Database, draft: InterviewDraft): Interview {
  const id = randomUUID();
  const now = new Date().toISOString();
  const d = interviewDraft.parse(draft);
  db.prepare('INSERT INTO interview (id, speaker_code, date, region, interviewer, languages, consent, warning_given, warning_when, notes, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(id, d.speakerCode, d.date, d.region, d.interviewer, JSON.stringify(d.languages), d.consent, d.warningGiven, d.warningWhen, d.notes, now, now);
  return getInterview(db, id);
}

/** Replaces what a person may change. @throws ZapisError `interview-missing`; ZodError. */
export function updateInterview(db: Database, id: string, draft: InterviewDraft): Interview {
  const d = interviewDraft.parse(draft);
  db.prepare('UPDATE interview SET speaker_code = ?, date = ?, region = ?, interviewer = ?, languages = ?, consent = ?, warning_given = ?, warning_when = ?, notes = ?, updated_at = ? WHERE id = ?')
    .run(d.speakerCode, d.date, d.region, d.interviewer, JSON.stringify(d.languages), d.consent, d.warningGiven, d.warningWhen, d.notes, new Date().toISOString(), id);
  return getInterview(db, id);
}

function fromRow(row: InterviewRow): Interview {
  return interviewSchema.parse({
    id: row.id, speakerCode: row.speaker_code, date: row.date, region: row.region, interviewer: row.interviewer, languages: JSON.parse(row.languages),
    consent: row.consent, warningGiven: row.warning_given, warningWhen: row.warning_when, notes: row.notes, createdAt: row.created_at, updatedAt: row.updated_at,
  });
}
