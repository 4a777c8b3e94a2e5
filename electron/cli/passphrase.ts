import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './arguments';

/**
 * The passphrase from `ZAPIS_PASSPHRASE` or a prompt without echo; never from an argument, which every
 * process of the machine could read. The variable is removed at once, so that no child process inherits it.
 *
 * @throws UsageError when there is neither
 */
export function readPassphrase(question: string): Promise<string> {
  return readSecret('ZAPIS_PASSPHRASE', question);
}

/** A further secret in the same way: from its own variable, or a prompt. @throws UsageError when there is neither */
export async function readSecret(variable: string, question: string): Promise<string> {
  const given = process.env[variable];
  Reflect.deleteProperty(process.env, variable);
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) throw new UsageError(`Set ${variable}, or run in a terminal to be asked.`);
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
