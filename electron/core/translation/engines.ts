import type { LanguageCode, TranslationEngine } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { StartWorker } from '../transcription/workerHost';
import { apertiumLanguages, createApertium } from './apertium/apertium';
import { createBergamot } from './bergamot/bergamot';
import { packLanguages, routesTo } from './bergamot/routes';
import type { TextEngine } from './engine';

/** What of this computer can translate from where to where, now. */
export interface EngineInfo {
  readonly id: TranslationEngine;
  readonly from: readonly LanguageCode[];
  readonly to: readonly LanguageCode[];
}

/** The engines that can be used on this computer, the better first: Bergamot with its packs, then Apertium. */
export function listEngines(): EngineInfo[] {
  const [packs, apertium] = [packLanguages(), apertiumLanguages()];
  return [
    ...(packs.to.length > 0 ? [{ id: 'bergamot' as const, ...packs }] : []),
    ...(apertium.length > 0 ? [{ id: 'apertium' as const, from: apertium, to: ['en' as const] }] : []),
  ];
}

/**
 * The engine to take: the one that is wanted, or the best that renders all of these languages, or else any of them.
 *
 * @throws ZapisError `translation-no-engine` where there is none; `translation-no-pair` where the wanted one knows none of them.
 */
export function chooseEngine(wanted: TranslationEngine | null, from: readonly LanguageCode[], to: LanguageCode): TranslationEngine {
  const there = listEngines();
  const spoken = from.filter((language) => language !== to);
  const able = there.filter((engine) => engine.to.includes(to) && spoken.some((language) => engine.from.includes(language)) && (wanted === null || engine.id === wanted));
  const found = able.find((engine) => spoken.every((language) => engine.from.includes(language))) ?? able[0];
  if (found) return found.id;
  if (wanted !== null && there.some(({ id }) => id === wanted)) throw new ZapisError('translation-no-pair', { engine: ENGINE_NAMES[wanted], from: from[0] ?? 'und', to });
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
}

/** @throws ZapisError `translation-no-engine`, `model-installed-damaged`; as the engine's own maker. */
export function openEngine(id: TranslationEngine, { startWorker, languages, to }: EngineUse): TextEngine {
  if (id === 'apertium') return createApertium();
  if (id === 'bergamot') return createBergamot({ startWorker, to, routes: routesTo(to, languages) });
  throw new ZapisError('translation-no-engine');
}
