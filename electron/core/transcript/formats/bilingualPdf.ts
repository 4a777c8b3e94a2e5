import { splitWords } from '../../../../shared/text';
import { formatTime } from '../../../../shared/time';
import { speakerName, type TranscriptDocument } from './document';
import { pairsOf } from './pairs';
import { GREY, INK, MARGIN, pdfFile, type Page } from './pdf';

/** Points: the column of times, and the space between columns. */
const TIME = 58;
const BETWEEN = 14;
const SIZE = 9.5;
/** Longer texts go on in a further row, lest a row be higher than a page. */
const MOST_CHARACTERS = 900;

/** A PDF in two columns, the original and what renders it, with times and speakers. @throws ZapisError `subtitle-font-missing`. */
export function transcriptToBilingualPdf(doc: TranscriptDocument): Promise<Uint8Array> {
  return pdfFile(doc, (page) => {
    const { pdf, face } = page;
    const width = (pdf.page.width - 2 * MARGIN - TIME - 2 * BETWEEN) / 2;
    const columns = [MARGIN + TIME + BETWEEN, MARGIN + TIME + 2 * BETWEEN + width];
    for (const { original, translation } of pairsOf(doc)) {
      const [left, right] = [rows(original.text), rows(translation?.text ?? '')];
      for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
        const texts = [left[i] ?? '', right[i] ?? ''];
        face('plain').fontSize(SIZE);
        const height = Math.max(...texts.map((text) => pdf.heightOfString(text, { width })), 2 * SIZE);
        if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
        const top = pdf.y;
        if (i === 0) side(page, formatTime(original.startUs), speakerName(doc, original), top);
        texts.forEach((text, column) => { face('plain').fontSize(SIZE).fillColor(INK).text(text, columns[column], top, { width }); });
        pdf.y = top + height + 7;
      }
    }
    pdf.x = MARGIN;
  });
}

function side({ pdf, face }: Page, time: string, name: string, top: number): void {
  face('plain').fontSize(8).fillColor(GREY).text(time, MARGIN, top + 1, { width: TIME });
  if (name !== '') face('bold').fontSize(8).fillColor(INK).text(name, MARGIN, pdf.y, { width: TIME, height: 20, ellipsis: true });
}

function rows(text: string): string[] {
  const found: string[] = [];
  for (const word of splitWords(text)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= MOST_CHARACTERS) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}
