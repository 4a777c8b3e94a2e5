import { assertToldLanguage } from '../../../electron/core/models/told';
import { runOptions, segmentsOf, type EngineTraits } from '../../../electron/core/transcription/engineFamilies';
import type { LanguageCode } from '../../../shared/domain';

const WHISPER: EngineTraits = { isWhisper: true, timesSegments: true, tellsLanguage: true };
const PARAKEET: EngineTraits = { isWhisper: false, timesSegments: true, tellsLanguage: true };
const CANARY: EngineTraits = { isWhisper: false, timesSegments: false, tellsLanguage: false };

describe('what the engine is asked', () => {
  const asked = { language: 'hr', prompt: 'Vukovar', decoding: { temperature: 0.4, seed: 7 } };

  it('is Whisper\'s options for Whisper only', () => {
    expect(runOptions(WHISPER, asked)).toEqual({ timestamps: 'segment', language: 'hr', family: { kind: 'whisper', temperature: 0.4, seed: 7, temperatureInc: 0, initialPrompt: 'Vukovar' } });
    expect(runOptions(WHISPER, { language: null, prompt: null })).toEqual({ timestamps: 'segment', family: { kind: 'whisper', seed: 1 } });
    expect(runOptions(PARAKEET, asked)).toEqual({ timestamps: 'segment', language: 'hr' });
    expect(runOptions(CANARY, asked)).toEqual({ timestamps: 'none', language: 'hr' });
  });

  it('is nothing where a family would take an unnamed language for English', () => {
    expect(runOptions(CANARY, { language: null, prompt: null })).toBeNull();
  });
});

it('a text without times is one segment as long as the sound, and silence none', () => {
  expect(segmentsOf({ text: ' Dobar dan.', segments: [] }, CANARY, 4_000)).toEqual([{ t0Ms: 0, t1Ms: 4_000, text: ' Dobar dan.' }]);
  expect(segmentsOf({ text: ' ', segments: [] }, CANARY, 4_000)).toEqual([]);
  expect(segmentsOf({ text: 'a b', segments: [{ t0Ms: 5, t1Ms: 9, text: 'a b' }] }, PARAKEET, 4_000)).toEqual([{ t0Ms: 5, t1Ms: 9, text: 'a b' }]);
});

it.each<[string, LanguageCode | 'auto', LanguageCode[], string | null]>([
  ['whisper-small', 'auto', [], null],
  ['canary-1b-v2', 'hr', [], null],
  ['canary-1b-v2', 'bs', [], null],
  ['canary-1b-v2', 'auto', ['hr'], null],
  ['canary-1b-v2', 'auto', ['und', 'hr'], null],
  ['canary-1b-v2', 'auto', [], 'model-needs-language'],
  ['canary-1b-v2', 'und', ['und'], 'model-needs-language'],
  ['canary-1b-v2', 'auto', ['hr', 'en'], 'model-needs-language'],
  ['canary-1b-v2', 'auto', ['hr', 'sq'], 'language-unknown-to-model'],
  ['parakeet-tdt-0.6b-v3', 'mk', [], 'language-unknown-to-model'],
  ['parakeet-tdt-0.6b-v3', 'auto', [], 'model-needs-language'],
])('%s asked for %s with %j expected: %s', (id, language, candidates, refused) => {
  const ask = (): void => { assertToldLanguage(id, language, candidates); };
  if (refused === null) expect(ask).not.toThrow();
  else expect(ask).toThrow(expect.objectContaining({ code: refused }) as Error);
});
