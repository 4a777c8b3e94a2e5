import type { LanguageCode } from '../../../../shared/domain';
import { packCatalogue, type PackEntry } from '../../models/packs/entries';
import { packPaths, packPresence } from '../../models/packs/presence';
import type { Route } from './bergamot';

/** Which packs read which language, its own first: the four standards are near enough to each other to be read by each. */
const READ_BY: Readonly<Partial<Record<LanguageCode, readonly LanguageCode[]>>> = { bs: ['bs', 'hr', 'sr'], hr: ['hr', 'bs', 'sr'], sr: ['sr', 'bs', 'hr'], cnr: ['sr', 'bs', 'hr'] };
/** Packs that were trained on Latin letters alone. */
const LATIN: readonly LanguageCode[] = ['bs', 'hr', 'sl'];

const there = (): PackEntry[] => packCatalogue().packs.filter((pack) => ['good', 'unsure'].includes(packPresence(pack)));

/** The languages that the installed packs can translate from and into. */
export function packLanguages(): { from: LanguageCode[]; to: LanguageCode[] } {
  const packs = there();
  const readable = (Object.entries(READ_BY) as [LanguageCode, readonly LanguageCode[]][]).filter(([, by]) => packs.some(({ from }) => by.includes(from))).map(([language]) => language);
  return { from: [...new Set([...packs.map(({ from }) => from), ...readable])], to: [...new Set(packs.map(({ to }) => to))] };
}

/**
 * The packs from a language into another: one, or two by way of English; null where there are none.
 */
export function packsFor(language: LanguageCode, to: LanguageCode): PackEntry[] | null {
  const packs = there();
  const readers = READ_BY[language] ?? [language];
  const into = (target: LanguageCode): PackEntry | undefined => readers.flatMap((from) => packs.filter((pack) => pack.from === from && pack.to === target))[0];
  const direct = into(to);
  if (direct) return [direct];
  const [first, second] = [into('en'), packs.find((pack) => pack.from === 'en' && pack.to === to)];
  return first && second ? [first, second] : null;
}

/**
 * How each language gets into another with what is installed, every file's hash known to be right.
 *
 * @throws ZapisError `model-installed-damaged`.
 */
export function routesTo(to: LanguageCode, languages: readonly LanguageCode[]): Map<LanguageCode, Route> {
  return new Map(languages.flatMap((language) => {
    const packs = language === to ? null : packsFor(language, to);
    const [first] = packs ?? [];
    if (!packs || !first) return [];
    return [[language, { latin: LATIN.includes(first.from), packs: packs.map((pack) => ({ id: pack.id, precision: 'int8shiftAlphaAll' as const, ...packPaths(pack.id) })) }] as const];
  }));
}

/** Ids of the packs that these languages go through on their way. */
export function packsOf(languages: readonly LanguageCode[], to: LanguageCode): string[] {
  return [...new Set(languages.flatMap((language) => (language === to ? [] : packsFor(language, to) ?? [])).map(({ id }) => id))];
}
