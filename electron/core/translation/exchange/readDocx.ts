import { unzipSync } from 'fflate';
import { ZapisError } from '../../../../shared/errors';
import type { Exchanged, ExchangedUnit } from './exchanged';
import { BOOKMARK, plainText } from './marks';
import { decodeXml, readXml } from './xmlReader';

/** Unpacked. A packed file of a few kilobytes can unpack to gigabytes. */
const LARGEST = 64 * 1024 * 1024;
/** What stands beside the text and was not written by the translator, or is no more. */
const ASIDE = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:delText', 'w:footnoteReference']);

interface Row { cells: string[]; mark: string | null }

/**
 * A Word document of two columns as `transcriptToBilingualDocx` wrote it, edited in whatever program: rows of three cells,
 * told by their bookmark or, where that is gone, by their original. Changes that were only suggested there count as made.
 *
 * @throws ZapisError `exchange-unreadable`, `exchange-too-large`, and as `readXml`.
 */
export function readDocx(bytes: Uint8Array): Exchanged {
  const units: ExchangedUnit[] = [];
  const tables: { row: Row | null }[] = [];
  let aside = 0;
  const write = (text: string): void => {
    const cells = tables.at(-1)?.row?.cells;
    if (cells && cells.length > 0) cells[cells.length - 1] += text;
  };
  let inText = false;
  for (const event of readXml(documentXml(bytes))) {
    if (event.kind === 'text') {
      if (inText && aside === 0) write(event.text);
      continue;
    }
    const { name } = event;
    if (ASIDE.has(name)) aside += event.kind === 'open' ? 1 : -1;
    else if (name === 'w:t') inText = event.kind === 'open';
    else if (event.kind === 'close') {
      const table = tables.at(-1);
      if (name === 'w:p') write(' ');
      else if (name === 'w:tbl') tables.pop();
      else if (name === 'w:tr' && table?.row) {
        const unit = unitOf(table.row);
        if (unit) units.push(unit);
        table.row = null;
      }
    } else if (name === 'w:tbl') tables.push({ row: null });
    else if (name === 'w:tr') tables.splice(-1, 1, { row: { cells: [], mark: null } });
    else if (name === 'w:tc') tables.at(-1)?.row?.cells.push('');
    else if (name === 'w:tab' || name === 'w:br' || name === 'w:cr') write(' ');
    else if (name === 'w:noBreakHyphen') write('\u2011');
    else if (name === 'w:bookmarkStart') {
      const [row, mark] = [tables.at(-1)?.row, event.attributes.get('w:name') ?? ''];
      if (row && BOOKMARK.test(mark)) row.mark = mark;
    }
  }
  return { format: 'docx', footageId: null, vaultId: null, redacted: units.some(({ source }) => source.includes('[redacted]')), units };
}

function unitOf({ cells, mark }: Row): ExchangedUnit | null {
  const [, source, target] = cells;
  if (cells.length !== 3 || source === undefined || target === undefined) return null;
  const [, key = null, base = null] = mark === null ? [] : BOOKMARK.exec(mark) ?? [];
  // The head of the table.
  if (key === null && plainText(source) === 'Original') return null;
  return { id: null, key, source: plainText(source), target: plainText(target), sourceLanguage: '', targetLanguage: '', base };
}

function documentXml(bytes: Uint8Array): string {
  let tooLarge = false;
  let found: Uint8Array | undefined;
  try {
    found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== 'word/document.xml') return false;
        tooLarge = originalSize > LARGEST;
        return !tooLarge;
      },
    })['word/document.xml'];
  } catch (cause) {
    throw new ZapisError('exchange-unreadable', {}, { cause });
  }
  if (tooLarge) throw new ZapisError('exchange-too-large');
  if (!found) throw new ZapisError('exchange-unreadable');
  return decodeXml(found);
}
