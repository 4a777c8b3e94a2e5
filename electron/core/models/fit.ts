import os from 'node:os';
import { ZapisError } from '../../../shared/errors';
import { catalogue, modelEntry, type ModelEntry } from './entries';

/** What the system, the window and the rest of Zapis need beside a model, bytes: measured at about 0.9 GB, rounded up. */
const REST = 1.2e9;
/** Seconds of work for a second of sound with Whisper small on two cores: 0.42 to 0.63 measured. */
const SMALL_ON_TWO_CORES = 0.6;

/** The machine that a model is to run on. */
export interface Machine {
  readonly memoryBytes: number;
  /** Free room where models are kept. */
  readonly diskBytes: number;
  readonly cores: number;
}

export function fitsMemory(model: ModelEntry, memoryBytes: number): boolean {
  return model.memoryBytes + REST <= memoryBytes;
}

/**
 * Refuses a model that this machine has too little memory for, before anything starts: swapping would write what is
 * said to the disk in the clear, and an interview's hours would be lost when the system ends the process.
 *
 * @param memoryBytes the machine's memory in all.
 * @throws ZapisError `model-unknown`, `model-too-large`.
 */
export function assertModelFits(id: string, memoryBytes: number = os.totalmem()): void {
  const model = modelEntry(id);
  if (fitsMemory(model, memoryBytes)) return;
  const gb = (bytes: number): string => (bytes / 1e9).toFixed(1);
  throw new ZapisError('model-too-large', { title: model.title, neededGb: gb(model.memoryBytes + REST), thereGb: gb(memoryBytes) });
}

/**
 * The model that hears best of those that know every language, fit in memory and on the disk, and keep up with the
 * sound (an hour of interview in an hour at most). Where none keeps up, the least work wins; null where none fits.
 *
 * Only of the Whisper family: the others have not been heard on Balkan speech here, and say nothing of their own doubt.
 *
 * @param languages ISO codes; `cnr` is heard as Bosnian.
 * @param installed ids of models that take no more room on the disk.
 */
export function recommendModel(languages: readonly string[], machine: Machine, installed: readonly string[] = []): ModelEntry | null {
  const knows = (model: ModelEntry): boolean => model.family === 'whisper' && languages.every((code) => code === 'und' || (catalogue.languageSets[model.languages] ?? []).includes(code === 'cnr' ? 'bs' : code));
  const candidates = catalogue.models.filter((model) => knows(model) && fitsMemory(model, machine.memoryBytes) && (installed.includes(model.id) || model.variants[0].bytes <= machine.diskBytes));
  const keepsUp = candidates.filter((model) => (model.work * SMALL_ON_TWO_CORES * 2) / machine.cores <= 1);
  return keepsUp.at(-1) ?? [...candidates].sort((a, b) => a.work - b.work)[0] ?? null;
}
