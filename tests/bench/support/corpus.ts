import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { languageCode, type LanguageCode } from '../../../shared/domain';
import type { Span } from '../../../shared/time';

/** A recording and what is known of it. */
export interface CorpusFile {
  readonly language: LanguageCode;
  readonly name: string;
  readonly file: string;
  /** What is said in it. */
  readonly text: string;
  /** Where nobody speaks, as far as somebody marked it. */
  readonly silent: readonly Span[];
  /** When the words of each turn of talk begin, where that is known to the sample. */
  readonly turns: readonly SpokenTurn[];
}

const SOUND = /\.(wav|mp3|flac|ogg|mp4)$/iu;
const ms = z.number().nonnegative();
const silentFile = z.array(z.tuple([ms, ms]));
const turnsFile = z.array(z.object({
  text: z.string(), startUs: z.number().int(), endUs: z.number().int(),
  /** Which white-space separated words of the text begin when, microseconds of the recording. */
  words: z.array(z.object({ token: z.number().int(), startUs: z.number().int() })),
}));
export type SpokenTurn = z.infer<typeof turnsFile>[number];

/**
 * Reads a folder of `LANG/NAME.(wav|mp3|flac|ogg|mp4)`, each with its text `NAME.txt` beside it. `NAME.silent.json`,
 * `[[startMs, endMs], …]`, may mark where nobody speaks; `NAME.turns.json`, which the generator writes, when words begin.
 *
 * @param limit files of each language at most, the first by name.
 * @throws Error where a language is unknown, a text is missing or the folder holds no recording.
 */
export function readCorpus(dir: string, limit: number): CorpusFile[] {
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const files = folders.flatMap((folder) => {
    const sounds = readdirSync(path.join(dir, folder)).filter((file) => SOUND.test(file)).sort().slice(0, limit);
    const language = languageCode.safeParse(folder);
    if (sounds.length > 0 && !language.success) throw new Error(`${folder} is no language code that Zapis knows`);
    return language.success ? sounds.map((file) => readOne(language.data, path.join(dir, folder, file))) : [];
  });
  if (files.length === 0) throw new Error(`${dir} holds no LANG/NAME.wav, .mp3, .flac, .ogg or .mp4`);
  return files;
}

function readOne(language: LanguageCode, file: string): CorpusFile {
  const stem = file.replace(SOUND, '');
  const beside = (ending: string): string | null => (existsSync(stem + ending) ? readFileSync(stem + ending, 'utf8') : null);
  const text = beside('.txt');
  if (text === null) throw new Error(`${file} has no text beside it`);
  return {
    language, file, text, name: `${language}/${path.basename(stem)}`,
    silent: silentFile.parse(JSON.parse(beside('.silent.json') ?? '[]')).map(([startMs, endMs]) => ({ startUs: startMs * 1000, endUs: endMs * 1000 })),
    turns: turnsFile.parse(JSON.parse(beside('.turns.json') ?? '[]')),
  };
}
