import { LANGUAGE_CODES, type LanguageCode } from '../../../shared/domain';

/** One language under four names, as far as a recogniser can tell them apart. */
const BCMS: readonly LanguageCode[] = ['bs', 'hr', 'sr', 'cnr'];
/** Where detection has left the region or mixed up Slavic neighbours, one chunk is not proof of a switch. */
const BELIEVED_AT_ONCE: readonly LanguageCode[] = [...BCMS, 'sq', 'en'];
/** For a language that the recogniser lacks, the closest one it may have; Montenegrin is written in Latin, as Bosnian. */
const CLOSEST: Readonly<Partial<Record<LanguageCode, readonly LanguageCode[]>>> = { cnr: ['bs', 'sr', 'hr'], bs: ['hr', 'sr'], hr: ['bs', 'sr'], sr: ['hr', 'bs'] };

/** What detection has settled on so far; part of a job's checkpoint. */
export interface LanguageState {
  readonly accepted: LanguageCode | null;
  /** A language heard once instead of the accepted one, on trial. */
  readonly rival: LanguageCode | null;
}

export interface LanguagePlan {
  /** Languages that detection may answer, best guess first. */
  readonly candidates: readonly LanguageCode[];
  /** True when a person named the candidates: then every one of them is believed at once. */
  readonly named: boolean;
}

/** Whisper's code for a language, or null to let the model tell (`und`, or nothing close enough known). */
export function engineLanguage(language: LanguageCode, known: readonly string[]): string | null {
  return [language, ...(CLOSEST[language] ?? [])].find((code) => known.includes(code)) ?? null;
}

/** The languages that a detection may answer: those named in the interview record, else all that Zapis and the model know. */
export function planLanguages(named: readonly LanguageCode[], known: readonly string[]): LanguagePlan {
  const usable = (codes: readonly LanguageCode[]): LanguageCode[] => codes.filter((code) => code !== 'und' && engineLanguage(code, known) !== null);
  const own = usable(named);
  // Croatian first: of the four names the one with by far the most training speech behind it.
  return own.length > 0 ? { candidates: own, named: true } : { candidates: usable(['hr', ...LANGUAGE_CODES.filter((c) => c !== 'hr' && c !== 'cnr')]), named: false };
}

export interface LanguageVerdict {
  /** The language that the chunk counts as. */
  readonly language: LanguageCode;
  /** True when the text at hand is not to be used: recognise the chunk again as `language`. */
  readonly again: boolean;
  readonly state: LanguageState;
}

/**
 * Judges what the model took a chunk for. Detection stays among the candidates; Bosnian, Croatian, Montenegrin and
 * Serbian do not take turns, so that labels and script hold still (the text is recognised again only when it came out
 * in Cyrillic after Latin or the other way about, `flipped`); a switch to a language that is often heard by mistake
 * needs two chunks in a row.
 */
export function judgeLanguage(detected: string, flipped: boolean, state: LanguageState, plan: LanguagePlan): LanguageVerdict {
  const { accepted } = state;
  const heard = plan.candidates.find((code) => code === detected) ?? relative(detected, plan);
  if (!heard) {
    const language = accepted ?? plan.candidates[0] ?? 'und';
    return { language, again: language !== 'und', state: { accepted, rival: null } };
  }
  if (!accepted || heard === accepted) return { language: heard, again: heard !== detected && heard !== 'cnr', state: { accepted: heard, rival: null } };
  if (BCMS.includes(heard) && BCMS.includes(accepted)) return { language: accepted, again: flipped, state: { accepted, rival: null } };
  if (plan.named || BELIEVED_AT_ONCE.includes(heard) || state.rival === heard) return { language: heard, again: heard !== detected && heard !== 'cnr', state: { accepted: heard, rival: null } };
  return { language: accepted, again: true, state: { accepted, rival: heard } };
}

/** Bosnian heard where only Croatian is a candidate is Croatian. */
function relative(detected: string, plan: LanguagePlan): LanguageCode | undefined {
  return BCMS.some((code) => code === detected) ? plan.candidates.find((code) => BCMS.includes(code)) : undefined;
}

/** True where languages are expected that a recogniser has to be told apart for: Bosnian and Serbian are one to it. */
export function severalLanguages(candidates: readonly LanguageCode[]): boolean {
  return new Set(candidates.filter((code) => code !== 'und').map((code) => (BCMS.includes(code) ? 'hr' : code))).size > 1;
}
