import { rm } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { ZapisError } from '../../../shared/errors';
import type { ModelInfo } from '../../../shared/domain';
import { modelFile, presenceOf, stamp, type Presence } from './cache';
import { catalogue, modelEntry, variantOf, type ModelEntry } from './entries';
import { fitsMemory, recommendModel } from './fit';
import { sha256Of, sha256OfSync, type WorkOptions } from './hashing';
import { thisMachine } from './machine';
import { findPack } from './packs/entries';
import { listPacks, packInfo } from './packs/info';
import { removePack } from './packs/install';
import { measuredSpeeds } from './speeds';
import { needsLanguage } from './told';
import { assertUnused } from './use';

/**
 * Every model of the catalogue, translation packs behind the others, and whether a whole, true copy of it is on this machine.
 * @param languages those that are spoken in the interviews, for the recommendation
 */
export async function listModels(languages: readonly string[] = []): Promise<ModelInfo[]> {
  const presences = await Promise.all(catalogue.models.map((model) => settle(model)));
  const id = defaultModelId();
  const models = catalogue.models.map((model, i) => describe(model, presences[i] ?? { state: 'absent' }, id));
  const recommended = recommendModel(languages, await thisMachine(), models.filter((model) => model.installed).map((model) => model.id));
  return [...models.map((model) => ({ ...model, isRecommended: model.id === recommended?.id })), ...listPacks(languages)];
}

/** One model as the list shows it. */
export async function modelInfo(id: string): Promise<ModelInfo> {
  if (findPack(id)) return packInfo(id);
  const model = modelEntry(id);
  return describe(model, await settle(model), defaultModelId());
}

function describe(model: ModelEntry, presence: Presence, defaultId: string): ModelInfo {
  const variant = presence.state === 'good' ? presence.variant : model.variants[0];
  return {
    id: model.id,
    kind: model.kind,
    title: model.title,
    bytes: variant.bytes,
    sha256: variant.sha256,
    installed: presence.state === 'good',
    isDefault: model.id === defaultId,
    isRecommended: false,
    memoryBytes: model.memoryBytes,
    fits: fitsMemory(model, totalmem()),
    languages: [...(catalogue.languageSets[model.languages] ?? [])],
    needsLanguage: needsLanguage(model),
    canTranslate: model.canTranslate,
    speed: measuredSpeeds()[model.id] ?? null,
    note: model.note,
    pair: null,
  };
}

/** Hashes the file where nobody has yet; after that the stamp answers. */
async function settle(model: ModelEntry): Promise<Presence> {
  if (presenceOf(model).state === 'unchecked') stamp(model, await sha256Of(modelFile(model)));
  return presenceOf(model);
}

/**
 * The model to use where none is named: the catalogue's default, or its fallback on a machine that has the
 * fallback and not the default.
 */
export function defaultModelId(): string {
  const there = (id: string): boolean => ['good', 'unchecked'].includes(presenceOf(modelEntry(id)).state);
  return !there(catalogue.default) && there(catalogue.fallback) ? catalogue.fallback : catalogue.default;
}

/**
 * Path of an installed model whose hash is known to be right.
 * @throws ZapisError `model-unknown`, `model-missing`, `model-installed-damaged`
 */
export function modelPath(id: string): string {
  const model = modelEntry(id);
  const file = modelFile(model);
  let hash = '';
  let presence = presenceOf(model);
  if (presence.state === 'unchecked') {
    hash = sha256OfSync(file);
    stamp(model, hash);
    presence = presenceOf(model);
  }
  if (presence.state === 'absent') throw new ZapisError('model-missing', { id });
  // Where no stamp can be written the hash just taken decides.
  if (presence.state === 'damaged' || (presence.state === 'unchecked' && !variantOf(model, hash))) throw new ZapisError('model-installed-damaged', { id });
  return file;
}

/**
 * Reads the whole file again, whatever the stamp says.
 * @throws ZapisError `model-unknown`, `model-missing`, `model-installed-damaged`
 */
export async function verifyModel(id: string, options: WorkOptions = {}): Promise<ModelInfo> {
  const model = modelEntry(id);
  if (presenceOf(model).state === 'absent') throw new ZapisError('model-missing', { id });
  const hash = await sha256Of(modelFile(model), options);
  stamp(model, hash);
  if (!variantOf(model, hash)) throw new ZapisError('model-installed-damaged', { id });
  return modelInfo(id);
}

/**
 * Deletes a model from the cache folder; no error where it is not there.
 * @throws ZapisError `model-unknown`; `model-in-use`, `pack-in-use` while something works with it.
 */
export async function removeModel(id: string): Promise<void> {
  const pack = findPack(id);
  if (pack) return removePack(pack);
  assertUnused(id);
  await rm(modelFile(modelEntry(id)), { force: true });
}
