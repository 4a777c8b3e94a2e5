import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakCosts, NEVER } from '../../electron/core/subtitles/breaks';
import { isTooFast, toCues, type Cue } from '../../electron/core/subtitles/cues';
import { spreadWords } from '../../electron/core/transcript/remapWords';
import type { LanguageCode, Segment } from '../../shared/domain';
import { toCyrillic } from '../../shared/script';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';
import { breaksOf, brokenRules, spokenSentences, withTranslations } from '../support/subtitleRules';

const FLORES = join(__dirname, '../../../shared/data/flores');
const lines = (name: string): string[] => readFileSync(join(FLORES, name), 'utf8').trim().split('\n');
const real = existsSync(FLORES) ? describe : describe.skip;
if (!existsSync(FLORES)) console.warn('SKIPPED: no FLORES sentences beside the project; the rules are checked on the generated interview alone.');

const said = (startUs: number, endUs: number, text: string, language: LanguageCode = 'bs', id = `s${startUs}`): Segment => ({
  id, footageId: 'f', startUs, endUs, text, language, origin: 'machine', words: spreadWords(splitWords(text), { startUs, endUs }),
});

/** What a viewer reads in one of two languages: a line that stays up is read once. */
const readThrough = (cues: readonly Cue[], line: 0 | 1): string => cues.flatMap((cue, i) => (cue.lines[line] === cues[i - 1]?.lines[line] ? [] : [cue.lines[line]])).join(' ');

real('real text', () => {
  const languages = ['bs', 'hr', 'sr', 'sl', 'bg'] as const;
  for (const cps of [12, 19]) {
    test.each(languages)(`%s keeps every rule on every subtitle at ${cps} characters a second, alone, in English and in both`, (language) => {
      const segments = spokenSentences(lines(`${language}.src.txt`), language, { cps, seed: 11 });
      const both = withTranslations(segments, lines(`${language}.en.txt`));
      const english = both.filter(({ language: of }) => of === 'en');
      for (const text of [segments, english]) {
        const cues = toCues(text);
        expect(brokenRules(cues)).toEqual([]);
        expect(cues.flatMap((cue) => cue.lines).join(' ')).toBe(text.map((segment) => segment.text).join(' '));
        expect(breaksOf(cues).filter(({ before, after }) => /\d$/u.test(before) && /^\d/u.test(after))).toEqual([]);
      }
      const cues = toCues(both);
      expect(brokenRules(cues, { bilingual: true })).toEqual([]);
      expect(readThrough(cues, 0)).toBe(segments.map((segment) => segment.text).join(' '));
      expect(readThrough(cues, 1)).toBe(english.map((segment) => segment.text).join(' '));
    });
  }

  it('is cut at sensible places: hardly a line ends in an article or a preposition', () => {
    const cues = toCues(spokenSentences(lines('hr.en.txt'), 'en', { cps: 12, seed: 11 }));
    const breaks = breaksOf(cues);
    const dangling = breaks.filter(({ before }) => /\b(?:a|an|the|of|in|on|at|to|from|by|with|for|and|or|but|that)$/iu.test(before));
    expect(breaks.length).toBeGreaterThan(600);
    expect(dangling.length / breaks.length).toBeLessThan(0.02);
  });
});

/** Two hundred answers made of clauses with names and numbers in them that must stay whole. */
const WHOLE = ['Ratko Hadžić', 'Banja Luka', 'Bosna i Hercegovina', 'Petra von Osten', 'dr. Mehić', '12. jula 1995. godine', '25 000 ljudi', '300 metara', 'dvadeset pet hiljada', 'br. 14', 'Republika Srpska Krajina'];
const CLAUSES = ['nisam vidio ko je pucao', 'da su nas odveli u školu', 'jer je bilo kasno i hladno', 'kad je autobus stao pred zgradom', 'i onda su rekli da čekamo', 'ali niko nije smio da pita', 'koji je stajao iza mene', 'pa smo prešli preko mosta'];
const interview = (seed: number): string[] => {
  const random = seeded(seed);
  return Array.from({ length: 200 }, () => Array.from({ length: 1 + random.int(6) }, () => `${random.pick(CLAUSES)} ${random.pick(WHOLE)}${random.pick([',', '', ','])}`).join(' ').replace(/,?$/u, '.'));
};
const torn = (breaks: readonly { before: string; after: string }[], whole: readonly string[]): string[] => breaks.flatMap(({ before, after }) => whole.filter((phrase) => splitWords(phrase).some((_, i, words) => (
  i > 0 && before.endsWith(words.slice(0, i).join(' ')) && after.startsWith(words.slice(i).join(' ').replace(/[.,]$/u, ''))))));

