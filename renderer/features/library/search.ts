import type { Footage, Interview } from '../../../shared/domain';
import { foldForSearch } from '../../../shared/text';

/** Whether every word of the query occurs in one of the texts, whatever the script, case or diacritics. */
export function matches(query: string, texts: readonly string[]): boolean {
  const wanted = foldForSearch(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const folded = foldForSearch(texts.join('\n'));
  return wanted.every((word) => folded.includes(word));
}

export function interviewTexts(interview: Interview): string[] {
  return [interview.speakerCode, interview.region, interview.interviewer, interview.date, interview.notes];
}

/** What the lists show: the open interview's footage, narrowed by the search over footage and its interview. */
export function visibleFootage(footage: readonly Footage[], interviews: readonly Interview[], interviewId: string | null, query: string): Footage[] {
  return footage.filter((f) => {
    if (interviewId !== null && f.interviewId !== interviewId) return false;
    const around = interviews.find((i) => i.id === f.interviewId);
    return matches(query, [f.name, ...(around ? interviewTexts(around) : [])]);
  });
}
