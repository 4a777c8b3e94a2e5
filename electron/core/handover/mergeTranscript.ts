import { isSameSuggestion } from '../redaction/passages';
import { isAnnotation } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { commentChange } from '../redaction/comments';
import { regionAdded } from '../redaction/regions';
import { recordEdit, type RowChange } from '../transcript/history';
import { translationFromRow } from '../translation/rows';
import type { Actor } from './actor';
import { mergeClips } from './clips';
import { fileConflict, waits } from './conflictRows';
import { fitPassage } from './fitAnchor';
import { passageSnapshot, segmentSnapshot, type PassageSnapshot, type SegmentSnapshot, type TranscriptItem, type Travelling } from './format';
import type { MergeContext, MergeCount } from './mergeInterview';
import { omit } from './omit';
import { mergePassages, protective, weakens } from './mergePassage';
import { passageHash, passageRow, passagesOf, rawRow, remarkHash, segmentHash, segmentRow, segmentsOf, translationHash, type RowKind } from './rows';
import { answerChange, fitRemark, freshAnswers, laterRemark, remarkChanges, remarkSnapshotsOf, type TextsIn } from './remarks';
import { noteCorrections } from './toAlign';
import { compareVersions, type Verdict } from './verdict';
import { mergeTranslations, translationChange, translationsOf, unapprovedTranslation, type TranslationSnapshot } from './translations';
import { GONE } from './versions';
import { mergeHeard, mergeVoices, withHeardOf } from './voices';

export interface TranscriptCounts { readonly segments: MergeCount; readonly passages: MergeCount; readonly translations: MergeCount }
interface Merge extends MergeContext { readonly footageId: string; readonly by: Actor; readonly counts: TranscriptCounts }
type Segments = ReadonlyMap<string, SegmentSnapshot>;

const hashOrGone = <T>(now: T | null | undefined, hash: (one: T) => string): string => (now ? hash(now) : GONE);

/** Brings a footage's transcript and passages together with those here, as one step of its history. */
export function mergeTranscript(m: Merge, item: TranscriptItem): void {
  const before = segmentsOf(m.db, m.footageId);
  const theirs = { ...item, segments: item.segments.map((row) => heardRow(before, item, row)) };
  const after = new Map(before);
  if (unrelated(m, before, theirs)) fileTranscripts(m, before, theirs);
  else for (const row of theirs.segments) mergeSegment(m, after, row);
  const there = new Map(theirs.segments.flatMap(({ id, now }) => (now ? [[id, now] as const] : [])));
  const voices = { theirs: theirs.speakers ?? [], before: voicesIn(before.values()), after: voicesIn([...after.values(), ...there.values()].filter((s) => after.get(s.id) === s || filed(m, s))) };
  const changes = [...mergeVoices(m.db, m.footageId, voices, m.by), ...changesOf(m, 'segment', before, after)];
  changes.push(...mergeMarks(m, theirs, { before, there, after }));
  changes.push(...mergeComments(m, theirs, changes), ...mergeTranslated(m, theirs, after), ...mergeRegions(m, theirs));
  changes.push(...mergeRemarks(m, theirs, { there, after }, changes));
  recordEdit(m.db, { footageId: m.footageId, what: 'history.handover', by: m.by.id, changes });
  mergeClips(m.db, m.footageId, item.clips ?? [], m.by);
  noteCorrections(m.db, changes);
}

/** Comments never change, so both sides' are simply all of them. Those on a passage that did not come in stay outside. */
function mergeComments(m: Merge, { comments = [] }: TranscriptItem, changes: readonly RowChange[]): RowChange[] {
  const has = m.db.prepare('SELECT 1 FROM passage WHERE id = ? AND footage_id = ?');
  const known = m.db.prepare('SELECT 1 FROM passage_comment WHERE id = ?');
  const fresh = new Set(changes.flatMap(({ table, id, after }) => (table === 'passage' && after ? [id] : [])));
  const here = (passageId: string): boolean => fresh.has(passageId) || has.get(passageId, m.footageId) !== undefined;
  return comments.filter(({ id, passageId }) => here(passageId) && known.get(id) === undefined).map((comment) => commentChange(comment, null));
}

