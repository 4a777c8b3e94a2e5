import type { Cue } from '../../electron/core/subtitles/cues';
import { isTooFast } from '../../electron/core/subtitles/cues';
import { spreadWords } from '../../electron/core/transcript/remapWords';
import type { LanguageCode, Segment } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from './random';

/** Figures of the rules, written out once more: a test that reads them from the code agrees with whatever stands there. */
const [LINE, READABLE, LONGEST_MS, SHORTEST_MS] = [42, 17, 7_000, 833];

/** What is wrong with subtitles, one line each; empty when every one keeps every rule. */
export function brokenRules(cues: readonly Cue[], o: { readonly bilingual?: boolean; readonly endMs?: number } = {}): string[] {
  return cues.flatMap((cue, i) => {
    const wrong: string[] = [];
    const say = (what: string): void => { wrong.push(`${i} ${what}: ${cue.lines.join(' | ')}`); };
    const next = cues[i + 1];
    const durationMs = cue.endMs - cue.startMs;
    const characters = o.bilingual === true ? Math.max(...cue.lines.map((line) => [...line].length)) : [...cue.lines.join(' ')].length;
    if (cue.lines.length < 1 || cue.lines.length > 2) say(`${cue.lines.length} lines`);
    if (cue.lines.some((line) => line === '' || line !== line.trim())) say('an empty or ragged line');
    for (const line of cue.lines) if ([...line].length > LINE && line.includes(' ')) say(`${[...line].length} characters in a line`);
    if (durationMs <= 0) say('no time');
    if (next && cue.endMs > next.startMs) say('overlaps the next');
    if (durationMs > LONGEST_MS && cue.lines.some((line) => line.includes(' '))) say(`${durationMs} ms long`);
    const stop = Math.min(next?.startMs ?? Number.POSITIVE_INFINITY, o.endMs ?? Number.POSITIVE_INFINITY);
    const fast = characters * 1000 > READABLE * durationMs;
    if (fast && cue.endMs < stop) say('too fast although a pause follows');
    if (durationMs < SHORTEST_MS && cue.endMs < stop) say(`only ${durationMs} ms although a pause follows`);
    if (fast !== isTooFast(cue)) say('the editor is told otherwise than it is');
    return wrong;
  });
}

/** All places where one line or subtitle ends and the next begins: the words before and after. */
export function breaksOf(cues: readonly Cue[], line: 0 | 1 | null = null): { readonly before: string; readonly after: string }[] {
  const lines = cues.flatMap((cue) => (line === null ? cue.lines : [cue.lines[line] ?? '']));
  return lines.slice(0, -1).map((text, i) => ({ before: text, after: lines[i + 1] ?? '' }));
}

/** Sentences as speech: at so many characters a second on average, with pauses between and words spread over each. */
export function spokenSentences(sentences: readonly string[], language: LanguageCode, o: { readonly cps: number; readonly seed: number }): Segment[] {
  const random = seeded(o.seed);
  let atUs = 0;
  return sentences.map((text, i) => {
    const startUs = atUs + random.int(1_200_000);
    const endUs = startUs + Math.max(400_000, Math.round((text.length / (o.cps * (0.7 + 0.6 * random.next()))) * 1e6));
    atUs = endUs;
    return { id: `s${i}`, footageId: 'f', startUs, endUs, text: splitWords(text).join(' '), language, origin: 'machine', words: spreadWords(splitWords(text), { startUs, endUs }) };
  });
}

/** Each segment with its translation behind it, as `inLanguages` gives them. */
export function withTranslations(segments: readonly Segment[], texts: readonly string[]): Segment[] {
  return segments.flatMap((segment, i) => [segment, { ...segment, text: splitWords(texts[i] ?? '').join(' '), language: 'en' as const, words: spreadWords(splitWords(texts[i] ?? ''), segment) }]);
}
