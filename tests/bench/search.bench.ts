import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { indexTranscripts, searchTranscripts } from '../../electron/core/transcript/search';
import { transaction, type Database } from '../../electron/core/vault/database';
import { KDF_FLOOR } from '../../electron/core/vault/keys';
import { createVault } from '../../electron/core/vault/vault';
import { seeded } from '../support/random';
import { runBench } from './support/bench';
import { numberOption, sideBySide, timed } from './support/report';

/** Segments of an hour of speech, and words of a segment. */
const SEGMENTS = 500;
const WORDS = 15;
/** A name that is spoken once, and one that is spoken once in twenty hours: there the longer answer takes longer to write. */
const ONCE = 'Kovačevac';
const RARE = 'Đurđevik';

/** Fills a vault with made-up transcripts: common words common, rare ones rare (Zipf), as in speech. */
function speak(db: Database, hours: number): void {
  const random = seeded(hours);
  const vocabulary = Array.from({ length: 40_000 }, (_, n) => `riječ${n.toString(36)}`);
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** random.next()) - 1] ?? '';
  const insert = db.prepare("INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES (?, ?, ?, ?, ?, 'hr', 'machine', '[]', '')");
  for (let hour = 0; hour < hours; hour++) {
    transaction(db, () => {
      const footage = randomUUID();
      db.prepare("INSERT INTO footage (id, name, sha256, bytes, duration_us, origin_us, container, audio, streams, playback, imported_at) VALUES (?, 'f', ?, 1, 3600000000, 0, 'wav', '[]', '{}', 'direct', '')").run(footage, footage);
      for (let n = 0; n < SEGMENTS; n++) {
        const text = Array.from({ length: WORDS }, word);
        if (hour === 7 && n === 100) text[3] = ONCE;
        if (hour % 20 === 7 && n === 200) text[3] = RARE;
        insert.run(randomUUID(), footage, n * 7_200_000, n * 7_200_000 + 7_000_000, text.join(' '));
      }
    });
  }
}

/** Full-text search over many hours beside few. `--hours 2000`, `--runs 9`. */
runBench(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zapis-bench-'));
  const hours = numberOption('hours', 2_000);
  const make = async (count: number): Promise<{ db: Database; close(): void }> => {
    const vault = await createVault(path.join(dir, String(count)), 'four stones beside the quiet well', { kdfCost: KDF_FLOOR });
    speak(vault.db, count);
    console.log(`indexing ${count} hours: ${(await timed(() => indexTranscripts(vault.db))).toFixed(0)} ms`);
    return vault;
  };
  const [few, many] = [await make(20), await make(hours)];
  try {
    for (const [what, query] of [['a name spoken once', 'kovacevac'], ['a name spoken every twenty hours', 'djurdjevik'], ['a common word', 'riječ1'], ['two common words', 'riječ1 riječ5'], ['two words in a row', '"riječ1 riječ2"'], ['a beginning', 'kovac*'], ['nothing', 'nigdje']] as const) {
      await sideBySide(`${what}, ${hours} hours beside 20`, '≤ 2', numberOption('runs', 9),
        () => { for (let n = 0; n < 20; n++) searchTranscripts(many.db, query, 50); },
        () => { for (let n = 0; n < 20; n++) searchTranscripts(few.db, query, 50); });
    }
  } finally {
    few.close();
    many.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
