import { randomBytes } from 'node:crypto';
import { ZapisError, type Failure } from '../../shared/errors';

/**
 * Turns anything thrown into what may be shown and stored: a code with parameters. An unknown error
 * becomes `internal` with a random number; only its class, its code and that number reach the log, since
 * messages and stacks of libraries carry paths and text.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof ZapisError) return { code: error.code, params: error.params };
  const id = randomBytes(4).toString('hex');
  logInternal(id, error);
  return { code: 'internal', params: { id } };
}

/** One line on stderr for an error that no person can act on: its number, class and code, never its message. */
export function logInternal(id: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  process.stderr.write(`zapis: internal error ${id} (${name}${code})\n`);
}
