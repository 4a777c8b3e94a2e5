import { engineLanguage, judgeLanguage, planLanguages, severalLanguages, type LanguageState } from '../../electron/core/transcription/language';
import { packSpeech } from '../../electron/core/transcription/pack';
import { placeSegments, scriptFlipped } from '../../electron/core/transcription/place';

const WHISPER = ['en', 'de', 'ru', 'pl', 'hr', 'bs', 'sr', 'sl', 'mk', 'bg', 'ro', 'el', 'tr', 'sq', 'ar'];
const nothing: LanguageState = { accepted: null, rival: null };
const judge = (detected: string, state: LanguageState, named: Parameters<typeof planLanguages>[0] = [], flipped = false) => judgeLanguage(detected, flipped, state, planLanguages(named, WHISPER));

describe('language', () => {
  it('Montenegrin is recognised as the closest that the model has, and keeps its name', () => {
    expect(engineLanguage('cnr', WHISPER)).toBe('bs');
    expect(engineLanguage('cnr', ['en', 'sr'])).toBe('sr');
    expect(engineLanguage('und', WHISPER)).toBeNull();
    expect(engineLanguage('hr', ['en'])).toBeNull();
    expect(judge('sr', nothing, ['cnr'])).toMatchObject({ language: 'cnr', again: false });
  });

  it('never leaves the region: Polish is heard again as what was accepted, or the best guess', () => {
    expect(judge('pl', nothing)).toEqual({ language: 'hr', again: true, state: nothing });
    expect(judge('pl', { accepted: 'mk', rival: null })).toMatchObject({ language: 'mk', again: true });
    expect(judge('pl', nothing, ['sq', 'en'])).toMatchObject({ language: 'sq', again: true });
  });

  it('Bosnian, Croatian and Serbian do not take turns; text is made again only when its script flipped', () => {
    expect(judge('sr', { accepted: 'bs', rival: null })).toEqual({ language: 'bs', again: false, state: { accepted: 'bs', rival: null } });
    expect(judge('sr', { accepted: 'bs', rival: null }, [], true)).toMatchObject({ language: 'bs', again: true });
  });

  it('believes an interpreter at once, an unlikely neighbour the second time, and whatever the record names', () => {
    expect(judge('en', { accepted: 'bs', rival: null })).toMatchObject({ language: 'en', again: false, state: { accepted: 'en' } });
    const once = judge('ru', { accepted: 'bs', rival: null });
    expect(once).toEqual({ language: 'bs', again: true, state: { accepted: 'bs', rival: 'ru' } });
    expect(judge('ru', once.state)).toMatchObject({ language: 'ru', again: false });
    expect(judge('ru', { accepted: 'bs', rival: null }, ['bs', 'ru'])).toMatchObject({ language: 'ru', again: false });
  });
});

describe('placing segments', () => {
  const startUs = 60_000_000;
  const chunk = packSpeech({ startUs, nextUs: 70_000_000, pcm: new Float32Array(160_000), speech: [{ startUs, endUs: 70_000_000 }], spokenUs: 9_000_000, isForced: false });
  const heard = (segments: { t0Ms: number; t1Ms: number; text: string }[]) => ({ language: 'hr', segments, evidence: [] });
  it('clamps into the chunk, in order, without overlap, and loses no text', () => {
    const placed = placeSegments(heard([{ t0Ms: -500, t1Ms: 3000, text: ' Ja  sam ' }, { t0Ms: 2500, t1Ms: 2600, text: 'tada' }, { t0Ms: 2600, t1Ms: 30_000, text: 'c\u030cuo' }, { t0Ms: 30_000, t1Ms: 31_000, text: 'sve.' }]), chunk);
    expect(placed).toEqual([{ startUs: 60_000_000, endUs: 63_000_000, text: 'Ja sam tada' }, { startUs: 63_000_000, endUs: 70_000_000, text: 'čuo sve.' }]);
  });
  it('drops what describes noise, keeps words beside it', () => {
    const say = (text: string) => placeSegments(heard([{ t0Ms: 0, t1Ms: 1000, text }]), chunk).map((s) => s.text);
    for (const noise of ['', ' ', '[Music]', '(applause) [BLANK_AUDIO]', '*glazba*', '♪ ♪', '...', '—']) expect(say(noise)).toEqual([]);
    expect(say('[Music] Dobar dan.')).toEqual(['[Music] Dobar dan.']);
    expect(say(`${'.'.repeat(50_000)}[`)).toEqual([]);
  });
  it('folds a loop into one segment over its whole time, but not a thing said twice', () => {
    const run = (n: number) => placeSegments(heard(Array.from({ length: n }, (_, i) => ({ t0Ms: i * 1000, t1Ms: i * 1000 + 900, text: 'Hvala.' }))), chunk);
    expect(run(2)).toHaveLength(2);
    expect(run(5)).toEqual([{ startUs: 60_000_000, endUs: 64_900_000, text: 'Hvala.', isFolded: true }]);
  });
  it('sees a script flip', () => {
    expect(scriptFlipped('Ja sam', 'Ја сам')).toBe(true);
    expect(scriptFlipped('Ja sam', 'Nisam NATO')).toBe(false);
    expect(scriptFlipped('', 'Ја сам')).toBe(false);
  });
});

it('tells apart only languages that a recogniser tells apart', () => {
  expect(severalLanguages([])).toBe(false);
  expect(severalLanguages(['bs', 'hr', 'sr', 'cnr', 'und'])).toBe(false);
  expect(severalLanguages(['bs', 'en'])).toBe(true);
});
