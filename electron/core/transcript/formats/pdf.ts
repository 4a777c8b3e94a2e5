import path from 'node:path';
import PDFDocument from 'pdfkit';
import { formatTime } from '../../../../shared/time';
import { fontsDir } from '../../media/fonts';
import { speakerName, spoken, type TranscriptDocument } from './document';

export const INK = '#000000';
export const GREY = '#595959';
/** Points around the text, and below it, on A4. */
export const MARGIN = 64;

/** A document being written, and its faces. */
export interface Page {
  readonly pdf: typeof PDFDocument.prototype;
  /** Chooses the face. */
  face(which: 'plain' | 'bold' | 'slanted'): typeof PDFDocument.prototype;
}

/** A PDF on A4: title, citation, then a paragraph a segment with time and speaker. @throws ZapisError `subtitle-font-missing`. */
export function transcriptToPdf(doc: TranscriptDocument): Promise<Uint8Array> {
  return pdfFile(doc, ({ face }) => {
    for (const segment of spoken(doc)) {
      const name = speakerName(doc, segment);
      face('plain').fontSize(8).fillColor(GREY).text(`${formatTime(segment.startUs)}   `, { continued: true });
      if (name !== '') face('bold').fontSize(10).fillColor(INK).text(`${name}: `, { continued: true });
      face('plain').fontSize(10).fillColor(INK).text(segment.text, { paragraphGap: 5 });
    }
  });
}

/**
 * A document's frame around what `write` writes: title and citation, page numbers below. The font is embedded, since no
 * machine's own can be counted on for č, đ, ë and Cyrillic.
 *
 * @throws ZapisError `subtitle-font-missing`.
 */
export function pdfFile(doc: Pick<TranscriptDocument, 'title' | 'citation' | 'language'>, write: (page: Page) => void): Promise<Uint8Array> {
  const fonts = fontsDir();
  const files = { plain: path.join(fonts, 'DejaVuSans.ttf'), bold: path.join(fonts, 'DejaVuSans-Bold.ttf'), slanted: path.join(fonts, 'DejaVuSans-Oblique.ttf') };
  const pdf = new PDFDocument({
    size: 'A4', margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN }, bufferPages: true, lang: doc.language, displayTitle: true,
    info: { Title: doc.title, Producer: 'Zapis', Creator: 'Zapis' },
    // Its own default, Helvetica, would be read from a file that a bundle does not have.
    font: files.plain,
  });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => { resolve(Buffer.concat(pieces)); }).on('error', reject);
  });
  const face = (which: keyof typeof files): typeof pdf => pdf.font(files[which]);
  face('bold').fontSize(15).fillColor(INK).text(doc.title);
  if (doc.citation !== '') face('slanted').fontSize(10).moveDown(0.3).text(doc.citation);
  pdf.moveDown();
  write({ pdf, face });
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Writing below the margin would begin a new page.
    pdf.page.margins.bottom = 0;
    face('plain').fontSize(8).fillColor(GREY).text(`${page + 1} / ${count}`, MARGIN, pdf.page.height - 40, { width: pdf.page.width - 2 * MARGIN, align: 'center', lineBreak: false });
  }
  pdf.end();
  return written;
}
