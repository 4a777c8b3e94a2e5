import { catalogue, modelEntry } from '../../../electron/core/models/entries';
import { assertModelFits, recommendModel, type Machine } from '../../../electron/core/models/fit';

const GB = 1e9;
const machine = (memoryGb: number, cores: number, diskGb = 100): Machine => ({ memoryBytes: memoryGb * GB, diskBytes: diskGb * GB, cores });

it.each<[string, readonly string[], Machine, readonly string[], string | null]>([
  ['the usual field laptop', ['bs', 'hr', 'sr'], machine(8, 2), [], 'whisper-small'],
  ['four cores keep up with no more', ['hr'], machine(8, 4), [], 'whisper-medium-q8'],
  ['eight cores and little memory', ['hr'], machine(4, 8), [], 'whisper-large-v3-turbo'],
  ['eight cores and much memory', ['hr'], machine(16, 8), [], 'whisper-large-v3'],
  ['memory for tiny only', ['en'], machine(1.5, 8), [], 'whisper-tiny'],
  ['no memory at all', ['en'], machine(1, 8), [], null],
  ['a full disk', ['hr'], machine(16, 8, 0.1), [], 'whisper-base'],
  ['a full disk, but small is there', ['hr'], machine(16, 8, 0.1), ['whisper-small'], 'whisper-small'],
  ['nothing of another family, though it would fit', ['hr', 'en'], machine(16, 16), [], 'whisper-large-v3'],
  ['Montenegrin is heard as Bosnian', ['cnr'], machine(8, 2), [], 'whisper-small'],
  ['one core: nothing good keeps up, base does', ['hr'], machine(8, 1), [], 'whisper-base'],
  ['a language that none knows', ['xx'], machine(16, 8), [], null],
])('recommends for %s', (_, languages, own, installed, expected) => {
  expect(recommendModel(languages, own, installed)?.id ?? null).toBe(expected);
});

it('refuses a model that needs more memory than there is, and says how much of both', () => {
  expect(() => { assertModelFits('whisper-large-v3', 4 * GB); }).toThrow(expect.objectContaining({ code: 'model-too-large', params: { title: 'Whisper large v3', neededGb: '5.2', thereGb: '4.0' } }));
  expect(() => { assertModelFits('whisper-small', 4 * GB); }).not.toThrow();
  expect(() => { assertModelFits('nothing', 4 * GB); }).toThrow(expect.objectContaining({ code: 'model-unknown' }));
});

it('the catalogue goes from the weakest ear to the best, and says truly what cannot translate', () => {
  const recognisers = catalogue.models.filter((model) => model.kind === 'recogniser');
  expect(recognisers.map((model) => model.id)).toEqual(['whisper-tiny', 'whisper-base', 'whisper-small', 'whisper-medium', 'whisper-medium-q8', 'whisper-large-v3-turbo-q5', 'whisper-large-v3-turbo', 'whisper-large-v3-q5', 'whisper-large-v3', 'parakeet-tdt-0.6b-v3', 'canary-1b-v2']);
  expect(recognisers.filter((model) => !model.canTranslate).map((model) => model.id)).toEqual(['whisper-large-v3-turbo-q5', 'whisper-large-v3-turbo', 'parakeet-tdt-0.6b-v3']);
  for (const model of catalogue.models) expect(model.memoryBytes).toBeGreaterThan(modelEntry(model.id).variants[0].bytes);
});
