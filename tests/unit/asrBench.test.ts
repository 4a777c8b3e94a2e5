import { countLoops, reportAll, silentWords, type Heard } from '../bench/support/recognition';
import { LONG_TESTIMONY, type LongLanguage } from '../support/longTestimony';
import { noisyInterview } from '../support/noisyInterview';
import type { Speaker } from '../support/speaker';
import { textErrors } from '../support/wordErrors';

/** Says nothing, for as long as a sentence takes. */
const mute: Speaker = {
  record: () => Promise.resolve({ pcm: new Float32Array(8_000), truth: [], pauses: [] }),
  cost: () => Promise.reject(new Error('not asked here')),
  stop: () => undefined,
};

async function said(language: LongLanguage, sentences?: readonly string[]): Promise<string[]> {
  const turns: string[] = [];
  for await (const { turn } of noisyInterview(mute, { language, seconds: 120, seed: 7, ...(sentences ? { sentences } : {}) })) if (turn) turns.push(turn.text);
  return turns.flatMap((text) => text.split(/(?<=[.?!…])\s+/u));
}

describe('the corpus that the bench of recognition makes', () => {
  it.each(Object.keys(LONG_TESTIMONY) as LongLanguage[])('says in %s nothing over again that could pass for a loop', async (language) => {
    const sentences = await said(language, LONG_TESTIMONY[language]);
    expect(sentences.length).toBeGreaterThan(30);
    expect(new Set(LONG_TESTIMONY[language]).size).toBe(LONG_TESTIMONY[language].length);
    sentences.forEach((sentence, i) => expect(sentences.slice(i + 1, i + 18)).not.toContain(sentence));
    expect(countLoops(sentences)).toBe(0);
  });

  it('would say the same thing thrice in a row by lot alone', async () => {
    expect(countLoops(await said('en'))).toBeGreaterThan(0);
  });
});

describe('the table of recognition', () => {
  const heard = (text: string, written: string): Heard => ({ errors: textErrors(text, written), silentWords: 0, loops: { written: 0, said: 0 }, seconds: 60, elapsedMs: 1, peakMb: 1 });

  it('folds both scripts, and ends with the total of all languages, ours and bare', () => {
    const lines: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((line: string) => { lines.push(line); });
    reportAll([
      { language: 'sr', heard: [{ ours: heard('Мост је био слободан.', 'most je bio slobodan'), bare: heard('Most je bio slobodan.', 'МОСТ ЈЕ био') }] },
      { language: 'hr', heard: [{ ours: heard('Nije znao što.', 'nije znao šta'), bare: heard('Nije znao što.', 'Nije znao što') }] },
    ]);
    log.mockRestore();
    const rows = lines.map((line) => line.trim().split(/\s{2,}/u));
    expect(rows.find(([language, way]) => language === 'sr' && way === 'ours')?.[5]).toBe('0.00');
    expect(rows.find(([language, way]) => language === 'sr' && way === 'bare')?.[5]).toBe('25.00');
    expect(rows.slice(-2).map((row) => row.slice(0, 6))).toEqual([['all', 'ours', '2', '2.0', '7', '14.29'], ['all', 'bare', '2', '2.0', '7', '14.29']]);
  });
});

describe('words in silence', () => {
  it('are those of segments that nobody could have said', () => {
    const silent = [{ startUs: 0, endUs: 10_000_000 }];
    expect(silentWords([{ startUs: 1_000_000, endUs: 2_000_000, text: 'Hvala na gledanju!' }, { startUs: 9_500_000, endUs: 12_000_000, text: 'Nisam znao.' }], silent)).toBe(3);
  });
});
