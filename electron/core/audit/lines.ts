import { createReadStream } from 'node:fs';
import { LONGEST_LINE } from './verifyAuditFile';

/**
 * The lines of a UTF-8 file, without their line feeds. Whatever the file: at most one line is in memory, and an
 * endless one is cut just after it is longer than any line of an audit log.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const parts = (rest + piece).split('\n');
    rest = (parts.pop() ?? '').slice(0, LONGEST_LINE + 1);
    yield* parts;
  }
  if (rest !== '') yield rest;
}
