import { totalmem } from 'node:os';
import { deriveKey, KDF_FLOOR, type KdfCost } from './keys';

/** What an unlock should take: long for a guesser, short for a person. Milliseconds. */
const TARGET_MS = 500;
const PREFERRED_KIB = 128 * 1024;

async function timePasses(memoryKiB: number, passes: number): Promise<number> {
  const start = performance.now();
  await deriveKey('calibration', Buffer.alloc(16), { memoryKiB, passes, lanes: KDF_FLOOR.lanes });
  return performance.now() - start;
}

/**
 * Argon2id cost that takes about half a second on this machine: memory first (it is what makes
 * guessing hardware expensive), passes for the rest; never below OWASP's floor. On a laptop with
 * little memory it takes a sixteenth of it at most, since the vault may be opened there for years.
 */
export async function calibrateKdf(): Promise<KdfCost> {
  let memoryKiB = Math.max(KDF_FLOOR.memoryKiB, Math.min(PREFERRED_KIB, Math.floor(totalmem() / 1024 / 16)));
  for (;;) {
    // The first run pays for touching fresh memory; the quicker of two is what an attacker would see.
    const elapsed = Math.min(await timePasses(memoryKiB, 2), await timePasses(memoryKiB, 2));
    if (elapsed <= TARGET_MS || memoryKiB === KDF_FLOOR.memoryKiB) {
      const passes = Math.max(KDF_FLOOR.passes, Math.min(64, Math.round((2 * TARGET_MS) / elapsed)));
      return { memoryKiB, passes, lanes: KDF_FLOOR.lanes };
    }
    memoryKiB = Math.max(KDF_FLOOR.memoryKiB, Math.floor(memoryKiB / 2));
  }
}