/** What is pinned to words, theirs and ours, over the texts as they are after the merge; ours follow their words by themselves. */
function mergeRemarks(m: Merge, { remarks = [], remarkAnswers = [], translations = [] }: TranscriptItem, { there, after }: Pick<Transcripts, 'there' | 'after'>, changes: readonly RowChange[]): RowChange[] {
  const here = remarkSnapshotsOf(m.db, m.footageId);
  const texts = { there: textsOf(there, translations.flatMap(({ now }) => now ?? [])), here: textsOf(after, translatedAfter(m, changes)) };
  const merged = new Map(here);
  for (const row of remarks) {
    const ours = here.get(row.id) ?? null;
    const verdict = judge(m, 'remark', ours, row, remarkHash);
    if (verdict === null) continue;
    // One side took it away, the other went on with it: it stays.
    const now = verdict === 'theirs' ? row.now : verdict === 'both' && ours && row.now ? laterRemark(ours, row.now) : verdict === 'both' ? ours ?? row.now : ours;
    if (now) merged.set(row.id, ours ? now : fitRemark(now, texts.there, texts.here));
    else merged.delete(row.id);
    remember(m, 'remark', row, remarkHash);
  }
  const answers = freshAnswers(m.db, remarkAnswers, (id) => merged.has(id));
  for (const { remarkId, at, by } of answers) {
    const closed = merged.get(remarkId);
    if (here.has(remarkId) && closed?.state === 'closed' && !isAnnotation(closed.kind) && at > closed.updatedAt) merged.set(remarkId, { ...closed, state: 'answered', updatedAt: at, changedBy: by });
  }
  const ids = [...new Set([...here.keys(), ...merged.keys()])].filter((id) => merged.get(id) !== here.get(id));
  return [...ids.flatMap((id) => remarkChanges(m.db, m.footageId, id, merged.get(id) ?? null)), ...answers.map((answer) => answerChange(answer, m.footageId))];
}

function textsOf(segments: Segments, translations: Iterable<Pick<TranslationSnapshot, 'segmentId' | 'language' | 'text'>>): TextsIn {
  const by = new Map<string, Map<string, string>>([['', new Map([...segments].map(([id, { words }]) => [id, words.map(({ text }) => text).join(' ')]))]]);
  for (const { segmentId, language, text } of translations) {
    const of = by.get(language) ?? new Map<string, string>();
    by.set(language, of);
    of.set(segmentId, text);
  }
  return (language) => by.get(language) ?? new Map();
}

/** The translations as they will stand once the changes are made. */
function translatedAfter(m: Merge, changes: readonly RowChange[]): Pick<TranslationSnapshot, 'segmentId' | 'language' | 'text'>[] {
  const stand = new Map([...translationsOf(m.db, m.footageId)].map(([id, { segmentId, language, text }]) => [id, { segmentId, language, text }]));
  for (const { table, id, after } of changes) {
    if (table !== 'translated_segment') continue;
    if (after) {
      const { segmentId, language, text } = translationFromRow(after);
      stand.set(id, { segmentId, language, text });
    } else stand.delete(id);
  }
  return [...stand.values()];
}

/** What either side covers is covered; where both know a region, what stands here stays. */
function mergeRegions(m: Merge, { regions = [] }: TranscriptItem): RowChange[] {
  const known = m.db.prepare('SELECT 1 FROM region WHERE id = ?');
  return regions.filter(({ id }) => known.get(id) === undefined).map((one) => regionAdded({ ...one, footageId: m.footageId }, m.by));
}

/** A segment as it may come in: with what is heard in it as far as the package, or what is here, can say. */
function heardRow(ours: Segments, item: TranscriptItem, row: TranscriptItem['segments'][number]): TranscriptItem['segments'][number] {
  if (row.now === null) return row;
  if (item.speakers === undefined) return { ...row, now: withHeardOf(ours.get(row.id), row.now) };
  const { speakerId } = row.now;
  return speakerId === undefined || item.speakers.some(({ id }) => id === speakerId) ? row : { ...row, now: omit(row.now, 'speakerId') };
}

function voicesIn(segments: Iterable<SegmentSnapshot>): ReadonlySet<string> {
  return new Set([...segments].flatMap(({ speakerId }) => speakerId ?? []));
}

/** True for their version of a segment while a person may still choose it. */
function filed(m: Merge, s: SegmentSnapshot): boolean {
  return waits(m.db, 'segment', s.id, segmentHash(s)) || m.db.prepare("SELECT 1 FROM conflict WHERE kind = 'transcript' AND row_id = ? AND decided_at IS NULL").get(m.footageId) !== undefined;
}

/** Two transcripts of the same footage that were made apart: they would only double each other. */
function unrelated(m: Merge, ours: ReadonlyMap<string, SegmentSnapshot>, theirs: TranscriptItem): boolean {
  const known = (id: string): boolean => ours.has(id) || m.versions.seen('segment', id).length > 0;
  return ours.size > 0 && theirs.segments.some((s) => s.now) && !theirs.segments.some((s) => known(s.id));
}

