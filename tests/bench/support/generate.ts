import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LONG_TESTIMONY, type LongLanguage } from '../../support/longTestimony';
import { noisyInterview } from '../../support/noisyInterview';
import { recordInterview } from '../../support/recordedInterview';
import { startSpeaker } from '../../support/speaker';
import { REPO } from './bench';

/** The languages that can be generated. */
export const GENERATED = Object.keys(LONG_TESTIMONY) as LongLanguage[];

export interface GenerateRequest {
  readonly languages: readonly LongLanguage[];
  /** Of all languages together. */
  readonly minutes: number;
  /** Of one file at most, about. */
  readonly pieceMinutes: number;
}

/** Writes a corpus that `readCorpus` reads: synthetic interviews of each language, the minutes shared out among them; the same for equal requests. */
export async function generateCorpus(dir: string, { languages, minutes, pieceMinutes }: GenerateRequest): Promise<void> {
  const speaker = startSpeaker(path.join(REPO, 'tests/support'));
  const each = minutes / languages.length;
  const pieces = Math.max(1, Math.ceil(each / pieceMinutes));
  try {
    for (const language of languages) {
      mkdirSync(path.join(dir, language), { recursive: true });
      for (let piece = 0; piece < pieces; piece++) {
        const stem = path.join(dir, language, `interview-${piece + 1}`);
        const seed = 100 + GENERATED.indexOf(language) + 1_000 * piece;
        const scenes = noisyInterview(speaker, { language, seconds: (each * 60) / pieces, seed, sentences: LONG_TESTIMONY[language] });
        const { text, silent, turns } = await recordInterview(`${stem}.wav`, scenes);
        writeFileSync(`${stem}.txt`, text);
        writeFileSync(`${stem}.silent.json`, JSON.stringify(silent.map((s) => [s.startUs / 1000, s.endUs / 1000])));
        writeFileSync(`${stem}.turns.json`, JSON.stringify(turns));
      }
    }
  } finally {
    speaker.stop();
  }
}
