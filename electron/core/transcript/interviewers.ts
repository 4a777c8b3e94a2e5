import { foldWord, splitWords } from '../../../shared/text';
import type { Database } from '../vault/database';
import { listSpeakers } from './speakers';

/**
 * The voices of a footage that ask: those that a person has named as the interview's record names its interviewer. Of
 * several (`Ana Horvat, B. Speckhard`; `Ana i Bruno`) each counts.
 *
 * @returns ids of speakers; none where nobody is named.
 */
export function interviewerVoices(db: Database, footageId: string): string[] {
  const named = db.prepare<[string], string>('SELECT interviewer FROM interview JOIN footage ON footage.interview_id = interview.id WHERE footage.id = ?').pluck().get(footageId) ?? '';
  const names = new Set([named, ...named.split(/[,;/&+]|\s(?:i|and|dhe|и|in)\s/u)].map(folded).filter((name) => name !== ''));
  return listSpeakers(db, footageId).filter(({ name }) => names.has(folded(name))).map(({ id }) => id);
}

function folded(name: string): string {
  return splitWords(name).map(foldWord).filter((word) => word !== '').join(' ');
}
