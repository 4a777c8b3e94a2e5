import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TranscriptDocument } from '../../electron/core/transcript/formats';
import { spreadWords } from '../../electron/core/transcript/remapWords';
import type { Segment } from '../../shared/domain';
import { splitWords } from '../../shared/text';

const run = promisify(execFile);

const said = (startUs: number, endUs: number, text: string, speakerId?: string): Segment => ({
  id: `s${startUs}`, footageId: 'f', startUs, endUs, text, language: 'bs', origin: 'machine', words: spreadWords(splitWords(text), { startUs, endUs }), ...(speakerId === undefined ? {} : { speakerId }),
});

/** Both scripts, markup, a formula, an astral letter and a control character: whatever a format could trip over. */
export const AWKWARD: TranscriptDocument = {
  title: 'N.H. – 2016',
  citation: '(N.H., interviewed by Šćepanović, June 2016, Balkans)',
  language: 'bs',
  redacted: false,
  speakers: new Map([['v1', 'Željko & <Đ>'], ['v2', 'Преводилац']]),
  segments: [
    said(999_500, 2_000_499, 'Čuo sam & vidio <"Đorđa">: žut ćup, ë.', 'v1'),
    said(2_500_000, 4_000_000, '=SUM(A1) рекао је, "не знам"', 'v2'),
    said(4_100_000, 5_000_000, 'a\\b {c} 𝄞 \u0007 kraj', 'v1'),
    said(3_725_001_000, 3_726_000_000, 'Gotovo.'),
  ],
};

/** What a reader must find of each segment's text: a control character may be shown as a replacement. */
export const AWKWARD_TEXTS = ['Čuo sam & vidio <"Đorđa">: žut ćup, ë.', 'рекао је, "не знам"', 'kraj', 'Gotovo.'];

/** Runs a reading program over bytes; null where the machine lacks it. */
export async function readBy(program: string, args: (file: string) => string[], bytes: Uint8Array, name: string): Promise<string | null> {
  const dir = await mkdtemp(join(tmpdir(), 'zapis-read-'));
  try {
    const file = join(dir, name);
    await writeFile(file, bytes);
    return (await run(program, args(file), { maxBuffer: 1 << 24 })).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      console.warn(`SKIPPED: ${program} is not installed; ${name} was not read back by it.`);
      return null;
    }
    throw error;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
