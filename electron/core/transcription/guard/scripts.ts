import type { LanguageCode } from '../../../../shared/domain';

const SCRIPTS = { latin: /\p{Script=Latin}/gu, cyrillic: /\p{Script=Cyrillic}/gu, greek: /\p{Script=Greek}/gu, arabic: /\p{Script=Arabic}/gu } as const;
type ScriptName = keyof typeof SCRIPTS;

/** Bosnian, Montenegrin and Serbian are written in both; what is not listed is Latin. */
const WRITTEN_IN: Readonly<Partial<Record<LanguageCode, readonly ScriptName[]>>> = {
  sr: ['latin', 'cyrillic'], bs: ['latin', 'cyrillic'], cnr: ['latin', 'cyrillic'], und: ['latin', 'cyrillic', 'greek', 'arabic'],
  mk: ['cyrillic'], bg: ['cyrillic'], ru: ['cyrillic'], el: ['greek'], ar: ['arabic'],
};
/** A name in another script may stand in a text; a text in another script is another language. */
const FOREIGN_SHARE = 0.3;

/** True where much of a text is in letters that its language is not written in. */
export function isForeignScript(text: string, language: LanguageCode): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const own = (WRITTEN_IN[language] ?? ['latin']).reduce((sum, script) => sum + (text.match(SCRIPTS[script])?.length ?? 0), 0);
  return letters > 0 && letters - own > FOREIGN_SHARE * letters;
}
