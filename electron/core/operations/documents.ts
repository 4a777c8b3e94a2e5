import path from 'node:path';
import { citation } from '../../../shared/citation';
import { isExchange, isSubtitles, type DocumentFormat, type FastCue, type LanguageCode, type Script, type Segment, type TextLanguage } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { getFootage } from '../footage/footage';
import { getInterview } from '../footage/interviews';
import { fastCues } from '../subtitles/cues';
import { writeDocument, type TranscriptDocument } from '../transcript/formats';
import { findSecret, secretWords } from '../clips/checkText';
import { withSubstitutes } from '../pseudonyms/inText';
import { pseudonymsOfFootage } from '../pseudonyms/rows';
import { planFor } from '../redaction/planFor';
import { shownSegments } from '../transcript/script';
import { listSpeakers, speakerLabel } from '../transcript/speakers';
import type { Workspace } from '../workspace/workspace';
import { writeOutFile } from './outFile';
import { transcriptForDocument } from './transcript';

export interface DocumentRequest {
  readonly footageId: string;
  readonly format: DocumentFormat;
  readonly redacted: boolean;
  /** Instead of the one chosen for the footage. */
  readonly script?: Script | undefined;
  readonly lang?: TextLanguage | undefined;
}

/**
 * A transcript with all that a document says around it. Goes through `transcriptForDocument`, which checks the role
 * and writes the audit entry.
 *
 * @throws ZapisError `not-allowed`, `footage-missing`, `footage-not-released`.
 */
export function transcriptDocument(workspace: Workspace, wanted: DocumentRequest): TranscriptDocument {
  const request: DocumentRequest = isExchange(wanted.format) ? { ...wanted, lang: 'both' } : wanted;
  const segments = transcriptForDocument(workspace, request);
  const { db } = workspace.vault;
  const footage = getFootage(db, request.footageId);
  const interview = footage.interviewId === null ? null : getInterview(db, footage.interviewId);
  const named = interview === null ? '' : [interview.speakerCode, interview.date].filter((part) => part.trim() !== '').join(' – ');
  const pseudonyms = request.redacted ? pseudonymsOfFootage(db, request.footageId) : [];
  return {
    segments,
    title: named === '' ? 'Transcript' : withSubstitutes(named, pseudonyms),
    citation: interview === null ? '' : withSubstitutes(citation(interview), pseudonyms),
    language: mainLanguage(segments),
    redacted: request.redacted,
    borders: [footage.durationUs],
    bilingual: request.lang === 'both',
    vaultId: workspace.vault.id,
    // What a person typed as a voice's name may be a name: a redacted document gives numbers only.
    speakers: new Map(listSpeakers(db, request.footageId).map((s) => [s.id, request.redacted ? speakerLabel({ ...s, name: '' }) : speakerLabel(s)])),
  };
}

/** Saves a transcript where the person chose. @throws as `transcriptDocument` and `writeOutFile`; `export-name-leaks`. */
export async function saveTranscript(workspace: Workspace, request: DocumentRequest & { readonly file: string }): Promise<{ segments: number; tooFast: FastCue[] }> {
  const doc = transcriptDocument(workspace, request);
  if (request.redacted) assertNameTellsNothing(workspace, request);
  await writeOutFile(request.file, [await writeDocument(request.format, doc)]);
  return { segments: doc.segments.length, tooFast: isSubtitles(request.format) ? fastCues(doc.segments, doc.borders) : [] };
}

/** The file's name leaves with the document. */
function assertNameTellsNothing({ vault: { db } }: Workspace, { footageId, script, file }: DocumentRequest & { readonly file: string }): void {
  const segments = shownSegments(db, footageId, script);
  const plan = planFor(db, footageId, { segments, clip: null, durationUs: getFootage(db, footageId).durationUs });
  if (findSecret(path.basename(file), secretWords(segments, plan)) !== null) throw new ZapisError('export-name-leaks');
}

function mainLanguage(segments: readonly Segment[]): LanguageCode {
  const time = new Map<LanguageCode, number>();
  for (const { language, startUs, endUs } of segments) time.set(language, (time.get(language) ?? 0) + endUs - startUs);
  return [...time].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und';
}
