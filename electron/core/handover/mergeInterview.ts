import type { Interview } from '../../../shared/domain';
import { interview as interviewSchema } from '../../../shared/domain';
import { getInterview, updateInterview } from '../footage/interviews';
import type { Database } from '../vault/database';
import { fileConflict, waits } from './conflictRows';
import type { InterviewItem } from './format';
import { INTERVIEW_FIELDS, interviewHash } from './rows';
import { compareVersions, mergeField } from './verdict';
import type { Versions } from './versions';

export interface MergeContext { readonly db: Database; readonly versions: Versions; readonly handoverId: string; readonly peer: string }
export interface MergeCount { added: number; changed: number; conflicts: number }

/** Brings an interview record together with the one here, field by field. */
export function mergeInterview(ctx: MergeContext, { interview: theirs, seen }: InterviewItem, count: MergeCount): void {
  const { db, versions } = ctx;
  const owner = { interviewId: theirs.id };
  const hash = interviewHash(theirs);
  const remember = (): void => {
    versions.rememberAll('interview', theirs.id, owner, seen);
    versions.remember('interview', theirs.id, owner, hash, theirs);
  };
  if (db.prepare('SELECT 1 FROM interview WHERE id = ?').get(theirs.id) === undefined) {
    insertInterview(db, theirs);
    count.added += 1;
    remember();
    return;
  }
  if (waits(db, 'interview', theirs.id, hash)) return;
  const ours = getInterview(db, theirs.id);
  const verdict = compareVersions({ hash: interviewHash(ours), seen: versions.seen('interview', theirs.id) }, { hash, seen });
  const base = interviewSchema.nullable().catch(null).parse(versions.common('interview', theirs.id, seen));
  const merged: Record<string, unknown> = { ...ours };
  const open: (typeof INTERVIEW_FIELDS)[number][] = [];
  if (verdict === 'theirs' || verdict === 'both') {
    for (const field of INTERVIEW_FIELDS) {
      const value = verdict === 'theirs' ? { value: theirs[field] } : mergeField<unknown>(base && { value: base[field] }, ours[field], theirs[field]);
      if (value) merged[field] = value.value;
      else open.push(field);
    }
  }
  const result = interviewSchema.parse(merged);
  if (interviewHash(result) !== interviewHash(ours)) {
    updateInterview(db, theirs.id, result);
    count.changed += 1;
  }
  for (const field of open) {
    fileConflict(db, {
      handoverId: ctx.handoverId, peer: ctx.peer, kind: 'interview', rowId: theirs.id, field, owner, base: base?.[field] ?? null, ours: ours[field], theirs: theirs[field],
      theirsHash: hash, theirsSeen: seen, liveHash: interviewHash(result),
    });
  }
  count.conflicts += open.length;
  if (open.length === 0) remember();
}

function insertInterview(db: Database, i: Interview): void {
  db.prepare(`INSERT INTO interview (id, speaker_code, date, region, interviewer, languages, consent, warning_given, warning_when, notes, created_at, updated_at)
    VALUES (@id, @speakerCode, @date, @region, @interviewer, @languages, @consent, @warningGiven, @warningWhen, @notes, @createdAt, @updatedAt)`).run({ ...i, languages: JSON.stringify(i.languages) });
}
