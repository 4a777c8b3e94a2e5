import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './arguments';

/**
 * The passphrase from `ZAPIS_PASSPHRASE` or a prompt without echo; never from an argument, which every
 * process of the machine could read. The variable is removed at once, so that no child process inherits it.
 *
 * @throws UsageError when there is neither
 */
export async function readPassphrase(question: string): Promise<string> {
  const given = process.env['ZAPIS_PASSPHRASE'];
  delete process.env['ZAPIS_PASSPHRASE'];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) throw new UsageError('Set ZAPIS_PASSPHRASE, or run in a terminal to be asked for the passphrase.');
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await prompt.question('');
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}