function fileTranscripts(m: Merge, before: ReadonlyMap<string, SegmentSnapshot>, theirs: TranscriptItem): void {
  const segments = theirs.segments.flatMap((s) => s.now ?? []);
  const all = (list: Iterable<SegmentSnapshot>): string => [...list].map(segmentHash).join();
  const hash = all(segments);
  if (waits(m.db, 'transcript', m.footageId, hash)) return;
  // Decided once against it: it need not be asked again.
  if (m.db.prepare("SELECT 1 FROM conflict WHERE kind = 'transcript' AND row_id = ? AND theirs_hash = ?").get(m.footageId, hash) !== undefined) return;
  fileConflict(m.db, {
    handoverId: m.handoverId, peer: m.peer, kind: 'transcript', rowId: m.footageId, owner: { footageId: m.footageId }, base: null, ours: [...before.values()], theirs: theirs.segments,
    theirsHash: hash, theirsSeen: [], liveHash: all(before.values()),
  });
  m.counts.segments.conflicts += 1;
}

/** Null when there is nothing to do: their version already waits for a decision, or neither side knows more than a deletion. */
function judge<T>(m: Merge, kind: RowKind, ours: T | null, row: Travelling<T>, hash: (one: T) => string): Verdict | null {
  const seen = m.versions.seen(kind, row.id);
  const theirs = { hash: hashOrGone(row.now, hash), seen: row.seen };
  if (kind !== 'remark' && waits(m.db, kind, row.id, theirs.hash)) return null;
  // Never heard of here: nothing to compare with.
  if (ours === null && seen.length === 0) return row.now === null ? null : 'theirs';
  return compareVersions({ hash: hashOrGone(ours, hash), seen }, theirs);
}

function remember<T>(m: Merge, kind: RowKind, row: Travelling<T>, hash: (one: T) => string): void {
  const owner = { footageId: m.footageId };
  m.versions.rememberAll(kind, row.id, owner, row.seen);
  m.versions.remember(kind, row.id, owner, hashOrGone(row.now, hash), row.now);
}

function mergeSegment(m: Merge, after: Map<string, SegmentSnapshot>, row: Travelling<SegmentSnapshot>): void {
  const ours = after.get(row.id) ?? null;
  const verdict = judge(m, 'segment', ours, row, segmentHash);
  if (verdict === null) return;
  const base = verdict === 'both' ? segmentSnapshot.nullable().catch(null).parse(m.versions.common('segment', row.id, row.seen)) : null;
  const sameText = ours !== null && row.now !== null && ours.text === row.now.text && ours.language === row.now.language;
  if (verdict === 'both' && sameText) after.set(row.id, mergeHeard(base, ours, row.now));
  else if (verdict === 'both') {
    fileConflict(m.db, {
      handoverId: m.handoverId, peer: m.peer, kind: 'segment', rowId: row.id, owner: { footageId: m.footageId }, base, ours, theirs: row.now,
      theirsHash: hashOrGone(row.now, segmentHash), theirsSeen: row.seen, liveHash: hashOrGone(ours, segmentHash),
    });
    m.counts.segments.conflicts += 1;
    return;
  }
  if (verdict === 'theirs') {
    if (row.now) after.set(row.id, row.now);
    else after.delete(row.id);
  }
  remember(m, 'segment', row, segmentHash);
}

interface Transcripts { readonly before: Segments; readonly there: Segments; readonly after: Segments }

function mergeMarks(m: Merge, theirs: TranscriptItem, t: Transcripts): RowChange[] {
  const before = passagesOf(m.db, m.footageId);
  const ours = [...before.values()];
  const after = new Map([...before].map(([id, p]) => [id, fitPassage(p, t.before, t.after)]));
  for (const row of theirs.passages.map(unapproved)) {
    // Both vaults' machines found the same: what was judged here is not asked again under another id.
    const fitted = row.now && fitPassage(row.now, t.there, t.after);
    if (!before.has(row.id) && fitted?.state === 'suggested' && ours.some((passage) => fitted.suggestion && isSameSuggestion(passage, fitted.suggestion.fingerprint, fitted))) continue;
    mergeMark(m, row, before.get(row.id) ?? null, fitted, after, t);
  }
  return changesOf(m, 'passage', before, after);
}

/**
 * An approval holds in the vault where the second person gave it: a file proves nobody's hand. Here the passage is
 * marked, and redacted all the same, until somebody here approves it.
 */
