import { bind, pedalKey, refusalOf } from '../../renderer/features/pedal/bind';
import { firstWordFrom, wordAtCaret, wordsBefore } from '../../renderer/features/transcript/caret';
import { carryPoint } from '../../renderer/features/transcript/carryPoint';
import { COMMANDS } from '../../renderer/features/shortcuts/commands';
import { DEFAULT_PLAYBACK, type Segment, type WordTrust } from '../../shared/domain';

const S = 1_000_000;

/** A segment of one word a second, each 0.8 s long. */
function segment(id: string, startS: number, text: string, trust: WordTrust = 'aligned'): Segment {
  const words = text.split(' ').filter(Boolean).map((word, i) => ({ text: word, startUs: (startS + i) * S, endUs: (startS + i) * S + 800_000, trust }));
  return { id, footageId: 'f', startUs: startS * S, endUs: (startS + Math.max(1, words.length)) * S, text, language: 'bs', origin: 'machine', words };
}

describe('the caret among words', () => {
  test.each([['|Ђорђе је рекао', 0], ['Ђорђе| је рекао', 1], ['Ђорђе |је рекао', 1], ['Ђорђе ј|е рекао', 1], ['Đorđe je  |rekao', 2], ['Đorđe je rekao|', 3], ['|', 0], ['  |', 0]])('%p has %i words before it and cuts none', (marked, words) => {
    expect(wordsBefore(marked.replace('|', ''), marked.indexOf('|'))).toBe(words);
  });

  test.each([['|Đorđe je', 0], ['Đor|đe je', 0], ['Đorđe| je', 0], ['Đorđe j|e', 1], ['Đorđe je|', 1], ['|', -1]])('%p touches word %i', (marked, word) => {
    expect(wordAtCaret(marked.replace('|', ''), marked.indexOf('|'))).toBe(word);
  });

  test('the playhead parts before the next word, and a word that has been said by half stays behind', () => {
    const said = segment('a', 10, 'jedan dva tri');
    expect([10, 10.3, 10.5, 10.9, 11.3, 11.5, 12.7].map((s) => firstWordFrom(said, s * S))).toEqual([0, 0, 1, 1, 1, 2, 3]);
    expect(firstWordFrom(segment('u', 0, 'jedan dva', 'untimed'), 0)).toBe(2);
  });
});

describe('the cursor when segments change under it', () => {
  const whole = [segment('a', 0, 'jedan dva tri četiri')];
  const parts = [segment('a', 0, 'jedan dva'), segment('b', 2, 'tri četiri')];

  test('goes with its word through a split, a join and their undoing', () => {
    expect(carryPoint({ segmentId: 'a', word: 3 }, whole, parts)).toEqual({ segmentId: 'b', word: 1 });
    expect(carryPoint({ segmentId: 'b', word: 0 }, parts, whole)).toEqual({ segmentId: 'a', word: 2 });
  });

  test('never stands where there is no word', () => {
    expect(carryPoint({ segmentId: 'b', word: 1 }, parts, [segment('e', 0, ''), segment('c', 9, 'kasnije')])).toEqual({ segmentId: 'c', word: 0 });
    expect(carryPoint({ segmentId: 'b', word: 1 }, parts, [])).toBeNull();
  });
});

describe('a foot pedal', () => {
  const isShortcut = (key: string): boolean => COMMANDS.some(({ keys }) => keys.includes(key));

  test('is known by its code, a media key without one by its name', () => {
    expect(pedalKey({ code: 'F13', key: 'F13' })).toBe('F13');
    expect(pedalKey({ code: '', key: 'MediaPlayPause' })).toBe('MediaPlayPause');
    expect(pedalKey({ code: 'F21', key: 'Unidentified' })).toBe('F21');
    expect(pedalKey({ code: 'Unidentified', key: 'Unidentified' })).toBeNull();
  });

  test('takes no key that is needed for typing or that does something already', () => {
    const refused = (key: string, code = key): string | null => refusalOf({ key, code }, isShortcut);
    expect(['b', 'ж', ' ', 'Enter', 'Control', 'ArrowLeft', 'Tab'].map((key) => refused(key, 'X'))).toEqual(Array.from({ length: 7 }, () => 'typing'));
    expect(['F2', 'F8', 'F9'].map((key) => refused(key))).toEqual(['taken', 'taken', 'taken']);
    expect(refused('', '')).toBe('unknown');
    expect(['F4', 'F13', 'F24', 'MediaTrackNext', 'BrowserBack'].map((key) => refused(key))).toEqual([null, null, null, null, null]);
  });

  test('does one thing with one key', () => {
    const once = bind(DEFAULT_PLAYBACK, 'playPause', 'F13');
    const moved = bind(once, 'rewind', 'F13');
    expect(moved.pedal).toEqual({ playPause: null, rewind: 'F13', forward: null });
    expect(bind(moved, 'rewind', null).pedal).toEqual(DEFAULT_PLAYBACK.pedal);
  });
});

test('no two shortcuts share a key', () => {
  const keys = COMMANDS.filter(({ run }) => run !== undefined).flatMap((command) => [...command.keys]);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});
