import type { DocumentFormat } from '../../../../shared/domain';
import { transcriptToAss } from '../../clips/drawn';
import { transcriptToBilingualDocx } from './bilingualDocx';
import { transcriptToBilingualPdf } from './bilingualPdf';
import { transcriptToCsv } from './csv';
import type { TranscriptDocument } from './document';
import { transcriptToDocx } from './docx';
import { transcriptToEaf } from './eaf';
import { transcriptToJson } from './json';
import { transcriptToOdt } from './odt';
import { transcriptToPdf } from './pdf';
import { transcriptToRtf } from './rtf';
import { transcriptToSrt } from './srt';
import { transcriptToTmx } from './tmx';
import { transcriptToTtml } from './ttml';
import { transcriptToTxt } from './txt';
import { transcriptToVtt } from './vtt';
import { transcriptToXliff } from './xliff';

export type { TranscriptDocument } from './document';

const WRITERS: Readonly<Record<DocumentFormat, (doc: TranscriptDocument) => string | Uint8Array | Promise<Uint8Array>>> = {
  txt: transcriptToTxt,
  srt: (doc) => transcriptToSrt(doc.segments, doc.borders),
  vtt: (doc) => transcriptToVtt(doc.segments, doc.borders),
  ttml: transcriptToTtml,
  ass: (doc) => transcriptToAss(doc.segments, doc.borders),
  docx: (doc) => (doc.bilingual === true ? transcriptToBilingualDocx(doc) : transcriptToDocx(doc)),
  odt: transcriptToOdt,
  pdf: (doc) => (doc.bilingual === true ? transcriptToBilingualPdf(doc) : transcriptToPdf(doc)),
  csv: transcriptToCsv,
  json: (doc) => `${JSON.stringify(transcriptToJson(doc), null, 2)}\n`,
  eaf: transcriptToEaf,
  rtf: transcriptToRtf,
  tmx: transcriptToTmx,
  xliff: transcriptToXliff,
};

/** The bytes of a transcript's document; text formats in UTF-8. */
export async function writeDocument(format: DocumentFormat, doc: TranscriptDocument): Promise<Uint8Array> {
  const written = await WRITERS[format](doc);
  return typeof written === 'string' ? Buffer.from(written, 'utf8') : written;
}