function unapproved(row: Travelling<PassageSnapshot>): Travelling<PassageSnapshot> {
  return row.now?.state === 'approved' ? { ...row, now: { ...row.now, state: 'marked' } } : row;
}

function mergeMark(m: Merge, row: Travelling<PassageSnapshot>, ours: PassageSnapshot | null, theirs: PassageSnapshot | null, after: Map<string, PassageSnapshot>, t: Transcripts): void {
  const verdict = judge(m, 'passage', ours, row, passageHash);
  if (verdict === null) return;
  const here = after.get(row.id) ?? null;
  const known = verdict === 'both' ? passageSnapshot.nullable().catch(null).parse(m.versions.common('passage', row.id, row.seen)) : null;
  const merged = resultOf(verdict, known && fitPassage(known, t.before, t.after), here, theirs);
  // A passage is never given up, nor made smaller or weaker, on the word of a file alone: a person decides.
  if (merged === 'decide' || (here && merged && weakens(here, merged)) || (here && !merged)) {
    const live = here && theirs ? protective(here, theirs) : here ?? theirs;
    if (live) after.set(row.id, live);
    fileConflict(m.db, {
      handoverId: m.handoverId, peer: m.peer, kind: 'passage', rowId: row.id, owner: { footageId: m.footageId }, base: known, ours: here, theirs,
      theirsHash: hashOrGone(row.now, passageHash), theirsSeen: row.seen, liveHash: hashOrGone(live, passageHash),
    });
    m.counts.passages.conflicts += 1;
    return;
  }
  if (merged) after.set(row.id, merged);
  remember(m, 'passage', row, passageHash);
}

function resultOf(verdict: Verdict, base: PassageSnapshot | null, here: PassageSnapshot | null, theirs: PassageSnapshot | null): PassageSnapshot | null | 'decide' {
  if (verdict === 'same' || verdict === 'ours') return here;
  if (verdict === 'theirs') return theirs;
  return here && theirs ? mergePassages(base, here, theirs) ?? 'decide' : 'decide';
}

/** Translations of segments that stand here now. One that was made from other words than theirs shows as stale by itself. */
function mergeTranslated(m: Merge, { translations = [] }: TranscriptItem, segments: Segments): RowChange[] {
  const here = translationsOf(m.db, m.footageId);
  return translations.flatMap((row): RowChange[] => {
    const ours = here.get(row.id) ?? null;
    if (row.now && !segments.has(row.now.segmentId)) return [];
    const now = translationOf(m, { ...row, now: row.now && unapprovedTranslation(row.now) }, ours);
    if (now === ours) return [];
    if (ours === null) m.counts.translations.added += 1;
    else m.counts.translations.changed += 1;
    return [translationChange(m.db, m.footageId, row.id, now)];
  });
}

function translationOf(m: Merge, row: Travelling<TranslationSnapshot>, ours: TranslationSnapshot | null): TranslationSnapshot | null {
  const verdict = judge(m, 'translation', ours, row, translationHash);
  if (verdict === null) return ours;
  const merged = verdict === 'theirs' ? row.now : verdict === 'both' && ours && row.now ? mergeTranslations(ours, row.now) : ours;
  if (merged !== 'decide') {
    remember(m, 'translation', row, translationHash);
    return merged;
  }
  fileConflict(m.db, {
    handoverId: m.handoverId, peer: m.peer, kind: 'translation', rowId: row.id, owner: { footageId: m.footageId }, base: m.versions.common('translation', row.id, row.seen), ours, theirs: row.now,
    theirsHash: hashOrGone(row.now, translationHash), theirsSeen: row.seen, liveHash: hashOrGone(ours, translationHash),
  });
  m.counts.translations.conflicts += 1;
  return ours;
}

function changesOf<T extends SegmentSnapshot | PassageSnapshot>(m: Merge, kind: 'segment' | 'passage', before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): RowChange[] {
  const count = m.counts[kind === 'segment' ? 'segments' : 'passages'];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): RowChange[] => {
    const now = after.get(id);
    if (now === before.get(id)) return [];
    const raw = rawRow(m.db, kind, id);
    // An id that belongs to another footage here is no row of this one; the file is not to be trusted with it.
    if (raw && raw['footage_id'] !== m.footageId) throw new ZapisError('handover-damaged');
    const row = now && ('words' in now ? segmentRow(now, m.footageId, raw, m.by) : passageRow(now, m.footageId, raw, m.by));
    if (raw === null) count.added += 1;
    else count.changed += 1;
    return [{ table: kind, id, before: raw, after: row ?? null }];
  });
}
