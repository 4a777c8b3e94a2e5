import { matches, visibleFootage } from '../../renderer/features/library/search';
import { clampViewport, follow, rulerStep, zoomViewport } from '../../renderer/features/timeline/viewport';
import { formatBytes, formatPoint, formatRemaining, parsePoint } from '../../renderer/ui/format';
import { keyName, keyNames, type KeyPress } from '../../renderer/ui/keys';
import { failureText, fill, t, tn } from '../../renderer/ui/messages';
import type { Footage } from '../../shared/domain';
import catalogue from '../../resources/messages/en.json';

const S = 1_000_000;

describe('texts', () => {
  test('fills in values and keeps a name that has none', () => {
    expect(fill('{a} of {b}', { a: 1.25 })).toBe('1.3 of {b}');
    expect(t('interview.editNamed', { name: 'N.H.' })).toBe('Edit interview record of N.H.');
  });

  test('chooses the plural form', () => {
    expect(tn('clips.redacted', 1)).toMatch(/^1 passage is/);
    expect(tn('clips.redacted', 0)).toMatch(/^0 passages are/);
  });

  test('an unknown failure has a sentence too', () => {
    expect(failureText({ code: 'vault-wrong-passphrase', params: {} })).toBe(catalogue.errors['vault-wrong-passphrase']);
    expect(failureText({ code: 'no-such-code', params: {} })).toContain('no-such-code');
    expect(failureText({ code: 'toString', params: {} })).toContain('code toString');
  });
});

describe('keys', () => {
  const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...part });

  test('letters, modifiers and named keys', () => {
    expect(keyName(press('j'))).toBe('J');
    expect(keyName(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+Z');
    expect(keyName(press('z', { metaKey: true }))).toBe('Ctrl+Z');
    expect(keyName(press('ArrowLeft', { shiftKey: true }))).toBe('Shift+ArrowLeft');
    expect(keyName(press(' '))).toBe('Space');
    expect(keyName(press('Shift', { shiftKey: true }))).toBeNull();
  });

  test('a sign that needs Shift on some layout is itself', () => {
    expect(keyName(press('?', { shiftKey: true }))).toBe('?');
    expect(keyName(press('+', { shiftKey: true }))).toBe('+');
  });

  test('on a Cyrillic layout the place of the key counts', () => {
    expect(keyName(press('ј', { code: 'KeyJ' }))).toBe('J');
    expect(keyName(press('л', { code: 'KeyL', ctrlKey: true }))).toBe('Ctrl+L');
  });

  test('caps for the sheet', () => {
    expect(keyNames('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyNames('+')).toEqual(['+']);
  });
});

describe('times and sizes', () => {
  test('a point is read back as it is written', () => {
    for (const us of [0, 1_000, 65_250_000, 3_600_000_000, 10_921_007_000]) expect(parsePoint(formatPoint(us))).toBe(us);
  });

  test('people write times in several ways', () => {
    expect(parsePoint('90')).toBe(90 * S);
    expect(parsePoint(' 1:05,5 ')).toBe(65.5 * S);
    for (const text of ['', 'soon', '1:75', '1:60:00', '-3', '1:2:3:4']) expect(parsePoint(text)).toBeNull();
  });

  test('sizes and time left', () => {
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(4_200_000_000)).toBe('4.2 GB');
    expect(formatRemaining(200)).toBe('1 s left');
    expect(formatRemaining(61_000)).toBe('2 min left');
    expect(formatRemaining(3_700_000)).toBe('1 h 2 min left');
  });
});

describe('timeline viewport', () => {
  test('zooming keeps the time under the pointer in place', () => {
    const view = zoomViewport({ startUs: 0, spanUs: 100 * S }, 0.5, 30 * S, 100 * S);
    expect(view).toEqual({ startUs: 15 * S, spanUs: 50 * S });
    expect((30 * S - view.startUs) / view.spanUs).toBeCloseTo(0.3);
  });

  test('never leaves the footage, also when it is shorter than the closest zoom', () => {
    expect(clampViewport({ startUs: 90 * S, spanUs: 50 * S }, 100 * S)).toEqual({ startUs: 50 * S, spanUs: 50 * S });
    expect(clampViewport({ startUs: -5, spanUs: 10 }, S / 10)).toEqual({ startUs: 0, spanUs: S / 10 });
  });

  test('turns the page when playback leaves it', () => {
    const view = { startUs: 0, spanUs: 10 * S };
    expect(follow(view, 5 * S, 100 * S)).toBe(view);
    expect(follow(view, 11 * S, 100 * S)).toEqual({ startUs: 10 * S, spanUs: 10 * S });
  });

  test('ruler numbers never crowd', () => {
    for (const spanUs of [S, 60 * S, 3600 * S, 4 * 3600 * S]) expect((rulerStep(spanUs, 600) * S * 600) / spanUs).toBeGreaterThanOrEqual(84);
  });
});

describe('library search', () => {
  test('both scripts, every word somewhere', () => {
    expect(matches('ђорђе 2016', ['Đorđe', '2016-06'])).toBe(true);
    expect(matches('ђорђе 2017', ['Đorđe', '2016-06'])).toBe(false);
    expect(matches('', [])).toBe(true);
  });

  test('footage is found by its interview', () => {
    const footage = [{ id: 'f', interviewId: 'i', name: 'GX01.MP4' }, { id: 'g', interviewId: null, name: 'GX02.MP4' }] as Footage[];
    const interviews = [{ id: 'i', speakerCode: 'N.H.', date: '', region: 'Sandžak', interviewer: '', languages: [], consent: 'unknown' as const, warningGiven: 'unknown' as const, warningWhen: '', notes: '', createdAt: '', updatedAt: '' }];
    expect(visibleFootage(footage, interviews, null, 'sandzak').map((f) => f.id)).toEqual(['f']);
    expect(visibleFootage(footage, interviews, 'i', '').map((f) => f.id)).toEqual(['f']);
    expect(visibleFootage(footage, interviews, null, 'gx').map((f) => f.id)).toEqual(['f', 'g']);
  });
});
