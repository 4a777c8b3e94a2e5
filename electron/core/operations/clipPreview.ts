import type { ClipPreview } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { getClip } from '../cliplist/clips';
import { located } from '../cliplist/rows';
import { findSecret } from '../clips/checkText';
import { durationOf, offsetsOf, pictureOf, soundOf, type ClipPart } from '../clips/parts';
import { planClip } from '../clips/planned';
import { getFootage } from '../footage/footage';
import { coverInClipTime } from '../redaction/regionPlan';
import { publishedMedia } from '../releasing/published';
import { latestReleases } from '../releasing/release';
import { fastCues, toCues } from '../subtitles/cues';
import type { Workspace } from '../workspace/workspace';
import { authorise, looking } from './operation';
import { assertVisible, seesRaw } from './release';
import { requestOf } from './clipList';

/**
 * What must be taken out of a listed clip while it is played, by the very plan that an export would be made by.
 *
 * @throws ZapisError `clip-missing`, `footage-not-released`; `preview-not-ready` while there is nothing to play yet;
 *   `export-title-leaks`, and as `planClip`.
 */
export const previewClip = looking('clips.list', (workspace: Workspace, { clipId }: { clipId: string }): ClipPreview => {
  authorise(workspace, 'footage.playRedacted');
  const { vault, vault: { db } } = workspace;
  const kept = getClip(db, clipId);
  for (const { footageId } of kept.parts) assertVisible(workspace, footageId);
  const raw = seesRaw(workspace);
  const ready = (footageId: string): boolean => (raw ? getFootage(db, footageId).playback !== 'proxy-pending' : publishedMedia(vault, footageId) !== null);
  if (!kept.parts.every(({ footageId }) => ready(footageId))) throw new ZapisError('preview-not-ready');
  const [clip] = located(db, [kept]);
  if (!clip) throw new ZapisError('clip-missing');
  const { parts, spoken, secrets } = planClip(workspace, requestOf(clip, { subtitles: 'none' }));
  if ([clip.title, clip.lowerThird].some((text) => findSecret(text, secrets) !== null)) throw new ZapisError('export-title-leaks');
  const at = offsetsOf(parts);
  const releases = raw ? null : latestReleases(db);
  return {
    view: raw ? 'footage' : 'published', durationUs: durationOf(parts), title: clip.title, lowerThird: clip.lowerThird, fadeInUs: clip.fadeInUs, fadeOutUs: clip.fadeOutUs,
    parts: parts.map(({ footageId, clip: { startUs, endUs }, source }, i) => ({ footageId, startUs, endUs, atUs: at[i] ?? 0, version: releases?.get(footageId)?.at ?? '', picture: source.video !== null })),
    sound: soundOf(parts).map(({ startUs, endUs, treatment }) => ({ startUs, endUs, treatment })),
    picture: pictureOf(parts).map(({ startUs, endUs, treatment }) => ({ startUs, endUs, treatment })),
    // Where something is covered tells what is there: only to those who see it anyway.
    regions: raw ? regionsOf(parts) : [],
    cues: toCues(spoken, at.slice(1)).map(({ startMs, endMs, lines }) => ({ startMs, endMs, lines: [...lines] })),
    tooFast: fastCues(spoken, at.slice(1)),
  };
});

/** The parts of the picture that are covered, in the time of the clip. */
function regionsOf(parts: readonly ClipPart[]): ClipPreview['regions'] {
  const at = offsetsOf(parts);
  return parts.flatMap(({ plan, clip }, i) => plan.regions.map((cover) => {
    const { startUs, endUs, treatment, shape, keyframes } = coverInClipTime(cover, { startUs: clip.startUs - (at[i] ?? 0), endUs: clip.endUs });
    return { startUs, endUs, treatment, ...(shape === undefined ? {} : { shape }), keyframes: keyframes.map(({ atUs, x, y, w, h }) => ({ atUs, x, y, w, h })) };
  }));
}
