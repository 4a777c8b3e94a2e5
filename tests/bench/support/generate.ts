import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LanguageCode } from '../../../shared/domain';
import { noisyInterview } from '../../support/noisyInterview';
import { recordInterview } from '../../support/recordedInterview';
import { startSpeaker } from '../../support/speaker';
import { REPO } from './bench';

/** Writes a corpus that `readCorpus` reads: one synthetic interview of each language, the minutes shared out among them. */
export async function generateCorpus(dir: string, languages: readonly LanguageCode[], minutes: number): Promise<void> {
  const speaker = startSpeaker(path.join(REPO, 'tests/support'));
  try {
    for (const [i, language] of languages.entries()) {
      mkdirSync(path.join(dir, language), { recursive: true });
      const stem = path.join(dir, language, 'interview');
      const { text, silent, turns } = await recordInterview(`${stem}.wav`, noisyInterview(speaker, { language, seconds: (minutes * 60) / languages.length, seed: 100 + i }));
      writeFileSync(`${stem}.txt`, text);
      writeFileSync(`${stem}.silent.json`, JSON.stringify(silent.map((s) => [s.startUs / 1000, s.endUs / 1000])));
      writeFileSync(`${stem}.turns.json`, JSON.stringify(turns));
    }
  } finally {
    speaker.stop();
  }
}
