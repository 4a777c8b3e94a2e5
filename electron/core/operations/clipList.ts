import path from 'node:path';
import { clipRequest, stretchesOf, type ClipChange, type ClipForm, type ClipRequest, type CutList, type Job, type ListedClip, type PartDraft } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { addClip as add, changeClip as alter, getClip, joinClips as join, listClips as list, moveClip as move, removeClip as remove, travelClips, type Hand } from '../cliplist/clips';
import { cutsOf, writeCutList } from '../cliplist/cutList';
import { footageOfList, type KeptClip } from '../cliplist/rows';
import { findSecret, secretWords } from '../clips/checkText';
import { getFootage } from '../footage/footage';
import { planFor } from '../redaction/planFor';
import { standingRelease } from '../releasing/release';
import { nextClipStep } from '../transcript/history';
import { shownSegments } from '../transcript/script';
import { listSegments } from '../transcript/segments';
import type { Workspace } from '../workspace/workspace';
import { assertHeard, assertMayExport, exportClip } from './clips';
import { authorise, changing, looking, log, type Deed } from './operation';
import { writeOutFile } from './outFile';
import { assertVisible, seesRaw } from './release';
import { redactedTranscript } from './transcript';

const deed = (did: string) => (_input: unknown, { id, footageId, parts }: { id: string; footageId: string; parts: number }): Deed => ({ item: { kind: 'clip', id }, details: { did, footage: footageId, parts } });

/** The clips of a footage's interview; for whoever sees only what is released, those that are wholly of it, with no redacted word in a title. */
export const listClips = looking('clips.list', (workspace, { footageId }: { footageId: string }): ListedClip[] => {
  const { db } = workspace.vault;
  assertVisible(workspace, footageId);
  const clips = list(db, footageId);
  if (seesRaw(workspace)) return clips;
  const released = clips.filter(({ parts }) => parts.every((part) => standingRelease(db, part.footageId) !== null));
  const secrets = secretsOf(workspace, released);
  const told = (text: string): string => (findSecret(text, secrets) === null ? text : '');
  return released.map((clip) => ({ ...clip, title: told(clip.title), lowerThird: told(clip.lowerThird) }));
});

export const addClip = changing('clips.edit', (workspace, draft: { parts: readonly PartDraft[]; title: string; lowerThird: string }) => {
  for (const { footageId } of draft.parts) assertVisible(workspace, footageId);
  return announce(workspace, add(workspace.vault.db, draft, handOf(workspace)));
}, deed('add'));

export const changeClip = changing('clips.edit', (workspace, { clipId, ...given }: { clipId: string } & ClipChange) => {
  touching(workspace, clipId);
  for (const { footageId } of given.parts ?? []) assertVisible(workspace, footageId);
  return announce(workspace, alter(workspace.vault.db, clipId, given, handOf(workspace)));
}, deed('change'));

export const moveClip = changing('clips.edit', (workspace, { clipId, by }: { clipId: string; by: -1 | 1 }) => {
  touching(workspace, clipId);
  return announce(workspace, move(workspace.vault.db, clipId, by, handOf(workspace)));
}, deed('move'));

export const joinClips = changing('clips.edit', (workspace, { clipId }: { clipId: string }) => {
  touching(workspace, clipId);
  return announce(workspace, join(workspace.vault.db, clipId, handOf(workspace)));
}, deed('join'));

export const removeClip = changing('clips.edit', (workspace, { clipId }: { clipId: string }) => {
  touching(workspace, clipId);
  return announce(workspace, remove(workspace.vault.db, clipId, handOf(workspace)));
}, deed('remove'));

/** Takes back, or does again, the newest deed on the list. Whoever sees only what is released takes back his own alone. */
export const travelClipList = changing('clips.edit', (workspace, { footageId, direction }: { footageId: string; direction: 'undo' | 'redo' }): { what: string | null } => {
  const { vault: { db }, actor, changes } = workspace;
  assertVisible(workspace, footageId);
  const step = nextClipStep(db, footageOfList(db, footageId), direction);
  if (step !== null && step.by !== actor.id && !seesRaw(workspace)) throw new ZapisError('not-allowed');
  const what = travelClips(db, footageId, direction);
  changes.emit('clips', footageId);
  return { what };
}, ({ footageId, direction }, { what }) => ({ item: { kind: 'footage', id: footageId }, details: { did: direction, what } }));

/** What to export of a listed clip, as it stands now. */
export function requestOf({ parts, title, lowerThird, fadeInUs, fadeOutUs }: ListedClip, form: ClipForm): ClipRequest {
  const [first, ...then] = parts.map(({ footageId, startUs, endUs }) => ({ footageId, startUs, endUs }));
  return clipRequest.parse({
    ...first, ...form, ...(then.length > 0 ? { then } : {}), ...(title === '' ? {} : { title }), ...(lowerThird === '' ? {} : { lowerThird }),
    ...(fadeInUs === 0 ? {} : { fadeInUs }), ...(fadeOutUs === 0 ? {} : { fadeOutUs }),
  });
}

interface Batch {
  readonly footageId: string;
  /** Null: all clips of the list. */
  readonly clipIds: readonly string[] | null;
}

