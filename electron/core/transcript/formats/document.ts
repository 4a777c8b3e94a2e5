import type { LanguageCode, Segment } from '../../../../shared/domain';
import { formatTime } from '../../../../shared/time';

/** What a document of a transcript is made from: already redacted and in the chosen script where that was asked for. */
export interface TranscriptDocument {
  readonly segments: readonly Segment[];
  /** Heads the document: the speaker's code and date of the interview record. Never the footage's file name, which may tell. */
  readonly title: string;
  /** The citation line; empty when the record yields none. */
  readonly citation: string;
  /** The language that most of it is spoken in. */
  readonly language: LanguageCode;
  readonly redacted: boolean;
  /** Where no subtitle reaches over, µs: the end of the footage, the joins of a clip. */
  readonly borders?: readonly number[];
  /** Each segment is followed by its translation, under the same id. */
  readonly bilingual?: boolean;
  /** Told in files that may come back, so that they are known as this vault's own. */
  readonly vaultId?: string;
  /** Names by speaker id. */
  readonly speakers: ReadonlyMap<string, string>;
}

/** When a segment begins, and who speaks: what other tools show beside it. */
export function when(doc: Pick<TranscriptDocument, 'speakers'>, segment: Segment): string {
  return [formatTime(segment.startUs), speakerName(doc, segment)].filter((part) => part !== '').join(' ');
}

/** Who speaks in a segment; empty when nobody said. */
export function speakerName(doc: Pick<TranscriptDocument, 'speakers'>, segment: Segment): string {
  return segment.speakerId === undefined ? '' : (doc.speakers.get(segment.speakerId) ?? '');
}

/** The segments that hold text: empty ones are nothing to read. */
export function spoken(doc: Pick<TranscriptDocument, 'segments'>): Segment[] {
  return doc.segments.filter((segment) => segment.text !== '');
}
