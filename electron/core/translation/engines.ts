import type { LanguageCode, TranslationEngine } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { modelPath } from '../models/catalogue';
import type { StartWorker } from '../transcription/workerHost';
import { apertiumLanguages, createApertium } from './apertium/apertium';
import { createBergamot } from './bergamot/bergamot';
import { packLanguages, routesTo } from './bergamot/routes';
import type { TextEngine } from './engine';
import { speechLanguages, speechModel } from './speech/models';
import { createSpeech, type Listening } from './speech/speech';

/** What of this computer can translate from where to where, now. */
export interface EngineInfo {
  readonly id: TranslationEngine;
  readonly from: readonly LanguageCode[];
  readonly to: readonly LanguageCode[];
}

/** The engines that can be used on this computer, the better first: Bergamot with its packs, Apertium, and as a second opinion the recogniser. */
export function listEngines(): EngineInfo[] {
  const [packs, apertium, speech] = [packLanguages(), apertiumLanguages(), speechLanguages()];
  return [
    ...(packs.to.length > 0 ? [{ id: 'bergamot' as const, ...packs }] : []),
    ...(apertium.length > 0 ? [{ id: 'apertium' as const, from: apertium, to: ['en' as const] }] : []),
    ...(speech.length > 0 ? [{ id: 'speech' as const, from: speech, to: ['en' as const] }] : []),
  ];
}

/**
 * The engine to take: the one that is wanted, or the best that renders all of these languages, or else any of them. The
 * recogniser is taken only where it is wanted: it takes hours, and says nothing of which word renders which.
 *
 * @throws ZapisError `translation-no-engine` where there is none; `translation-no-pair` where the wanted one knows none of them.
 */
export function chooseEngine(wanted: TranslationEngine | null, from: readonly LanguageCode[], to: LanguageCode): TranslationEngine {
  const there = listEngines();
  const spoken = from.filter((language) => language !== to);
  const able = there.filter((engine) => engine.to.includes(to) && spoken.some((language) => engine.from.includes(language)) && (wanted === null ? engine.id !== 'speech' : engine.id === wanted));
  const found = able.find((engine) => spoken.every((language) => engine.from.includes(language))) ?? able[0];
  if (found) return found.id;
  if (wanted !== null && there.some(({ id }) => id === wanted)) throw new ZapisError('translation-no-pair', { engine: ENGINE_NAMES[wanted], from: from[0] ?? 'und', to });
  if (wanted === 'speech') throw new ZapisError('speech-no-model');
  throw new ZapisError(wanted === 'bergamot' ? 'translation-no-pack' : 'translation-no-engine');
}

/** What the engines call themselves. */
export const ENGINE_NAMES: Readonly<Record<TranslationEngine, string>> = { bergamot: 'Bergamot', apertium: 'Apertium', speech: 'Whisper' };

/** What an engine is opened for. */
export interface EngineUse {
  readonly startWorker: StartWorker;
  /** The languages that will come. */
  readonly languages: readonly LanguageCode[];
  readonly to: LanguageCode;
  /** For the recogniser: what it listens to, with which model (null: the best that can), with how many threads. */
  readonly speech?: { readonly sound: Listening; readonly modelId: string | null; readonly threads: number };
}

/** @throws ZapisError `translation-no-engine`, `model-installed-damaged`; as the engine's own maker. */
export function openEngine(id: TranslationEngine, { startWorker, languages, to, speech }: EngineUse): TextEngine {
  if (id === 'apertium') return createApertium();
  if (id === 'bergamot') return createBergamot({ startWorker, to, routes: routesTo(to, languages) });
  if (!speech) throw new ZapisError('translation-no-engine');
  const modelId = speechModel(speech.modelId);
  return createSpeech({ ...speech, modelId, modelPath: modelPath(modelId), startWorker });
}
