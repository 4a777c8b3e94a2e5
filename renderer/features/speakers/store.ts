import type { Segment, Speaker } from '../../../shared/domain';
import { ask } from '../../api/client';
import { openDialog } from '../../state/dialogs';
import { vaultStore } from '../../state/session';
import { t, tn } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { currentUs } from '../player/playback';
import { commitEdit, reloadTranscript, useTranscript } from '../transcript/store';
import { toAnchor } from '../transcript/words';
import { allowed } from '../vault/person';
import { segmentsMeant } from './voices';

interface Speakers {
  footageId: string | null;
  speakers: readonly Speaker[];
  /** Names that voices have in the interview's other footage. */
  suggestions: readonly string[];
  /** What the last key did, for those who do not see it. */
  said: string;
}

export const useSpeakers = vaultStore<Speakers>(() => ({ footageId: null, speakers: [], suggestions: [], said: '' }));

export async function openSpeakers(footageId: string | null): Promise<void> {
  useSpeakers.setState({ footageId, speakers: [], suggestions: [], said: '' });
  if (footageId) await reloadSpeakers(footageId);
}

export async function reloadSpeakers(footageId: string): Promise<void> {
  if (useSpeakers.getState().footageId !== footageId) return;
  const fresh = await ask('speakers.list', { footageId });
  if (fresh && useSpeakers.getState().footageId === footageId) useSpeakers.setState(fresh);
}

/** What to call a voice: its name, else its number. */
export function voiceName({ name, number }: Pick<Speaker, 'name' | 'number'>): string {
  return name === '' ? t('speakers.unnamed', { number }) : name;
}

function meant(reach: 'segment' | 'change'): { footageId: string; segmentIds: string[] } | null {
  const { footageId, segments, order, cursor, selection } = useTranscript.getState();
  const segmentIds = segmentsMeant({ segments, order, cursor, anchor: selection && toAnchor(selection, order), nowUs: currentUs() }, reach);
  if (footageId === null || segmentIds.length === 0) {
    if (footageId !== null) toast(t('speakers.pickFirst'));
    return null;
  }
  return { footageId, segmentIds };
}

function putLocally(ids: readonly string[], change: (segment: Segment) => Segment): void {
  const chosen = new Set(ids);
  useTranscript.setState(({ segments }) => ({ segments: segments.map((s) => (chosen.has(s.id) ? change(s) : s)) }));
}

/** Gives segments a voice by its number, a new one where there is none yet; null: nobody knows who speaks. */
export async function giveVoice(number: number | null, reach: 'segment' | 'change' = 'segment'): Promise<void> {
  const what = allowed('transcript.edit') ? meant(reach) : null;
  if (!what) return;
  await commitEdit();
  const speaker = await ask('speakers.assign', { ...what, number });
  if (speaker === undefined || useTranscript.getState().footageId !== what.footageId) return;
  if (speaker) useSpeakers.setState(({ speakers }) => ({ speakers: [...speakers.filter(({ id }) => id !== speaker.id), speaker].sort((a, b) => a.number - b.number) }));
  // Drawn at once: the list comes whole a moment later.
  putLocally(what.segmentIds, (s) => ({ ...s, speakerId: speaker?.id }));
  useSpeakers.setState({ said: `${speaker ? voiceName(speaker) : t('speakers.nobody')}: ${tn('speakers.segments', what.segmentIds.length)}` });
}

/** A further voice, with the lowest free number, for the segments that are meant. */
export function giveNewVoice(): void {
  const taken = new Set(useSpeakers.getState().speakers.map(({ number }) => number));
  let number = 1;
  while (taken.has(number)) number += 1;
  void giveVoice(number);
}

/** Says that somebody else is heard at the same time, or takes it back where all the segments say so already. */
export async function toggleOverlap(): Promise<void> {
  const what = allowed('transcript.edit') ? meant('segment') : null;
  if (!what) return;
  await commitEdit();
  const chosen = new Set(what.segmentIds);
  const overlap = !useTranscript.getState().segments.every((s) => !chosen.has(s.id) || s.overlap === true);
  if (!(await ask('transcript.setOverlap', { ...what, overlap })) || useTranscript.getState().footageId !== what.footageId) return;
  putLocally(what.segmentIds, (s) => ({ ...s, overlap: overlap ? true : undefined }));
  useSpeakers.setState({ said: t(overlap ? 'speakers.overlapSet' : 'speakers.overlapTaken') });
}

export async function renameVoice(speakerId: string, name: string): Promise<boolean> {
  const speaker = await ask('speakers.rename', { speakerId, name });
  if (speaker) useSpeakers.setState(({ speakers }) => ({ speakers: speakers.map((one) => (one.id === speaker.id ? speaker : one)) }));
  return speaker !== undefined;
}

export async function mergeVoice(speakerId: string, intoId: string): Promise<boolean> {
  const into = await ask('speakers.merge', { speakerId, intoId });
  if (into) await Promise.all([reloadTranscript(into.footageId), reloadSpeakers(into.footageId)]);
  return into !== undefined;
}

/** Opens the dialog for the voice of the segment that is meant. */
export function editVoice(): void {
  const id = meant('segment')?.segmentIds[0];
  const speakerId = useTranscript.getState().segments.find((s) => s.id === id)?.speakerId;
  if (speakerId !== undefined && useSpeakers.getState().speakers.some((one) => one.id === speakerId)) openDialog({ kind: 'voice', speakerId });
  else if (id !== undefined) toast(t('speakers.noVoiceHere'));
}
