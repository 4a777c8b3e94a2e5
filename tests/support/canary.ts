import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Vault } from '../../electron/core/vault/vault';
import { insertFootageRow } from './vault';

/** Words that occur nowhere else, in both scripts. */
export const CANARIES = ['KanarinacPećina7319', 'КанаринацПећина7319'] as const;

/** Footage that a search would recognise anywhere in it. */
export function canaryBytes(length: number): Buffer {
  return Buffer.alloc(length, `${CANARIES.join(' ')} `, 'utf8');
}

/** Writes the canaries into every text column of every table, and into a footage with a preview. */
export function writeCanaries(vault: Vault): void {
  const word = `${CANARIES[0]} ${CANARIES[1]}`;
  const json = JSON.stringify([word]);
  const writer = vault.stores.create();
  writer.write(canaryBytes(1_500_000));
  const stored = writer.finish();
  // The same bytes each time, but the schema wants footage to differ.
  writer.commit(() => insertFootageRow(vault, { id: writer.id, ...stored, sha256: randomUUID(), name: word }));
  const { db } = vault;
  const [id, footage] = [randomUUID(), writer.id];
  db.prepare(`INSERT INTO interview VALUES (?, @w, @w, @w, @w, @j, @w, @w, @w, @w, @w, @w)`).run(id, { w: word, j: json });
  db.prepare('UPDATE footage SET container = @w, video = @j, audio = @j, streams = @j, playback = @w WHERE id = @footage').run({ w: word, j: json, footage });
  db.prepare('INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES (@id, @footage, 0, 1, @w, @w, @w, @j, @w)').run({ id, footage, w: word, j: json });
  db.prepare('INSERT INTO transcription VALUES (@footage, @w, @w, 0, 0, @w)').run({ footage, w: word });
  db.prepare('INSERT INTO passage (id, footage_id, start_us, end_us, text, anchor, reason, note, audio, video, state, created_at, updated_at) VALUES (@id, @footage, 0, 1, @w, @j, @w, @w, @w, @w, @w, @w, @w)').run({ id, footage, w: word, j: json });
  db.prepare("INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after) VALUES (@footage, 1, @w, @w, 'segment', @w, @j, @j)").run({ footage, w: word, j: json });
  db.prepare("INSERT INTO job VALUES (@id, @w, @w, @w, @j, @j, @j, 'failed', 0, @j, @w, @w, @w)").run({ id, w: word, j: json });
  db.prepare('INSERT OR REPLACE INTO setting VALUES (@w, @j)').run({ w: `${word} ${id}`, j: json });
}

function filesUnder(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** Files under `dir` in which any of `words` stands in plain UTF-8 or UTF-16, either byte order. */
export function findPlaintext(dir: string, words: readonly string[]): { searched: string[]; found: string[] } {
  const needles = words.flatMap((word) => {
    const utf16 = Buffer.from(word, 'utf16le');
    return [Buffer.from(word, 'utf8'), utf16, Buffer.from(utf16).swap16()];
  });
  const searched = filesUnder(dir);
  return { searched, found: searched.filter((path) => {
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle));
  }) };
}