test.each(['latin', 'cyrillic'])('a generated interview in %s keeps every rule and tears no name and no number', (script) => {
  const write = (text: string): string => (script === 'latin' ? text : toCyrillic(text, { alphabet: 'serbian', keep: [] }));
  const whole = WHOLE.map(write);
  for (const cps of [11, 15, 21]) {
    const segments = spokenSentences(interview(4).map(write), 'sr', { cps, seed: cps });
    const cues = toCues(segments);
    expect(brokenRules(cues)).toEqual([]);
    expect(torn(breaksOf(cues), whole)).toEqual([]);
    const both = toCues(withTranslations(segments, interview(9)));
    expect(brokenRules(both, { bilingual: true })).toEqual([]);
    expect(torn(breaksOf(both, 0), whole)).toEqual([]);
  }
});

it('breaks where a sentence ends, else where a clause does, and puts conjunctions onto the next line', () => {
  const [cue] = toCues([said(0, 5_000_000, 'Rekli su nam da čekamo na mostu i onda su svi otišli.')]);
  expect(cue?.lines).toEqual(['Rekli su nam da čekamo na mostu', 'i onda su svi otišli.']);
  const cues = toCues([said(0, 9_000_000, 'The bridge was burning all night long. Nobody slept, because the shelling never stopped.', 'en')]);
  expect(cues.map(({ lines: [first] }) => first)).toEqual(['The bridge was burning all night long.', 'Nobody slept,']);
});

it('knows what belongs together', () => {
  const glued = (text: string, language: LanguageCode = 'bs'): string[] => {
    const words = splitWords(text);
    return breakCosts(words, language).flatMap((cost, i) => (cost === NEVER ? [`${words[i] ?? ''} ${words[i + 1] ?? ''}`] : []));
  };
  expect(glued('vidio je Ratka Hadžića kod kuće.')).toEqual(['Ratka Hadžića']);
  expect(glued('у Бањој Луци, Сарајеву и Тузли')).toEqual(['Бањој Луци,']);
  expect(glued('to je bilo 12. jula 1995. godine.')).toEqual(['12. jula', 'jula 1995.', '1995. godine.']);
  expect(glued('On July 12 it was 25 000 people.', 'en')).toEqual(['July 12', '12 it', '25 000', '000 people.']);
  expect(glued('Rekao je Hasan. Onda je otišao.')).toEqual([]);
  expect(glued('bilo ih je dvadeset i pet hiljada tamo')).toEqual(['dvadeset i', 'i pet', 'pet hiljada']);
});

it('stays up into the pause behind it, and tells where there is none', () => {
  const fast = 'Trčali smo preko polja dok su pucali.';
  const [lone] = toCues([said(0, 800_000, fast)]);
  expect(lone).toEqual({ startMs: 0, endMs: Math.ceil((fast.length * 1000) / 17), lines: [fast] });
  const [before, after] = toCues([said(0, 800_000, fast), said(1_000_000, 4_000_000, 'Onda je stalo.')]);
  expect(before?.endMs).toBe(1000);
  expect(before && isTooFast(before)).toBe(true);
  expect(after && isTooFast(after)).toBe(false);
  const [clipped] = toCues([said(0, 800_000, fast)], [1_200_000]);
  expect(clipped?.endMs).toBe(1200);
});

it('shares the time between two who speak at once, in the order in which they begin', () => {
  const cues = toCues([said(0, 6_000_000, 'Ja sam bio u kući kad su došli po nas.'), said(2_000_000, 4_000_000, 'Ne, bio si u polju sa mnom.')]);
  expect(brokenRules(cues)).toEqual([]);
  expect(cues.map(({ lines: [first] }) => first)).toEqual(['Ja sam bio u kući kad su došli po nas.', 'Ne, bio si u polju sa mnom.']);
  for (const { startMs, endMs } of cues) expect(endMs - startMs).toBeGreaterThan(1500);
});

it('keeps what hides a whole sentence up for as long as the sentence is spoken', () => {
  const original = said(0, 12_000_000, 'Tog dana su nas izveli iz zgrade i poredali uza zid, jednog do drugog, dok nije pao mrak.', 'bs', 'x');
  const cues = toCues([original, { ...said(0, 12_000_000, '[redacted]', 'en', 'x') }]);
  expect(cues.length).toBeGreaterThan(1);
  expect(cues.map(({ lines: [, below] }) => below)).toEqual(cues.map(() => '[redacted]'));
  expect(cues.map(({ lines: [above] }) => above).join(' ')).toBe(original.text);
});
