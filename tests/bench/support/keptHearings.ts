import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { word } from '../../../shared/domain';

/** What one way of hearing wrote, and what it cost. */
const written = z.object({
  segments: z.array(z.object({ startUs: z.number(), endUs: z.number(), text: z.string(), doubts: z.array(z.string()).optional(), words: z.array(word).optional() })),
  seconds: z.number(), elapsedMs: z.number(), peakMb: z.number(),
});
export type Written = z.infer<typeof written>;

/**
 * Hears unless the folder knows already what came of it: a corpus of an hour is so heard in pieces. What is kept says nothing of
 * the program that wrote it: a folder for each.
 *
 * @param dir null to keep nothing.
 * @param name of the file, the model and the way, in any letters.
 */
export async function keptOr(dir: string | null, name: string, hear: () => Promise<Written>): Promise<Written> {
  if (dir === null) return hear();
  const file = path.join(dir, `${name.replace(/[^\w.-]+/gu, '_')}.json`);
  if (existsSync(file)) return written.parse(JSON.parse(readFileSync(file, 'utf8')));
  const heard = await hear();
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, JSON.stringify(heard));
  return heard;
}
