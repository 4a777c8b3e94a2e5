import path from 'node:path';
import PDFDocument from 'pdfkit';
import { formatTime } from '../../../../shared/time';
import { fontsDir } from '../../media/fonts';
import { speakerName, spoken, type TranscriptDocument } from './document';

const INK = '#000000';
const GREY = '#595959';

/**
 * A PDF on A4: title, citation, then a paragraph a segment with time and speaker; page numbers below. The font is
 * embedded, since no machine's own can be counted on for č, đ, ë and Cyrillic.
 *
 * @throws ZapisError `subtitle-font-missing`.
 */
export function transcriptToPdf(doc: TranscriptDocument): Promise<Uint8Array> {
  const fonts = fontsDir();
  const [plain, bold, slanted] = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-Oblique.ttf'].map((name) => path.join(fonts, name));
  const pdf = new PDFDocument({
    size: 'A4', margins: { top: 64, bottom: 64, left: 64, right: 64 }, bufferPages: true, lang: doc.language, displayTitle: true,
    info: { Title: doc.title, Producer: 'Zapis', Creator: 'Zapis' },
    // Its own default, Helvetica, would be read from a file that a bundle does not have.
    font: plain ?? '',
  });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => { resolve(Buffer.concat(pieces)); }).on('error', reject);
  });
  const font = (file: string | undefined): typeof pdf => pdf.font(file ?? '');
  font(bold).fontSize(15).fillColor(INK).text(doc.title);
  if (doc.citation !== '') font(slanted).fontSize(10).moveDown(0.3).text(doc.citation);
  pdf.moveDown();
  for (const segment of spoken(doc)) {
    const name = speakerName(doc, segment);
    font(plain).fontSize(8).fillColor(GREY).text(`${formatTime(segment.startUs)}   `, { continued: true });
    if (name !== '') font(bold).fontSize(10).fillColor(INK).text(`${name}: `, { continued: true });
    font(plain).fontSize(10).fillColor(INK).text(segment.text, { paragraphGap: 5 });
  }
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Writing below the margin would begin a new page.
    pdf.page.margins.bottom = 0;
    font(plain).fontSize(8).fillColor(GREY).text(`${page + 1} / ${count}`, 64, pdf.page.height - 40, { width: pdf.page.width - 128, align: 'center', lineBreak: false });
  }
  pdf.end();
  return written;
}
