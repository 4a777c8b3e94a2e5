import { glossaryTerm, type GlossaryTerm } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { nfc } from '../../../shared/text';

type TermRow = Pick<GlossaryTerm, 'term' | 'kind' | 'misheard' | 'note' | 'staysLatin'>;

/**
 * Reads terms from a table saved by a spreadsheet (RFC 4180, with comma, semicolon or tab): term, kind, misheard
 * ("a; b"), note, stays latin (yes, da, x or 1). A first line of these names is skipped; a term that comes twice is taken once.
 *
 * @throws ZapisError `glossary-file-invalid` with the first line that is wrong; nothing of the file is taken then.
 */
export function termsFromCsv(text: string): TermRow[] {
  const body = nfc(text).replace(/^\uFEFF/, '');
  const separator = separatorOf(body);
  const terms = new Map<string, TermRow>();
  for (const [index, cells] of records(body, separator).entries()) {
    const [term = '', kind = '', misheard = '', note = '', staysLatin = ''] = cells.map((cell) => cell.trim());
    if (term === '' || (index === 0 && term.toLowerCase() === 'term')) continue;
    const row = glossaryTerm.pick({ term: true, kind: true, misheard: true, note: true, staysLatin: true }).safeParse({ term, kind: kind === '' ? 'word' : kind.toLowerCase(), misheard: misheard.split(/[;|]/u).map((one) => one.trim()).filter((one) => one !== ''), note, staysLatin: /^(?:yes|da|да|x|1|true)$/iu.test(staysLatin) });
    if (!row.success) throw new ZapisError('glossary-file-invalid', { line: index + 1 });
    if (!terms.has(term)) terms.set(term, row.data);
  }
  return [...terms.values()];
}

/** Spreadsheets of this region save semicolons, since the comma is their decimal point. */
function separatorOf(text: string): string {
  const first = (text.split(/\r?\n/u, 1)[0] ?? '').replace(/"[^"]*"/gu, '');
  return ['\t', ';', ','].find((one) => first.includes(one)) ?? ',';
}

function records(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(i++);
      else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === separator) endCell();
    else if (character === '\n') {
      endCell();
      rows.push([]);
    } else if (character !== '\r') cell += character;
  }
  endCell();
  return rows.filter((cells) => cells.some((one) => one.trim() !== ''));
}
