import { useCallback, useEffect, useMemo } from 'react';
import type { LanguageCode } from '../../../shared/domain';
import { isSpelled, spelledWord } from '../../../shared/spelling';
import { splitWords } from '../../../shared/text';
import { request } from '../../api/client';
import { onLock, vaultStore } from '../../state/session';
import { useTranscript } from '../transcript/store';

/** By language and word whether it is known; what is not in it was not asked yet. Languages whose dictionary is not on this computer. */
const useSpelling = vaultStore<{ footageId: string | null; known: ReadonlyMap<string, boolean>; missing: ReadonlySet<LanguageCode> }>(() => ({ footageId: null, known: new Map(), missing: new Set() }));

/** Words of rows that come into view together are asked together. */
const SETTLE_MS = 120;
const MOST_AT_ONCE = 500;
const waiting = new Map<LanguageCode, Set<string>>();
let timer: ReturnType<typeof setTimeout> | undefined;
onLock(() => { waiting.clear(); clearTimeout(timer); });

const keyOf = (language: LanguageCode, word: string): string => `${language} ${word}`;

function want(language: LanguageCode, words: readonly string[]): void {
  const { footageId } = useTranscript.getState();
  if (useSpelling.getState().footageId !== footageId) useSpelling.setState({ footageId, known: new Map() });
  const { known } = useSpelling.getState();
  const fresh = words.filter((word) => !known.has(keyOf(language, word)));
  if (fresh.length === 0) return;
  waiting.set(language, new Set([...(waiting.get(language) ?? []), ...fresh]));
  timer ??= setTimeout(() => { timer = undefined; void askNow(); }, SETTLE_MS);
}

async function askNow(): Promise<void> {
  const { footageId } = useTranscript.getState();
  const asked = [...waiting];
  waiting.clear();
  for (const [language, all] of asked) {
    const words = [...all].slice(0, MOST_AT_ONCE);
    // A checker that fails marks nothing: nobody is interrupted for that.
    const answer = footageId === null ? null : await request('spelling.check', { footageId, language, words });
    if (!answer?.ok || useSpelling.getState().footageId !== footageId) continue;
    if (answer.value === null) useSpelling.setState(({ missing }) => ({ missing: new Set([...missing, language]) }));
    const unknown = new Set(answer.value);
    useSpelling.setState(({ known }) => ({ known: new Map([...known, ...words.map((word) => [keyOf(language, word), !unknown.has(word)] as const)]) }));
  }
}

/** Forgets what was said of unknown words: the glossary has grown. */
export function askAgain(): void {
  useSpelling.setState(({ known }) => ({ known: new Map([...known].filter(([, is]) => is)) }));
}

/** Whether words of a language are looked up here; true until the dictionary was found missing. */
export function useSpelledHere(): (language: LanguageCode) => boolean {
  const missing = useSpelling((state) => state.missing);
  return useCallback((language) => isSpelled(language) && !missing.has(language), [missing]);
}

/** Which words of a text no dictionary knows, by their index; empty until it is known. Only what is drawn is asked for. */
export function useMisspelt(text: string, language: LanguageCode, on: boolean): ReadonlySet<number> {
  const words = useMemo(() => (on && isSpelled(language) ? splitWords(text).map(spelledWord) : []), [text, language, on]);
  // A string, so that a row is drawn anew only when something in it changed.
  const marks = useSpelling(({ known }) => words.flatMap((word, i) => (word !== null && known.get(keyOf(language, word)) === false ? [i] : [])).join(' '));
  const unasked = useSpelling(({ known }) => words.some((word) => word !== null && !known.has(keyOf(language, word))));
  useEffect(() => {
    if (unasked) want(language, words.flatMap((word) => word ?? []));
  }, [unasked, language, words]);
  return useMemo(() => new Set(marks === '' ? [] : marks.split(' ').map(Number)), [marks]);
}
