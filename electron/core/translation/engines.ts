import type { LanguageCode, TranslationEngine } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { apertiumLanguages, createApertium } from './apertium/apertium';
import type { TextEngine } from './engine';

/** What of this computer can translate from where to where, now. */
export interface EngineInfo {
  readonly id: TranslationEngine;
  readonly from: readonly LanguageCode[];
  readonly to: readonly LanguageCode[];
}

/** The engines that can be used on this computer, the better first. */
export function listEngines(): EngineInfo[] {
  const apertium = apertiumLanguages();
  return apertium.length > 0 ? [{ id: 'apertium', from: apertium, to: ['en'] }] : [];
}

/**
 * The engine to take: the one that is wanted, or the best that renders any of these languages.
 *
 * @throws ZapisError `translation-no-engine` where there is none; `translation-no-pair` where the wanted one knows none of them.
 */
export function chooseEngine(wanted: TranslationEngine | null, from: readonly LanguageCode[], to: LanguageCode): TranslationEngine {
  const there = listEngines();
  const able = there.filter((engine) => engine.to.includes(to) && from.some((language) => engine.from.includes(language)));
  const found = able.find(({ id }) => wanted === null || id === wanted);
  if (found) return found.id;
  if (wanted !== null && there.some(({ id }) => id === wanted)) throw new ZapisError('translation-no-pair', { engine: wanted, from: from[0] ?? 'und', to });
  throw new ZapisError('translation-no-engine');
}

/** @throws ZapisError as the engine's own maker. */
export function openEngine(id: TranslationEngine): TextEngine {
  if (id === 'apertium') return createApertium();
  throw new ZapisError('translation-no-engine');
}