/** Refuses what {@link exportListed} would refuse, before anybody chooses a folder. */
export function assertMayExportListed(workspace: Workspace, { overrideWhy, listen, ...batch }: Batch & { readonly overrideWhy?: string | undefined; /** Absent where cuts alone leave. */ readonly listen?: boolean | undefined }): void {
  authorise(workspace, 'clips.export');
  const { chosen } = choose(workspace, batch);
  assertTitles(chosen, secretsOf(workspace, chosen));
  assertMayExport(workspace, [...new Set(chosen.flatMap(({ parts }) => parts.map(({ footageId }) => footageId)))], overrideWhy);
  if (listen !== undefined) assertHeard(workspace, chosen.flatMap(({ parts }) => parts.slice(0, 1).map(({ footageId }) => footageId)), { listen, overrideWhy });
}

/** Begins to export clips of a list, a job for each; see `exportClip`. @throws as it, and ZapisError `clip-missing`, `clip-list-empty`, `export-title-leaks`. */
export function exportListed(workspace: Workspace, { form, dir, overwrite, overrideWhy, listen, modelId, ...batch }: Batch & { readonly form: ClipForm; readonly dir: string; readonly overwrite: boolean; readonly overrideWhy?: string | undefined; readonly listen?: boolean | undefined; readonly modelId?: string | undefined }): Job[] {
  authorise(workspace, 'clips.export');
  const { all, chosen } = choose(workspace, batch);
  const secrets = secretsOf(workspace, chosen);
  assertTitles(chosen, secrets);
  const wanted = chosen.map((clip) => ({ request: requestOf(clip, form), name: fileName(all.indexOf(clip) + 1, clip.title, form.format ?? 'mp4') }));
  // All or none: half a batch tells nobody what is missing.
  for (const { request } of wanted) assertMayExport(workspace, stretchesOf(request).map(({ footageId }) => footageId), overrideWhy);
  assertHeard(workspace, wanted.map(({ request }) => request.footageId), { listen, overrideWhy });
  return wanted.map(({ request, name }) => exportClip(workspace, { request, outFile: path.join(dir, name), overwrite, overrideWhy, listen, modelId }));
}

/** `01-putovanje.mp4`; the letters of titles as they are, since the region's file systems take them. */
function fileName(number: number, title: string, format: string): string {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').join('-').slice(0, 60);
  return `${[String(number).padStart(2, '0'), words === '' ? 'clip' : words].join('-')}.${format}`;
}

/** Writes a list of cuts for editing software. @throws as {@link exportListed} and `writeOutFile`. */
export async function saveCutList(workspace: Workspace, { format, file, ...batch }: Batch & { readonly format: CutList; readonly file: string }): Promise<{ cuts: number }> {
  authorise(workspace, 'clips.export');
  const { chosen } = choose(workspace, batch);
  const ids = [...new Set(chosen.flatMap(({ parts }) => parts.map(({ footageId }) => footageId)))];
  assertMayExport(workspace, ids);
  assertTitles(chosen, secretsOf(workspace, chosen));
  const cuts = cutsOf(chosen, new Map(ids.map((id) => [id, getFootage(workspace.vault.db, id)])));
  await writeOutFile(file, [writeCutList(format, cuts)]);
  log(workspace, 'clips.export', { item: { kind: 'footage', id: batch.footageId }, details: { list: format, clips: chosen.length, parts: cuts.cuts.length } });
  return { cuts: cuts.cuts.length };
}

function choose(workspace: Workspace, { footageId, clipIds }: Batch): { all: ListedClip[]; chosen: ListedClip[] } {
  const all = listClips(workspace, { footageId });
  const chosen = clipIds === null ? all : all.filter(({ id }) => clipIds.includes(id));
  if (clipIds !== null && chosen.length < new Set(clipIds).size) throw new ZapisError('clip-missing');
  if (chosen.length === 0) throw new ZapisError('clip-list-empty');
  return { all, chosen };
}

function assertTitles(clips: readonly ListedClip[], secrets: ReadonlySet<string>): void {
  for (const { title, lowerThird } of clips) for (const text of [title, lowerThird]) if (findSecret(text, secrets) !== null) throw new ZapisError('export-title-leaks');
}

/** The words that are redacted in the footage of these clips. */
function secretsOf({ vault: { db } }: Workspace, clips: readonly ListedClip[]): ReadonlySet<string> {
  const ids = new Set(clips.flatMap(({ parts }) => parts.map(({ footageId }) => footageId)));
  return new Set([...ids].flatMap((footageId) => {
    const { durationUs } = getFootage(db, footageId);
    return [listSegments(db, footageId), shownSegments(db, footageId)].flatMap((segments) =>
      [...secretWords(segments, planFor(db, footageId, { segments, clip: null, durationUs }))]);
  }));
}

/** Whoever sees only what is released leaves alone what is of other footage. */
function touching(workspace: Workspace, clipId: string): void {
  for (const { footageId } of getClip(workspace.vault.db, clipId).parts) assertVisible(workspace, footageId);
}

function handOf(workspace: Workspace): Hand {
  const raw = seesRaw(workspace);
  return { id: workspace.actor.id, seesRaw: raw, segmentsOf: (footageId) => (raw ? listSegments(workspace.vault.db, footageId) : redactedTranscript(workspace, footageId)) };
}

function announce({ changes }: Workspace, clip: KeptClip): { id: string; footageId: string; parts: number } {
  changes.emit('clips', clip.footageId);
  return { id: clip.id, footageId: clip.footageId, parts: clip.parts.length };
}
