import { usToMs } from '../../../../shared/time';
import { timestamp } from './timestamp';
import { speakerName, spoken, type TranscriptDocument } from './document';

const HEAD = ['start', 'end', 'start_ms', 'end_ms', 'speaker', 'language', 'text'];

/**
 * One row a segment (RFC 4180), with a byte-order mark because Excel takes UTF-8 for a code page without it. Text that
 * a spreadsheet would run as a formula (`=`, `+`, `-`, `@` first) gets an apostrophe before it, as OWASP advises.
 */
export function transcriptToCsv(doc: TranscriptDocument): string {
  const rows = spoken(doc).map((s) => {
    const [startMs, endMs] = [usToMs(s.startUs), usToMs(s.endUs)];
    return [timestamp(startMs, '.'), timestamp(endMs, '.'), String(startMs), String(endMs), speakerName(doc, s), s.language, s.text];
  });
  return `\uFEFF${[HEAD, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

function field(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
