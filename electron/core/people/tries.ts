import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { writeDurably } from '../vault/files';

const tries = z.object({ failed: z.number().int().nonnegative(), lastAt: z.number() });

/** Slips of the finger that cost nothing. */
const FREE_TRIES = 3;
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 300;

/** Seconds to wait after so many wrong tries in a row: nothing at first, then doubling. */
export function waitAfter(failed: number): number {
  return failed < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failed - FREE_TRIES));
}

/**
 * Counts a try before it is made, so that killing the program in the middle of one does not make it free.
 * The count lies beside the header, where a thief may delete it: it slows down whoever types, while Argon2id
 * slows down whoever computes.
 *
 * @throws ZapisError `vault-wait` while the wait after earlier wrong tries lasts
 */
export function beginTry(file: string, now = Date.now()): void {
  const { failed, lastAt } = read(file);
  // A clock that was set back must not lengthen the wait for ever, nor skip it.
  const passed = Math.max(0, now - lastAt) / 1000;
  const left = Math.ceil(waitAfter(failed) - passed);
  if (left > 0 && lastAt <= now + LONGEST_WAIT_S * 1000) throw new ZapisError('vault-wait', { seconds: left });
  writeDurably(file, JSON.stringify({ failed: failed + 1, lastAt: now }));
}

/** Forgets wrong tries after a right one. */
export function endTries(file: string): void {
  rmSync(file, { force: true });
}

function read(file: string): z.infer<typeof tries> {
  try {
    return tries.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { failed: 0, lastAt: 0 };
  }
}
