/** Stems that a word may show before an ending, with the cases they belong to; `null`: all. */
export interface Stem {
  readonly text: string;
  readonly cases: readonly string[] | null;
}

const SIBILARISED: Readonly<Record<string, string>> = { k: 'c', g: 'z', h: 's' };
const PALATALISED: Readonly<Record<string, string>> = { k: 'č', g: 'ž', h: 'š', c: 'č', z: 'ž' };
const VOICELESS: Readonly<Record<string, string>> = { b: 'p', d: 't', z: 's', ž: 'š', g: 'k' };
/** Consonants after which South Slavic endings have e for o. */
const SOFT = /(?:[čćđšžjcǵḱ]|lj|nj|dž)$/u;

/** Whether a South Slavic stem takes `-em`, `-ev` before `-om`, `-ov`. */
export function isSoft(stem: string): boolean {
  return SOFT.test(stem);
}

/**
 * The stems of a South Slavic or Macedonian word: sibilarisation (`Luka` → `Luci`), palatalisation (`Marko` →
 * `Marče`, `Milica` → `Miličin`), the fleeting a (`Petar` → `Petra`, `Vrabac` → `Vrapca`, `Vinkovci` → `Vinkovaca`)
 * and l that became o (`Pavao` → `Pavla`).
 *
 * @param stem lower-case Latin, the basic form less the ending of its class.
 * @param end that ending.
 */
export function slavicStems(stem: string, end: string): Stem[] {
  const stems: Stem[] = [{ text: stem, cases: null }];
  const last = stem.slice(-1);
  const start = stem.slice(0, -1);
  const sibilarised = SIBILARISED[last];
  const palatalised = PALATALISED[last];
  // Surnames and most names keep their k, g, h; places and common words do not: both are heard.
  if (sibilarised !== undefined) stems.push({ text: start + sibilarised, cases: end === 'a' ? ['dat'] : ['pl', 'plDat'] });
  if (palatalised !== undefined) stems.push({ text: start + palatalised, cases: last === 'c' ? ['voc', 'possessive'] : ['voc'] });
  const oblique = end === '' ? withoutFleetingA(stem) : null;
  if (oblique !== null) {
    stems.push({ text: oblique, cases: null });
    if (oblique.endsWith('c')) stems.push({ text: `${oblique.slice(0, -1)}č`, cases: ['voc', 'possessive'] });
    if (oblique.endsWith('k')) stems.push({ text: `${oblique.slice(0, -1)}c`, cases: ['pl', 'plDat'] });
  }
  if (end === 'i' && /[^aeiou]c$/u.test(stem)) stems.push({ text: `${start}ac`, cases: ['gen', 'plGen'] });
  if (end === 'o' && /[ae]$/u.test(stem)) stems.push({ text: `${stem.endsWith('a') && stem.length > 3 ? start : stem}l`, cases: null });
  return stems;
}

function withoutFleetingA(stem: string): string | null {
  const [, start = '', before = '', after = ''] = /^(.*[aeiour].*|.*?)([^aeiou])a([crklnmtjvš])$/u.exec(stem) ?? [];
  if (before === '' || start === '') return null;
  if (after !== 'c') return start + before + after;
  // d and t fall silent before c: otac → oca, sudac → suca.
  if (before === 't' || before === 'd') return `${start}c`;
  return `${start}${VOICELESS[before] ?? before}c`;
}
