import type { Suggestion } from '../../electron/core/suggestions';
import { suggestedFor } from '../support/suggestionSet';

const admission = (sentence: string, code: 'bg' | 'sl'): Suggestion | undefined => suggestedFor(sentence, code).find((one) => one.reason === 'self-incrimination');

describe('whose act it is, by the dual and the aorist', () => {
  it.each([
    ['sl', 'Z bratom sva ga ustrelila.', 'Brata sta ga ustrelila.'],
    ['sl', 'Pretepli sva ga in ga vrgli v klet.', 'Pretepla sta ga in odšla.'],
    ['sl', 'Nisva ga ustrelila.', 'Nista ga ustrelila.'],
    ['bg', 'Застрелях го до оградата.', 'Застреля го до оградата.'],
    ['bg', 'Всяка нощ ги пребивахме.', 'Всяка нощ ги пребиваха.'],
  ] as const)('%s: %s is the speaker’s, %s is not', (code, mine, anothers) => {
    expect(admission(mine, code)).toBeDefined();
    expect(admission(anothers, code)).toBeUndefined();
  });

  it('lets go of what was about to be done and was not', () => {
    expect(admission('Започнах да стрелям.', 'bg')).toBeDefined();
    expect(admission('Не знам дали щях да стрелям.', 'bg')).toBeUndefined();
    expect(admission('Обвиняват ме, че съм стрелял.', 'bg')).toBeUndefined();
    expect(admission('Baje sem streljal.', 'sl')).toBeUndefined();
  });

  it('knows a sentence that denies by itself', () => {
    expect(admission('Mene ni bilo zraven, ko so jih pobili.', 'sl')).toMatchObject({ denial: true, severity: 1 });
  });
});

describe('a grave word in a clause of the first person', () => {
  it.each([
    ['bg', 'Мястото на ямата аз го избрах.', 'Мястото на ямата го избраха те.'],
    ['bg', 'Стисках приклада до бузата.', 'Той стискаше приклада до бузата.'],
    ['sl', 'Kraj za jamo sem izbral jaz.', 'Kraj za jamo so izbrali oni.'],
    ['sl', 'Koordinate sem predal jaz.', 'Koordinate je predal on.'],
  ] as const)('%s: is proposed with the least severity (%s), and not where another is named (%s)', (code, mine, anothers) => {
    expect(admission(mine, code)).toMatchObject({ severity: 1, rule: `${code}/charged`, why: { key: 'charged' } });
    expect(admission(anothers, code)).toBeUndefined();
  });

  it('is not where the speaker saw, heard, fled, or was wounded', () => {
    for (const [code, sentence] of [['bg', 'Видях пушката му.'], ['bg', 'Чух за засадата по радиото.'], ['sl', 'Videl sem njegovo puško.'], ['sl', 'Bil sem ranjen v napadu.']] as const) expect(admission(sentence, code)).toBeUndefined();
  });

  it('is the speaker’s in English where he is the subject last named', () => {
    const charged = (sentence: string): boolean => suggestedFor(sentence, 'en').some(({ rule }) => rule === 'en/charged');
    expect(charged('I chose the spot for the pit.')).toBe(true);
    expect(charged('They chose the spot for the pit.')).toBe(false);
    expect(charged('I know they chose the spot for the pit.')).toBe(false);
    expect(charged('He told us to dig, and I heard the rifles.')).toBe(false);
  });

  it('yields to an act that the lexicon knows', () => {
    expect(suggestedFor('Взех пушката и застрелях първия.', 'bg').map(({ rule }) => rule)).not.toContain('bg/charged');
  });
});

describe('capitals and years', () => {
  it('takes the first of quoted words for no name', () => {
    expect(suggestedFor('Казах му: „Пусни го“ и излязох.', 'bg')).toEqual([]);
    expect(suggestedFor('Rekel mi je: „Pridi jutri.“', 'sl')).toEqual([]);
  });

  it('knows a year with its ending', () => {
    expect(suggestedFor('Беше през март 2015-а.', 'bg').map(({ reason }) => reason)).toEqual(['place-or-date']);
  });
});
