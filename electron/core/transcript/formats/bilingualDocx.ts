import { Bookmark, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType, type IParagraphOptions } from 'docx';
import { formatTime } from '../../../../shared/time';
import { bookmarkOf } from '../../translation/exchange/marks';
import { speakerName, type TranscriptDocument } from './document';
import { GREY, printable, wordFile } from './docx';
import { pairsOf } from './pairs';

/** Twentieths of a point. */
const COLUMNS = [1300, 4050, 4050];
const RULE = { style: BorderStyle.SINGLE, size: 4, color: 'BFBFBF' };
const BORDERS = { top: RULE, bottom: RULE, insideHorizontal: RULE, left: { style: BorderStyle.NONE }, right: { style: BorderStyle.NONE }, insideVertical: { style: BorderStyle.NONE } };

/**
 * A Word document in two columns, the original and what renders it, with times and speakers. Each row carries a bookmark by
 * which an edited translation finds back to its segment.
 */
export function transcriptToBilingualDocx(doc: TranscriptDocument): Promise<Uint8Array> {
  const head = ['Time', 'Original', 'Translation'].map((text) => [new Paragraph({ children: [new TextRun({ text, bold: true, size: 18 })] })]);
  const rows = pairsOf(doc).map(({ original, translation }) => {
    const name = speakerName(doc, original);
    const time = new TextRun({ text: formatTime(original.startUs), color: GREY, size: 18 });
    return row([
      [cell({ children: [new Bookmark({ id: bookmarkOf(original.id, translation?.text ?? ''), children: [time] })] }), ...(name === '' ? [] : [cell({ children: [new TextRun({ text: printable(name), bold: true, size: 18 })] })])],
      [cell({ children: [new TextRun(printable(original.text))] })],
      [cell({ children: [new TextRun(printable(translation?.text ?? ''))] })],
    ], false);
  });
  return wordFile(doc, [new Table({ width: { size: COLUMNS.reduce((a, b) => a + b, 0), type: WidthType.DXA }, columnWidths: COLUMNS, borders: BORDERS, rows: [row(head, true), ...rows] })]);
}

function row(cells: readonly (readonly Paragraph[])[], tableHeader: boolean): TableRow {
  return new TableRow({ tableHeader, cantSplit: true, children: cells.map((children, i) => new TableCell({ width: { size: COLUMNS[i] ?? 0, type: WidthType.DXA }, margins: { top: 40, bottom: 40, left: 80, right: 80 }, children: [...children] })) });
}

function cell(options: IParagraphOptions): Paragraph {
  return new Paragraph(options);
}
