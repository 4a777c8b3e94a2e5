import { labelledSet, LEXICON_CODES, ordinaryText, type Part } from '../../tests/support/suggestionSet';
import type { Lesson } from './learn';

export interface Row extends Lesson { readonly part: Part }
export const labelled = (): Row[] => LEXICON_CODES.flatMap((code) => labelledSet(code).map(({ part, sentence, expected }) => ({ code, sentence, part, admits: expected.has('self-incrimination') })));
/** Every second of the ordinary sentences: the others are kept for counting false alarms. */
export const ordinary = (which: 'learned' | 'kept'): Lesson[] => LEXICON_CODES.flatMap((code) => ordinaryText(code)[which].map((sentence) => ({ code, sentence, admits: false })));

/** All that the judge learns from. */
export const allLessons = (): Lesson[] => [...labelled(), ...ordinary('learned')];
