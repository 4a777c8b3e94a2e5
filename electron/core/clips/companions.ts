import { citation } from '../../../shared/citation';
import type { ClipRequest, LanguageCode, Segment, Sidecar } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { getFootage } from '../footage/footage';
import { getInterview } from '../footage/interviews';
import { writeDocument } from '../transcript/formats';
import { withSubstitutes } from '../pseudonyms/inText';
import { pseudonymsOfFootage } from '../pseudonyms/rows';
import { transcriptToSrt } from '../transcript/formats/srt';
import { transcriptToTtml } from '../transcript/formats/ttml';
import { transcriptToVtt } from '../transcript/formats/vtt';
import { speakerLabel, listSpeakers } from '../transcript/speakers';
import type { Database } from '../vault/database';
import { findSecret } from './checkText';
import { transcriptToAss } from './drawn';
import type { Outputs } from './outputs';
import { offsetsOf } from './parts';
import type { PlannedClip } from './planned';

/** A file that stands beside a clip. */
export interface Companion {
  readonly file: string;
  readonly kind: 'subtitles' | 'document';
  readonly format: string;
  readonly bytes: Uint8Array;
  /** All words in it, to be searched for what must not leave. */
  readonly text: string;
}

const SUBTITLES: Readonly<Record<Sidecar, (segments: readonly Segment[], borders: readonly number[]) => string>> = {
  srt: transcriptToSrt, vtt: transcriptToVtt, ass: transcriptToAss, ttml: (segments, borders) => transcriptToTtml({ segments, borders, language: mostOf(segments.map(({ language }) => language)) }),
};

/**
 * Subtitles and documents of a clip.
 *
 * @throws ZapisError `export-citation-leaks` when the interview's record says what is redacted in the clip.
 */
export async function companionsOf(db: Database, request: ClipRequest, { parts, spoken, secrets }: PlannedClip, outputs: Outputs): Promise<Companion[]> {
  const companions: Companion[] = outputs.sidecars.map(({ file, format }) => {
    const text = SUBTITLES[format](spoken, offsetsOf(parts).slice(1));
    return { file, kind: 'subtitles', format, bytes: Buffer.from(text, 'utf8'), text };
  });
  if (outputs.documents.length === 0) return companions;
  const { interviewId } = getFootage(db, request.footageId);
  const cited = interviewId === null ? '' : withSubstitutes(citation(getInterview(db, interviewId)), pseudonymsOfFootage(db, request.footageId));
  if (findSecret(cited, secrets) !== null) throw new ZapisError('export-citation-leaks');
  const title = request.title?.trim() ?? '';
  const doc = {
    segments: spoken, title: title === '' ? 'Transcript' : title, citation: cited, language: mostOf(spoken.map(({ language }) => language)), redacted: true, bilingual: request.lang === 'both',
    // Said in the text already where that is wanted; numbers only, as in every redacted document.
    speakers: request.speakers === true ? new Map<string, string>() : new Map(listSpeakers(db, request.footageId).map((s) => [s.id, speakerLabel({ ...s, name: '' })])),
  };
  for (const { file, format } of outputs.documents) {
    companions.push({ file, kind: 'document', format, bytes: await writeDocument(format, doc), text: [doc.title, cited, ...spoken.map((s) => s.text)].join('\n') });
  }
  return companions;
}

function mostOf(languages: readonly LanguageCode[]): LanguageCode {
  const counts = new Map<LanguageCode, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und';
}
