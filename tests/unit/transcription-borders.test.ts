import type { Chunk } from '../../electron/core/transcription/chunker';
import { withinSpeech } from '../../electron/core/transcription/place';
import { settle } from '../../electron/core/transcription/settle';
import { spokenSound } from '../../electron/core/transcription/spokenSound';
import { weigh } from '../../electron/core/transcription/weigh';
import { fitGroup } from '../../electron/core/transcription/wordTimes';
import type { Word } from '../../shared/domain';

const span = (from: number, to: number) => ({ startUs: from * 1e6, endUs: to * 1e6 });
const word = (text: string, from: number, to: number, trust: Word['trust'] = 'aligned'): Word => ({ text, ...span(from, to), trust });
const chunk = (o: { speech?: readonly [number, number][]; isForced?: boolean; end?: number } = {}): Chunk => {
  const speech = (o.speech ?? [[0, 30]]).map(([from, to]) => span(from, to));
  return { startUs: 0, nextUs: (o.end ?? 30) * 1e6, pcm: new Float32Array(16_000 * (o.end ?? 30)), speech, spokenUs: 1, isForced: o.isForced ?? false };
};

describe('what is left to the next window', () => {
  const segments = [span(0, 12), span(12, 26)];
  it('is what follows the last whole sentence of a full one', () => {
    expect(settle(segments, chunk({ isForced: true }), true)).toEqual({ segments, backToUs: 26e6 });
  });
  it('is the last sentence too when the cut went through it', () => {
    expect(settle([span(0, 12), span(12, 29.9)], chunk({ isForced: true }), true)).toEqual({ segments: [span(0, 12)], backToUs: 12e6 });
  });
  it('is nothing when a sentence fills it: it has to move on', () => {
    expect(settle([span(0, 29.9)], chunk({ isForced: true }), true)).toEqual({ segments: [span(0, 29.9)], backToUs: null });
    expect(settle([], chunk({ isForced: true }), true)).toEqual({ segments: [], backToUs: null });
  });
  it('is speech that one window left unheard, not the last sounds of a word, and nothing where the engine heard all', () => {
    expect(settle(segments, chunk({ end: 30 }), true).backToUs).toBe(26e6);
    expect(settle(segments, chunk({ speech: [[0, 26.9]] }), true).backToUs).toBeNull();
    expect(settle(segments, chunk({ end: 30 }), false).backToUs).toBeNull();
  });
});

describe('borders of segments', () => {
  const speech = [span(5, 13), span(18, 25)];
  it('move over a pause before and after which hardly anything of them was said', () => {
    expect(withinSpeech(span(12.5, 24), speech)).toEqual(span(18, 24));
    expect(withinSpeech(span(6, 18.5), speech)).toEqual(span(6, 13));
    expect(withinSpeech(span(15, 24), speech)).toEqual(span(18, 24));
  });
  it('stay where something was said on both sides, and where there is nowhere to go', () => {
    expect(withinSpeech(span(11, 24), speech)).toEqual(span(11, 24));
    expect(withinSpeech(span(12.5, 13), speech)).toEqual(span(12.5, 13));
    expect(withinSpeech(span(30, 31), speech)).toEqual(span(30, 31));
  });
  it('do not leave the stretch of speech in which an estimated word lies', () => {
    const group = [{ ...span(12, 24), text: 'U jutro smo' }];
    const estimated = [word('U', 18.5, 18.7, 'estimated'), word('jutro', 19, 19.5), word('smo', 19.5, 23, 'estimated')];
    expect(fitGroup(group, estimated, span(11, 25), speech)[0]).toMatchObject(span(18, 24));
    expect(fitGroup(group, [...estimated.slice(0, 2), word('smo', 19.5, 19.5, 'untimed')], span(11, 25), speech)[0]).toMatchObject(span(12, 24));
  });
});

describe('the sound that words are looked for in', () => {
  const sound = spokenSound({ ...chunk({ speech: [[5, 13], [18, 25]] }) }, span(10, 24));
  it('holds nothing but speech', () => expect(sound.pcm.length).toBe((3 + 6) * 16_000));
  it('leads back to the timeline, and no word over what was left out', () => {
    const times = sound.toTimeline([word('a', 0, 1), word('b', 2.5, 3.1), word('c', 3, 4), word('d', 2.9, 4), word('e', 9, 9, 'untimed')]).map((w) => [w.startUs / 1e6, w.endUs / 1e6]);
    expect(times).toEqual([[10, 11], [12.5, 13], [18, 19], [18, 19], [24, 24]]);
  });
  it('tells where in it hardly anybody was heard, whatever of that was asked for', () => {
    const speech = [{ ...span(5, 13), sure: span(5.2, 12) }, { ...span(18, 25), sure: span(18.4, 23) }];
    expect(spokenSound({ ...chunk(), speech }, span(10, 24)).edges).toEqual([span(2, 3), span(3, 3.4), span(8, 9)]);
    expect(sound.edges).toEqual([]);
  });
  it('is the whole stretch where nobody was heard', () => expect(spokenSound(chunk({ speech: [[0, 5]] }), span(10, 12)).pcm.length).toBe(32_000));
});

it('segments part at a long pause, and what is unsure keeps its room', () => {
  const words = [word('Da', 1, 2), word('onda', 2, 2.5, 'untimed'), word('smo', 3, 4), word('otišli', 9, 10), word('kući', 10, 11, 'estimated')];
  const parted = weigh([{ ...span(0, 12), text: 'Da onda smo otišli kući', words, doubts: [] }]);
  expect(parted.map((s) => [s.startUs, s.endUs, s.text])).toEqual([[0, 4e6, 'Da onda smo'], [9e6, 12e6, 'otišli kući']]);
  const unsure = words.map((w, i) => (i === 2 ? { ...w, trust: 'estimated' as const } : w));
  expect(weigh([{ ...span(0, 12), text: '', words: unsure, doubts: [] }]).flatMap((s) => s.words.map((w) => w.room ?? null))).toEqual([null, span(0, 12), span(2, 9), null, null]);
});
