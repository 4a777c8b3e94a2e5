import { AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun, type Table } from 'docx';
import { formatTime } from '../../../../shared/time';
import { speakerName, spoken, type TranscriptDocument } from './document';

export const GREY = '595959';

/** A Word document: title, citation, then a paragraph a segment with time and speaker; page numbers below. */
export async function transcriptToDocx(doc: TranscriptDocument): Promise<Uint8Array> {
  const paragraphs = spoken(doc).map((s) => {
    const name = speakerName(doc, s);
    return new Paragraph({
      spacing: { after: 120 },
      children: [
        new TextRun({ text: `${formatTime(s.startUs)}  `, color: GREY, size: 18 }),
        ...(name === '' ? [] : [new TextRun({ text: `${printable(name)}: `, bold: true })]),
        new TextRun(printable(s.text)),
      ],
    });
  });
  return wordFile(doc, paragraphs);
}

/** A document's frame around what it says: title, citation, page numbers, and nobody's name as its author. */
export async function wordFile(doc: Pick<TranscriptDocument, 'title' | 'citation'>, body: readonly (Paragraph | Table)[]): Promise<Uint8Array> {
  const file = new Document({
    // Word would otherwise show the name of the account that ran Zapis.
    creator: 'Zapis',
    lastModifiedBy: 'Zapis',
    title: printable(doc.title),
    styles: { default: { document: { run: { font: 'Arial', size: 22 } } } },
    sections: [{
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 18, color: GREY })] })] }) },
      children: [
        new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(printable(doc.title))] }),
        ...(doc.citation === '' ? [] : [new Paragraph({ spacing: { after: 240 }, children: [new TextRun({ text: printable(doc.citation), italics: true })] })]),
        ...body,
      ],
    }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

/** The library escapes markup but lets control characters through, which no reader of XML accepts. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}
