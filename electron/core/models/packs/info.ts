import { totalmem } from 'node:os';
import type { ModelInfo } from '../../../../shared/domain';
import { packCatalogue, packEntryOf, packTitle, type PackEntry } from './entries';
import { packPresence, settlePack } from './presence';

/** Peak memory of the engine with a pack, estimated from its size: no real one could be had to measure. What two packs need on the way by English is less than twice that. */
const MEMORY_BYTES: Readonly<Record<PackEntry['size'], number>> = { tiny: 300e6, base: 450e6, 'base-memory': 400e6 };

/** The catalogue's translation packs as the list of models shows them. */
export function listPacks(languages: readonly string[] = []): ModelInfo[] {
  const recommended = new Set(recommendPacks(languages).map(({ id }) => id));
  return packCatalogue().packs.map((pack) => ({ ...packInfo(pack.id), isRecommended: recommended.has(pack.id) }));
}

/** @throws ZapisError `model-unknown`. */
export function packInfo(id: string): ModelInfo {
  const pack = packEntryOf(id);
  const memoryBytes = MEMORY_BYTES[pack.size];
  const { bleu, comet } = pack.flores;
  return {
    id, kind: 'translation', title: packTitle(pack), bytes: pack.files.reduce((sum, { bytes, gzBytes }) => sum + (bytes ?? gzBytes), 0),
    sha256: pack.files.find(({ kind }) => kind === 'model')?.sha256 ?? null, installed: settlePack(pack) === 'good', isDefault: false, isRecommended: false,
    memoryBytes, fits: memoryBytes <= totalmem(), languages: [pack.from], needsLanguage: false, canTranslate: true, speed: null, pair: { from: pack.from, to: pack.to },
    note: `Mozilla's pack for Bergamot${pack.version === null ? '' : `, version ${pack.version}`}${bleu === null ? '' : `. Its makers measured BLEU ${bleu}${comet === null ? '' : ` and COMET ${comet}`} on FLORES`}.`,
  };
}

/** For each language that is spoken and can be translated into English the pack to take; one that is there before one that is not. */
export function recommendPacks(languages: readonly string[]): PackEntry[] {
  return languages.flatMap((language) => {
    const able = packCatalogue().packs.filter(({ from, to }) => from === packLanguage(language) && to === 'en');
    return able.find((pack) => packPresence(pack) !== 'absent') ?? able[0] ?? [];
  }).filter((pack, i, all) => all.findIndex(({ id }) => id === pack.id) === i);
}

/** Montenegrin has no packs of its own; Serbian is what is nearest to it. */
const packLanguage = (language: string): string => (language === 'cnr' ? 'sr' : language);

