import os from 'node:os';
import path from 'node:path';
import { modelFolder } from '../../../electron/core/models/cache';
import { catalogue, modelEntry, modelOfHash, variantOf } from '../../../electron/core/models/entries';
import { LANGUAGE_CODES } from '../../../shared/domain';

describe('the model catalogue', () => {
  it('has a default and a fallback, and every id, file and hash once', () => {
    expect(modelEntry(catalogue.default).id).toBe('whisper-small');
    expect(modelEntry(catalogue.fallback).id).toBe('whisper-tiny');
    const once = (values: string[]): void => { expect(new Set(values).size).toBe(values.length); };
    once(catalogue.models.map((model) => model.id));
    once(catalogue.models.map((model) => model.file));
    once(catalogue.models.flatMap((model) => model.variants.map((variant) => variant.sha256)));
  });

  it('knows beforehand which file each source gives', () => {
    for (const model of catalogue.models) {
      for (const source of model.sources) {
        expect(variantOf(model, source.sha256)).toBeDefined();
        if (source.type === 'npm-onnx') expect(modelEntry(source.template).sources.every((other) => other.type !== 'npm-onnx')).toBe(true);
      }
      for (const variant of model.variants) expect(modelOfHash(variant.sha256)).toBe(model);
    }
  });

  it('covers the languages of the region', () => {
    const spoken = LANGUAGE_CODES.filter((code) => code !== 'und' && code !== 'cnr');
    for (const model of catalogue.models.filter(({ family }) => family === 'whisper')) expect(catalogue.languageSets[model.languages]).toEqual(expect.arrayContaining(spoken));
  });

  it('does not claim languages for Parakeet and Canary that they lack', () => {
    for (const model of catalogue.models.filter(({ family, kind }) => kind === 'recogniser' && family !== 'whisper')) {
      const known = catalogue.languageSets[model.languages] ?? [];
      expect(known).toHaveLength(25);
      expect(known).toEqual(expect.arrayContaining(['hr', 'sl', 'bg', 'ro', 'el', 'ru', 'en', 'de']));
      for (const lacking of ['bs', 'sr', 'cnr', 'mk', 'sq', 'tr', 'ar']) expect(known).not.toContain(lacking);
    }
  });

  it('refuses an id that it does not have', () => {
    expect(() => modelEntry('whisper-huge')).toThrow(expect.objectContaining({ code: 'model-unknown', params: { id: 'whisper-huge' } }) as Error);
  });
});

describe('the model folder', () => {
  const home = os.homedir();
  it.each([
    [{ ZAPIS_MODELS: '/models' }, 'linux', '/models'],
    [{}, 'linux', path.join(home, '.cache/zapis/models')],
    [{ XDG_CACHE_HOME: '/cache' }, 'linux', '/cache/zapis/models'],
    [{ XDG_CACHE_HOME: 'relative' }, 'linux', path.join(home, '.cache/zapis/models')],
    [{}, 'darwin', path.join(home, 'Library/Caches/zapis/models')],
    [{ LOCALAPPDATA: '/local' }, 'win32', '/local/zapis/models'],
  ] as const)('%p on %s is %s', (env, platform, folder) => {
    expect(modelFolder(env, platform)).toBe(folder);
  });
});
