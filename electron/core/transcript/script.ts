import { diffArrays } from 'diff';
import { script as scriptSchema, type Script, type Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { shownInScript, shownWords, type ShowingOptions } from '../../../shared/script';
import { splitWords } from '../../../shared/text';
import { namesStayingLatin } from '../glossary/rows';
import type { Database } from '../vault/database';
import { editSegmentText } from './editText';
import { listSegments } from './segments';

/** The script in which a footage's transcript is shown. @throws ZapisError `footage-missing`. */
export function scriptOf(db: Database, footageId: string): Script {
  const row = db.prepare<[string], { script: string }>('SELECT script FROM footage WHERE id = ?').get(footageId);
  if (!row) throw new ZapisError('footage-missing', { id: footageId });
  return scriptSchema.parse(row.script);
}

/** Chooses the script; what is stored stays as it was heard or typed. @throws ZapisError `footage-missing`. */
export function setScript(db: Database, footageId: string, script: Script): void {
  const { changes } = db.prepare('UPDATE footage SET script = ? WHERE id = ?').run(script, footageId);
  if (changes === 0) throw new ZapisError('footage-missing', { id: footageId });
}

/** How a footage's words are shown: in its script, with the names that its interview keeps in Latin. @throws ZapisError `footage-missing`. */
export function showingOf(db: Database, footageId: string, script: Script = scriptOf(db, footageId)): ShowingOptions {
  return { script, keep: script === 'cyrillic' ? namesStayingLatin(db, footageId) : [] };
}

/** A footage's transcript as it is shown. @param script instead of the one chosen for the footage. */
export function shownSegments(db: Database, footageId: string, script?: Script): Segment[] {
  const showing = showingOf(db, footageId, script);
  return listSegments(db, footageId).map((segment) => shownInScript(segment, showing));
}

/**
 * What a person typed into a segment that is shown in a script, as it is to be stored: words that were not touched keep
 * their stored form, in whatever script, and the others are stored as typed.
 */
export function typedAsStored(old: Segment, typed: string, showing: ShowingOptions): string {
  const stored = old.words.map((word) => word.text);
  const shown = shownWords(stored, old.language, showing);
  const result: string[] = [];
  let at = 0;
  for (const part of diffArrays(shown, splitWords(typed))) {
    if (part.added) result.push(...part.value);
    else if (part.removed) at += part.value.length;
    else {
      result.push(...stored.slice(at, at + part.value.length));
      at += part.value.length;
    }
  }
  return result.join(' ');
}

/**
 * Replaces a segment's text as it was corrected in the script that it is shown in.
 *
 * @returns the segment as stored
 * @throws ZapisError `segment-missing`.
 */
export function editShownText(db: Database, segmentId: string, typed: string, by: string | null = null): Segment {
  const row = db.prepare<[string], { footage_id: string }>('SELECT footage_id FROM segment WHERE id = ?').get(segmentId);
  const script = row ? scriptOf(db, row.footage_id) : 'asHeard';
  if (!row || script === 'asHeard') return editSegmentText(db, segmentId, typed, by);
  const old = listSegments(db, row.footage_id).find((segment) => segment.id === segmentId);
  return editSegmentText(db, segmentId, old ? typedAsStored(old, typed, showingOf(db, row.footage_id, script)) : typed, by);
}
