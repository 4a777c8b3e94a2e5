import type { Job, Speaker, SpeakerCount } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { may } from '../../../shared/roles';
import { getFootage } from '../footage/footage';
import { voiceModelPaths } from '../models/voices';
import { addSpeaker as add, assignSpeaker as assign, listSpeakers as list, mergeSpeakers as merge, renameSpeaker as rename, setOverlap as overlap, suggestedNames } from '../transcript/speakers';
import { enqueueSpeakers } from '../workspace/speakersRunner';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';
import { assertVisible } from './release';
import { announce } from './transcript';

/** The log says what was done to which voice, never its name. */
const ofSpeaker = (did: string) => (_: unknown, { id, footageId }: Speaker): Deed => ({ item: { kind: 'speaker', id }, details: { did, footage: footageId } });

/** The voices of a footage; for whom the raw text is not, without the names that people gave them. */
export const listSpeakers = looking('transcript.readRedacted', (workspace: Workspace, { footageId }: { footageId: string }): { speakers: Speaker[]; suggestions: string[] } => {
  assertVisible(workspace, footageId);
  const { db } = workspace.vault;
  const raw = may(workspace.actor.role, 'transcript.readRaw');
  return { speakers: list(db, footageId).map((one) => (raw ? one : { ...one, name: '' })), suggestions: raw ? suggestedNames(db, footageId) : [] };
});

export const addSpeaker = changing('transcript.edit', (workspace: Workspace, { footageId, name }: { footageId: string; name: string }): Speaker =>
  told(workspace, add(workspace.vault.db, footageId, name, workspace.actor.id)), ofSpeaker('addSpeaker'));

export const renameSpeaker = changing('transcript.edit', (workspace: Workspace, { speakerId, name }: { speakerId: string; name: string }): Speaker =>
  told(workspace, rename(workspace.vault.db, speakerId, name, workspace.actor.id)), ofSpeaker('renameSpeaker'));

export const mergeSpeakers = changing('transcript.edit', (workspace: Workspace, input: { speakerId: string; intoId: string }): Speaker =>
  told(workspace, merge(workspace.vault.db, input, workspace.actor.id)), ({ speakerId }, { id, footageId }) => ({ item: { kind: 'speaker', id }, details: { did: 'mergeSpeakers', footage: footageId, merged: speakerId } }));

export const assignSpeaker = changing('transcript.edit', (workspace: Workspace, input: { footageId: string; segmentIds: readonly string[]; number: number | null }): Speaker | null => {
  const speaker = assign(workspace.vault.db, input, workspace.actor.id);
  announce(workspace, input.footageId);
  return speaker;
}, ({ footageId, segmentIds }, speaker) => ({ item: { kind: 'footage', id: footageId }, details: { did: 'assignSpeaker', segments: segmentIds.length, speaker: speaker?.id ?? null } }));

export const setOverlap = changing('transcript.edit', (workspace: Workspace, input: { footageId: string; segmentIds: readonly string[]; overlap: boolean }): Record<string, never> => {
  overlap(workspace.vault.db, input, workspace.actor.id);
  announce(workspace, input.footageId);
  return {};
}, ({ footageId, segmentIds, overlap: is }) => ({ item: { kind: 'footage', id: footageId }, details: { did: 'setOverlap', segments: segmentIds.length, overlap: is } }));

/**
 * Tells voices apart and says in the transcript who speaks, as a job; what segments say already stays.
 * @throws ZapisError `footage-missing`, `footage-no-audio`, `speakers-no-transcript`, `speakers-no-model`.
 */
export const detectSpeakers = changing('transcript.edit', (workspace: Workspace, { footageId, count }: { footageId: string; count: SpeakerCount }): Job => {
  const { db } = workspace.vault;
  if (getFootage(db, footageId).audio.length === 0) throw new ZapisError('footage-no-audio');
  if (db.prepare('SELECT 1 FROM segment WHERE footage_id = ? LIMIT 1').get(footageId) === undefined) throw new ZapisError('speakers-no-transcript');
  voiceModelPaths();
  return enqueueSpeakers(workspace, footageId, count);
}, ({ footageId, count }) => ({ item: { kind: 'footage', id: footageId }, details: { did: 'detectSpeakers', count } }));

function told(workspace: Workspace, speaker: Speaker): Speaker {
  announce(workspace, speaker.footageId);
  return speaker;
}
