import { exportClip } from '../../../electron/core/clips/export';
import { wordsIn, type HeardWord, type Listening } from '../../../electron/core/clips/leak/hearAgain';
import { heardFindings } from '../../../electron/core/clips/leak/judgeHeard';
import { secretsOf, type Secrets } from '../../../electron/core/clips/leak/secrets';
import { foldedWords } from '../../../electron/core/clips/checkText';
import { planClip } from '../../../electron/core/clips/planned';
import { listPassages } from '../../../electron/core/redaction/passages';
import { attribute } from '../../../electron/core/transcript/attribute';
import { editSegmentText } from '../../../electron/core/transcript/editText';
import { listSegments } from '../../../electron/core/transcript/segments';
import type { Database } from '../../../electron/core/vault/database';
import type { Workspace } from '../../../electron/core/workspace/workspace';
import type { Passage, Segment } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import type { Span } from '../../../shared/time';

/** Whether a passage that was left audible is heard: as the check is, and without what it remembers of the recogniser's own words. */
export interface LeakHeard { readonly found: boolean; readonly byTextAlone: boolean }

export function leakCount(): { add(heard: LeakHeard): void; any(): boolean; told(): string } {
  let [all, found, byText] = [0, 0, 0];
  return {
    add: (heard) => { all += 1; found += Number(heard.found); byText += Number(heard.byTextAlone); },
    any: () => all > 0,
    told: () => `${found} of ${all} heard (${((100 * found) / Math.max(1, all)).toFixed(1)} %), by the text alone ${byText}`,
  };
}

/** Puts every word of a transcript right, segment by segment, as a person does. */
export function correct(db: Database, footageId: string, told: string): void {
  const segments = listSegments(db, footageId);
  const given = attribute(splitWords(told), segments.flatMap(({ words }) => words.map(({ text }) => text)));
  let at = 0;
  for (const { id, words } of segments) editSegmentText(db, id, given.slice(at, (at += words.length)).flat().join(' '));
}

/** What of a passage would be heard, had it not been made silent; null where it hides nothing that tells something. */
export function heardOf(words: readonly HeardWord[], passage: Span, segments: readonly Segment[], secrets: Secrets): LeakHeard | null {
  const hidden = segments.flatMap((segment) => segment.words.filter((word) => word.startUs < passage.endUs && word.endUs > passage.startUs).flatMap(({ text }) => foldedWords(text)));
  if (!hidden.some((word) => secrets.words.has(word) && !secrets.grammar.has(word))) return null;
  const audible = words.filter((word) => word.startUs < passage.endUs && word.endUs > passage.startUs);
  return { found: heardFindings(audible, secrets).length > 0, byTextAlone: heardFindings(audible, { ...secrets, misheard: new Set() }).length > 0 };
}

/** Exports a clip with one of its passages left audible, and hears it by what ought to be redacted. */
export async function leftAudible(workspace: Workspace, request: Parameters<typeof exportClip>[1], out: string, listening: Listening, random: { pick<T>(from: readonly T[]): T }): Promise<LeakHeard | null> {
  const { db } = workspace.vault;
  const { parts } = planClip(workspace, request);
  const secrets = secretsOf(db, parts);
  const segments = listSegments(db, request.footageId);
  const left: Passage = random.pick(listPassages(db, request.footageId));
  if (heardOf([], left, segments, secrets) === null) return null;
  db.prepare('DELETE FROM passage WHERE id = ?').run(left.id);
  await exportClip(workspace, request, out);
  const words = await wordsIn(workspace, out, { ...listening, language: segments[0]?.language ?? 'hr', signal: new AbortController().signal });
  return heardOf(words, left, segments, secrets);
}
