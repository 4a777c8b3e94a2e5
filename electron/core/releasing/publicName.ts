import type { Footage, Interview } from '../../../shared/domain';

/** What footage is called before those who may not see it raw: file names of raw footage tend to carry the speaker's name. */
export function publicName(footageId: string): string {
  return `Footage ${footageId.slice(0, 8)}`;
}

/** Footage as editors see it: the redacted preview is all that plays. */
export function publicFootage(footage: Footage): Footage {
  return { ...footage, name: publicName(footage.id), playback: footage.release?.previewed === true ? 'proxy' : 'proxy-pending' };
}

/** An interview as editors see it: what its citation says, and no free text beyond it. */
export function publicInterview(interview: Interview): Interview {
  return { ...interview, warningWhen: '', notes: '' };
}
