import type { LanguageCode } from '../domain';

/** The alphabets between which text is converted: Serbian with the two Montenegrin letters, and Macedonian. */
export type Alphabet = 'serbian' | 'macedonian';

/**
 * The alphabet pair of a language; null where there is one script only, or where no one-to-one conversion exists.
 * Croatian is written in Latin alone, but a recogniser that guesses Serbian hears it in Cyrillic: it converts too.
 */
export function alphabetOf(language: LanguageCode): Alphabet | null {
  if (language === 'mk') return 'macedonian';
  return ['bs', 'hr', 'sr', 'cnr'].includes(language) ? 'serbian' : null;
}

const pairs = (text: string): readonly (readonly [string, string])[] => text.trim().split(/\s+/).map((pair) => {
  const [cyrillic = '', latin = ''] = pair.split('=');
  return [cyrillic.normalize('NFC'), latin.normalize('NFC')] as const;
});

/** Lower-case letter pairs, composed. Sources: Pravopis srpskoga jezika (Matica srpska 2010), § 1–6; Pravopis crnogorskoga jezika (2009) for с́ and з́. */
const SHARED = 'а=a б=b в=v г=g д=d е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=č џ=dž ш=š';
const SERBIAN = pairs(`${SHARED} ђ=đ ћ=ć с́=ś з́=ź`);
/** ѓ, ќ, ѕ as the Macedonian Academy (Pravopis 1970, ISO/R 9:1968) writes them: reversible, unlike `gj` and `kj`. */
const MACEDONIAN = pairs(`${SHARED} ѓ=ǵ ќ=ḱ ѕ=dz ѐ=è ѝ=ì`);

/** Cyrillic to Latin, lower case. с́ and з́ are two characters long. */
export const TO_LATIN: Readonly<Record<Alphabet, ReadonlyMap<string, string>>> = { serbian: new Map(SERBIAN), macedonian: new Map(MACEDONIAN) };

/** Latin to Cyrillic, lower case; two-letter keys are digraphs. Includes ways of writing that are only ever read. */
export const TO_CYRILLIC: Readonly<Record<Alphabet, ReadonlyMap<string, string>>> = {
  serbian: new Map(SERBIAN.map(([cyrillic, latin]) => [latin, cyrillic])),
  macedonian: new Map([...MACEDONIAN.map(([cyrillic, latin]) => [latin, cyrillic] as const), ...pairs('ѓ=gj ќ=kj ѓ=đ ќ=ć').map(([cyrillic, latin]) => [latin, cyrillic] as const)]),
};

/** The digraphs that Unicode also has as single characters, in all three cases. */
export const SINGLE_CHARACTER_DIGRAPHS: ReadonlyMap<string, string> = new Map(pairs('Ǆ=DŽ ǅ=Dž ǆ=dž Ǉ=LJ ǈ=Lj ǉ=lj Ǌ=NJ ǋ=Nj ǌ=nj'));

/**
 * Marks for a way back, none of which is seen or printed. Between two letters: they are two letters, or one.
 * Before a stretch of a word: it stays as it is, or it is converted whatever it looks like.
 */
export const APART = '\u200C';
export const JOINED = '\u200D';
export const STAYS = '\u2060';
export const CONVERTS = '\u2063';
/** A word with its combining characters and marks. */
export const RUN = /(?:[\p{L}\p{M}]|\u200C|\u200D|\u2060|\u2063)+/gu;
export const LATIN = /\p{Script=Latin}/u;
export const CYRILLIC = /\p{Script=Cyrillic}/u;

export const isUpper = (letter: string | undefined): boolean => letter !== undefined && letter !== letter.toLowerCase();
