import type { LanguageCode } from '../../../../shared/domain';

/** One whitespace token of the text and where its spoken form lies in what the synthesiser is given. */
export interface SpokenToken {
  readonly text: string;
  /** Position and length in code points of `SpokenText.text`; length 0 when there is nothing to say. */
  readonly at: number;
  readonly length: number;
}

export interface SpokenText {
  readonly text: string;
  readonly tokens: readonly SpokenToken[];
}

/**
 * The text as the synthesiser should read it. Only letters, digits and the marks that change how they
 * are read survive: espeak takes `[[…]]` as phonemes and `<…>` as markup, and reads "😀" and "&" aloud.
 */
export function spokenText(text: string): SpokenText {
  const tokens: SpokenToken[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const token of text.normalize('NFC').split(/\s+/u)) {
    if (token === '') continue;
    const spoken = spokenForm(token);
    const length = [...spoken].length;
    tokens.push({ text: token, at, length });
    if (length === 0) continue;
    parts.push(spoken);
    at += length + 1;
  }
  return { text: parts.join(' '), tokens };
}

function spokenForm(token: string): string {
  if (!/[\p{L}\p{N}%]/u.test(token)) return '';
  return token
    .replace(/[’ʼ]/gu, "'")
    .replace(/[^\p{L}\p{M}\p{N}.,:;!?%'-]/gu, ' ')
    .replace(/([.,:;!?])[.,:;!?]+/gu, '$1')
    .replace(/ +/gu, ' ')
    .trim();
}

const VOICES: Readonly<Record<Exclude<LanguageCode, 'und'>, string>> = {
  bs: 'bs',
  hr: 'hr',
  sr: 'sr',
  // Montenegrin has no voice of its own; the standards differ in two letters (ś, ź).
  cnr: 'sr',
  sq: 'sq',
  mk: 'mk',
  bg: 'bg',
  sl: 'sl',
  ro: 'ro',
  el: 'el',
  tr: 'tr',
  en: 'en-us',
  de: 'de',
  ar: 'ar',
  ru: 'ru',
};
const CYRILLIC_VOICES = new Set(['sr', 'bs', 'hr', 'mk', 'bg', 'ru']);
const CYRILLIC_ONLY_VOICES = new Set(['mk', 'bg', 'ru']);

/**
 * The voice that can read this text. The script decides where language and script disagree (a Cyrillic
 * stretch marked Slovene, Macedonian typed in Latin) and where the language is unknown: a voice that
 * does not know the letters spells out their Unicode names.
 */
export function voiceFor(language: LanguageCode, text: string): string {
  const script = mainScript(text);
  const voice = language === 'und' ? null : VOICES[language];
  if (script === 'Greek') return 'el';
  if (script === 'Arabic') return 'ar';
  if (script === 'Cyrillic') return voice !== null && CYRILLIC_VOICES.has(voice) ? voice : 'sr';
  if (voice === null || voice === 'el' || voice === 'ar' || CYRILLIC_ONLY_VOICES.has(voice)) return script === 'Latin' ? 'hr' : (voice ?? 'hr');
  return voice;
}

function mainScript(text: string): 'Latin' | 'Cyrillic' | 'Greek' | 'Arabic' | 'other' {
  let best: 'Latin' | 'Cyrillic' | 'Greek' | 'Arabic' | 'other' = 'other';
  let most = 0;
  for (const [script, letters] of SCRIPTS) {
    const n = text.match(letters)?.length ?? 0;
    if (n > most) [best, most] = [script, n];
  }
  return best;
}
const SCRIPTS = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
] as const;
