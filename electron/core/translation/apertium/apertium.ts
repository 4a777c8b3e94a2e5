import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LanguageCode } from '../../../../shared/domain';
import { ZapisError } from '../../../../shared/errors';
import { alphabetOf, toLatin } from '../../../../shared/script';
import { splitWords } from '../../../../shared/text';
import type { SourceSentence, TargetSentence, TextEngine } from '../engine';
import { parseMode, type Stage } from './mode';
import { runPipeline } from './pipeline';

/** Which of Apertium's pairs renders which language. Bosnian, Croatian, Montenegrin and Serbian are one to it, in Latin letters. */
const PAIRS: Readonly<Partial<Record<LanguageCode, string>>> = { bs: 'hbs-eng', hr: 'hbs-eng', sr: 'hbs-eng', cnr: 'hbs-eng', mk: 'mkd-eng' };

/** Where Apertium keeps what it knows, and its programs; Debian's places unless told otherwise. */
function places(): { data: string; bin: string } {
  const data = process.env['ZAPIS_APERTIUM'] ?? '/usr/share/apertium';
  return { data, bin: join(dirname(dirname(data)), 'bin') };
}

/** The languages that the Apertium of this computer renders in English; none where it is not installed. */
export function apertiumLanguages(): LanguageCode[] {
  return (Object.keys(PAIRS) as LanguageCode[]).filter((language) => stagesOf(language) !== null);
}

/** @throws ZapisError `apertium-missing` where no pair of it is on this computer. */
export function createApertium(options: { patienceMs?: number } = {}): TextEngine {
  const from = apertiumLanguages();
  if (from.length === 0) throw new ZapisError('apertium-missing');
  return {
    id: 'apertium', model: [...new Set(from.map((language) => PAIRS[language]))].join('+'), from, to: ['en'],
    async translate(sentences, to, signal) {
      const results = new Map<SourceSentence, TargetSentence>();
      for (const language of new Set(sentences.map((s) => s.language))) {
        const stages = to === 'en' ? stagesOf(language) : null;
        if (!stages) throw new ZapisError('translation-no-pair', { engine: 'Apertium', from: language, to });
        const these = sentences.filter((s) => s.language === language);
        const lines = await rendered(stages, these, signal, options.patienceMs);
        these.forEach((sentence, i) => results.set(sentence, lines[i] ?? NOTHING));
      }
      return sentences.map((sentence) => results.get(sentence) ?? NOTHING);
    },
    dispose: () => undefined,
  };
}

const NOTHING: TargetSentence = { words: [], links: null, unknown: [] };

function stagesOf(language: LanguageCode): Stage[] | null {
  const pair = PAIRS[language];
  if (pair === undefined) return null;
  const { data, bin } = places();
  try {
    const stages = [{ program: 'apertium-destxt', args: [] }, ...parseMode(readFileSync(join(data, 'modes', `${pair}.mode`), 'utf8')), { program: 'apertium-retxt', args: [] }];
    for (const { program } of stages) accessSync(join(bin, program), constants.X_OK);
    return stages;
  } catch {
    return null;
  }
}

/** Sentences are parted by an empty line, which Apertium neither moves nor translates across. */
async function rendered(stages: readonly Stage[], sentences: readonly SourceSentence[], signal: AbortSignal, patienceMs?: number): Promise<TargetSentence[]> {
  const texts = sentences.map(({ words, language }) => plain(words.map((word) => toLatin(word, { alphabet: alphabetOf(language) ?? 'serbian' })).join(' '), language, words));
  const options = { bin: places().bin, signal, ...(patienceMs === undefined ? {} : { patienceMs }) };
  const together = splitLines(await runPipeline(stages, `${texts.join('\n\n')}\n`, options));
  if (together.length === texts.length) return together.map(withUnknown);
  // Some sentence brought lines of its own: one by one there is no mistaking which is which.
  const apart: TargetSentence[] = [];
  for (const text of texts) apart.push(withUnknown((await runPipeline(stages, `${text}\n`, options)).replace(/\n+/g, ' ')));
  return apart;
}

/** Macedonian stays Cyrillic: its pair wants it so. A mark that Apertium uses for itself is no word of anybody. */
function plain(latin: string, language: LanguageCode, words: readonly string[]): string {
  const text = (language === 'mk' ? words.join(' ') : latin).replace(/[*#@^$\\[\]{}<>\p{Cc}\u00a0\u3000]+/gu, ' ').replace(/ +/g, ' ').trim();
  return text === '' ? '-' : text;
}

function splitLines(text: string): string[] {
  return text.replace(/\s+$/u, '').split(/\n\s*\n/);
}

/** Marks of Apertium's before a word: `*` it does not know the word, `@` it knows no translation, `#` no such form. */
const MARK = /^(["'„“”‘(«»-]*)[*@#](?=\S)/u;

function withUnknown(line: string): TargetSentence {
  const unknown: number[] = [];
  const words = splitWords(line).map((word, i) => {
    if (!/[*@#]\S/u.test(word)) return word;
    unknown.push(i);
    return word.replace(MARK, '$1').replace(/[*@#](?=[\p{L}\p{N}])/gu, '');
  });
  return { words, links: null, unknown };
}
