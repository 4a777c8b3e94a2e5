import { coverFrames, framesOfClip, timesInClip } from '../../electron/core/clips/frames';
import { FrameTimes } from '../../electron/core/clips/source';
import { findSecret, secretWords } from '../../electron/core/clips/checkText';
import type { Segment } from '../../shared/domain';

const at25 = Array.from({ length: 100 }, (_, n) => n * 40_000);

describe('frames of a clip', () => {
  it.each([
    [[1_000_000, 2_000_000], [1_000_000, 1_960_000]],
    [[1_017_000, 2_017_000], [1_000_000, 2_000_000]],
    // Rounded to milliseconds, an edge is still that edge.
    [[999_600, 1_999_600], [1_000_000, 1_960_000]],
    [[1_000_400, 2_000_400], [1_000_000, 1_960_000]],
    [[0, 9_000_000], [0, 3_960_000]],
  ])('%j are %j', ([startUs = 0, endUs = 0], [first, last]) => {
    const frames = framesOfClip(at25, { startUs, endUs });
    expect([frames?.timesUs[0], frames?.timesUs.at(-1)]).toEqual([first, last]);
  });

  it('keeps a frame that stands since long before, and shows it from the first instant', () => {
    const frames = framesOfClip([0, 7_000_000, 7_040_000], { startUs: 3_000_000, endUs: 7_020_000 });
    expect(frames && timesInClip(frames, { startUs: 3_000_000, endUs: 7_020_000 })).toEqual([0, 4_000_000]);
    expect(framesOfClip([], { startUs: 0, endUs: 1 })).toBeNull();
    expect(framesOfClip([9_000_000], { startUs: 0, endUs: 1_000_000 })).toBeNull();
  });

  it('covers a frame when any instant of its showing lies in a span, black over blur', () => {
    const clip = { startUs: 1_000_000, endUs: 2_000_000 };
    const frames = framesOfClip(at25, clip);
    if (!frames) throw new Error('no frames');
    const covers = coverFrames([
      { startUs: 1_119_999, endUs: 1_160_000, treatment: 'blur' },
      { startUs: 1_150_000, endUs: 1_200_001, treatment: 'black' },
      { startUs: 1_980_000, endUs: 2_000_000, treatment: 'black' },
    ], frames, clip);
    expect(covers).toEqual([
      { treatment: 'blur', firstFrame: 2, lastFrame: 2, fromUs: 60_000, toUs: 100_000 },
      { treatment: 'black', firstFrame: 3, lastFrame: 5, fromUs: 100_000, toUs: 220_000 },
      { treatment: 'black', firstFrame: 24, lastFrame: 24, fromUs: 940_000, toUs: Number.MAX_SAFE_INTEGER },
    ]);
  });
});

describe('frame times from ffprobe', () => {
  it('are canonical and sorted, without frames that an edit list hides', () => {
    const times = new FrameTimes(1_000_000);
    for (const line of ['1.080000,___', '1.000000,K__', '', '0.960000,KD_']) expect(times.add(line)).toBe(true);
    expect(times.sorted()).toEqual([0, 80_000]);
    expect(times.add('N/A,___')).toBe(false);
    expect(times.complete).toBe(false);
  });
});

describe('secret words', () => {
  const segment: Segment = { id: 's', footageId: 'f', startUs: 0, endUs: 1, language: 'sr', origin: 'machine', text: 'пуцао сам, тада сам', words: ['пуцао', 'сам,', 'тада', 'сам'].map((text) => ({ text, startUs: 0, endUs: 1, trust: 'aligned' as const })) };

  it('are found in any script, case and joining; words also said openly are none', () => {
    const secrets = secretWords([segment], { hidden: new Map([['s', new Set([0, 1])]]) });
    expect([secrets.has('pucao'), secrets.has('sam')]).toEqual([true, false]);
    for (const text of ['tada-PUCAO.mp4', '{"a":"Пуцао"}', 'pucao']) expect(findSecret(text, secrets)).toBe('pucao');
    expect(findSecret('tada sam bio', secrets)).toBeNull();
  });
});
