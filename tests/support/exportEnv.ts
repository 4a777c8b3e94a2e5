import { randomUUID } from 'node:crypto';
import type { ExportEnv } from '../../electron/core/clips/export';
import { findBinaries } from '../../electron/core/media/binaries';
import { startLoopback } from '../../electron/core/media/loopback';
import { segmentToRow } from '../../electron/core/transcript/segments';
import { markPassage } from '../../electron/core/redaction/passages';
import { passageDraft, type Passage, type Segment } from '../../shared/domain';
import { scratchDir } from './media';
import { tempVault, type TempVault } from './vault';

/** An own vault, loopback and folder for one test file. */
export interface TestExport {
  readonly env: ExportEnv;
  readonly temp: TempVault;
  readonly dir: string;
  dispose(): Promise<void>;
}

export async function testExport(name: string): Promise<TestExport> {
  const scratch = scratchDir(name);
  const temp = await tempVault();
  const env: ExportEnv = { binaries: findBinaries(), loopback: await startLoopback(), vault: temp.vault, appVersion: 'test' };
  return {
    env, temp, dir: scratch.dir,
    async dispose() {
      await env.loopback.close();
      temp.dispose();
      scratch.remove();
    },
  };
}

/** Marks a stretch of time, milliseconds. */
export function markTime(env: ExportEnv, footageId: string, startMs: number, endMs: number, o: Partial<Pick<Passage, 'audio' | 'video' | 'reason'>> = {}): Passage {
  return markPassage(env.vault.db, passageDraft.parse({ footageId, target: { startUs: startMs * 1000, endUs: endMs * 1000 }, reason: 'self-incrimination', ...o }));
}

/** Adds a segment of aligned words; times in milliseconds. */
export function addSegment(env: ExportEnv, footageId: string, words: readonly (readonly [text: string, startMs: number, endMs: number])[]): Segment {
  const segment: Segment = {
    id: randomUUID(), footageId, language: 'bs', origin: 'machine', text: words.map((w) => w[0]).join(' '),
    startUs: (words[0]?.[1] ?? 0) * 1000, endUs: (words.at(-1)?.[2] ?? 1) * 1000,
    words: words.map(([text, a, b]) => ({ text, startUs: a * 1000, endUs: b * 1000, trust: 'aligned' })),
  };
  env.vault.db.prepare('INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES (@id, @footage_id, @start_us, @end_us, @text, @language, @origin, @words, @updated_at)').run(segmentToRow(segment));
  return segment;
}
