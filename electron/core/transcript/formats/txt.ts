import { formatTime } from '../../../../shared/time';
import { speakerName, spoken, type TranscriptDocument } from './document';

/** Plain text for reading: one paragraph a segment, each headed by its time and, where somebody said who, the speaker. */
export function transcriptToTxt(doc: Pick<TranscriptDocument, 'segments' | 'speakers'>): string {
  return spoken(doc).map((s) => {
    const name = speakerName(doc, s);
    return `[${formatTime(s.startUs)}] ${name === '' ? '' : `${name}: `}${s.text}\n`;
  }).join('\n');
}
