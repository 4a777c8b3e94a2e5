import type { Footage, Interview, Pseudonym } from '../../../shared/domain';
import { withSubstitutes } from '../pseudonyms/inText';

/** What footage is called before those who may not see it raw: file names of raw footage tend to carry the speaker's name. */
export function publicName(footageId: string): string {
  return `Footage ${footageId.slice(0, 8)}`;
}

/** Footage as editors see it: the redacted preview is all that plays. */
export function publicFootage(footage: Footage): Footage {
  return { ...footage, name: publicName(footage.id), playback: footage.release?.previewed === true ? 'proxy' : 'proxy-pending' };
}

/** An interview as editors see it: what its citation says, with the substitutes of names, and no free text beyond it. */
export function publicInterview(interview: Interview, pseudonyms: readonly Pseudonym[]): Interview {
  const told = (text: string): string => withSubstitutes(text, pseudonyms);
  return { ...interview, speakerCode: told(interview.speakerCode), region: told(interview.region), interviewer: told(interview.interviewer), warningWhen: '', notes: '' };
}
