import { SoundMeter } from '../../electron/core/clips/checkSound';
import { roomExpression, roomNoise, ROOM_RMS } from '../../electron/core/clips/roomNoise';
import { FADE_US, GUARD_US, soundExpression } from '../../electron/core/clips/soundFilter';
import type { SoundSpan } from '../../electron/core/redaction/plan';
import { seeded } from '../support/random';

const span = (startUs: number, endUs: number, treatment: SoundSpan['treatment'] = 'mute'): SoundSpan => ({ startUs, endUs, treatment, reasons: [] });

/** Feeds two channels in pieces of odd length; `value` says the sample of a channel at a time in seconds. */
function meter(spans: SoundSpan[], seconds: number, value: (t: number, channel: number) => number): void {
  const frames = seconds * 48_000;
  const data = Buffer.alloc(frames * 8);
  for (let n = 0; n < frames; n += 1) for (const c of [0, 1]) data.writeFloatLE(value(n / 48_000, c), n * 8 + c * 4);
  const m = new SoundMeter(2, spans);
  for (let at = 0; at < data.length; at += 10_007) m.push(data.subarray(at, at + 10_007));
  m.end();
}
const inside = (t: number, s: SoundSpan): boolean => t >= s.startUs / 1e6 && t < s.endUs / 1e6;
const tone = (t: number): number => 0.126 * Math.sin(2 * Math.PI * 1_000 * t);

describe('the meter of redacted sound', () => {
  const mute = span(400_000, 900_000);
  const bleep = span(1_200_000, 1_500_000, 'bleep');
  const good = (t: number): number => (inside(t, mute) ? 0 : inside(t, bleep) ? tone(t) : 0.5);

  it('passes silence and the pure tone', () => {
    expect(() => { meter([mute, bleep], 2, good); }).not.toThrow();
  });

  it.each<[string, (t: number, c: number) => number]>([
    ['one channel left', (t, c) => (c === 1 && inside(t, mute) ? 0.01 : good(t))],
    ['a single sample at the start', (t) => (Math.abs(t - 0.4) < 1e-5 ? 0.01 : good(t))],
    ['the last millisecond', (t) => (t >= 0.899 && t < 0.9 ? 0.01 : good(t))],
    ['a murmur under the tone', (t) => good(t) + (inside(t, bleep) ? 0.02 * Math.sin(2 * Math.PI * 300 * t) : 0)],
    ['a murmur in the last 30 ms of the tone', (t) => good(t) + (t > 1.47 && t < 1.5 ? 0.05 * Math.sin(2 * Math.PI * 300 * t) : 0)],
    ['not a number', (t) => (t > 0.6 && t < 0.61 ? Number.NaN : good(t))],
  ])('catches %s', (_, value) => {
    expect(() => { meter([mute, bleep], 2, value); }).toThrow('export-check-failed');
  });
});

describe('the meter of replaced sound', () => {
  const replaced = span(400_000, 900_000, 'replace');
  const noise = roomNoise(0, 2 * 48_000);
  const unit = Math.sqrt(noise.reduce((sum, v) => sum + v * v, 0) / noise.length);
  const room = (t: number): number => ((noise[Math.round(t * 48_000)] ?? 0) * ROOM_RMS.most) / unit;
  const good = (t: number): number => (inside(t, replaced) ? room(t) : 0.5);

  it('passes the noise that was put there, and silence', () => {
    expect(() => { meter([replaced], 2, good); }).not.toThrow();
    expect(() => { meter([replaced], 2, (t) => (inside(t, replaced) ? 0 : 0.5)); }).not.toThrow();
  });

  it.each<[string, (t: number, c: number) => number]>([
    ['a murmur under the noise', (t) => good(t) + (inside(t, replaced) ? 0.004 * Math.sin(2 * Math.PI * 300 * t) : 0)],
    ['one channel left', (t, c) => (c === 1 && inside(t, replaced) ? 0.01 * Math.sin(2 * Math.PI * 200 * t) : good(t))],
    ['other noise, louder than the room may be', (t) => (inside(t, replaced) ? 1.5 * room(t + 0.5) : 0.5)],
    ['not a number', (t) => (t > 0.6 && t < 0.61 ? Number.NaN : good(t))],
  ])('catches %s', (_, value) => {
    expect(() => { meter([replaced], 2, value); }).toThrow('export-check-failed');
  });

  it('knows every sample of the noise, wherever it begins', () => {
    const later = roomNoise(30_000, 100);
    for (let i = 0; i < 100; i += 1) expect(later[i]).toBeCloseTo(noise[30_000 + i] ?? 0, 7);
    expect(unit).toBeCloseTo(0.924, 1);
  });
});

describe('the expression of redacted sound', () => {
  /** ffmpeg's grammar in JavaScript, for what the expression uses. */
  const evaluate = (text: string) => new Function('t', 'val', `const ch = 0, PI = Math.PI, sin = Math.sin, lt = (a, b) => a < b; const IF = (c, a, b) => c ? a() : b(); return ${lazily(text)};`) as (t: number, val: () => number) => number;

  it('is silent over every span and its guard, fades, and leaves the rest alone, for hundreds of spans', () => {
    const r = seeded(7);
    let at = 0;
    const spans = Array.from({ length: 300 }, () => {
      const startUs = at + 150_000 + r.int(900_000);
      at = startUs + 1_000 + r.int(900_000);
      return span(startUs, at);
    });
    const f = evaluate(soundExpression(spans));
    for (const s of spans) {
      for (const us of [s.startUs - GUARD_US, s.startUs, (s.startUs + s.endUs) / 2, s.endUs, s.endUs + GUARD_US - 1]) expect(f(us / 1e6, () => 1)).toBe(0);
      for (const us of [s.startUs - GUARD_US - FADE_US - 1, s.endUs + GUARD_US + FADE_US + 1]) expect(f(us / 1e6, () => 1)).toBe(1);
      expect(f((s.startUs - GUARD_US - FADE_US / 2) / 1e6, () => 1)).toBeCloseTo(0.5, 5);
      expect(f((s.endUs + GUARD_US + FADE_US / 2) / 1e6, () => 1)).toBeCloseTo(0.5, 5);
    }
  });

  it('joins spans whose guards would meet, and mutes a bleep that touches a mute', () => {
    expect(soundExpression([span(500_000, 600_000), span(650_000, 700_000, 'bleep')])).not.toContain('sin');
    expect(soundExpression([span(500_000, 600_000, 'bleep')])).toContain('sin');
    expect(soundExpression([span(500_000, 600_000, 'bleep'), span(650_000, 700_000, 'replace')])).toContain(roomExpression(ROOM_RMS.unknown));
    expect(soundExpression([{ ...span(500_000, 600_000, 'replace'), roomRms: 1 }])).toContain(roomExpression(ROOM_RMS.most));
  });
});

/** `if(` becomes a call with lazy branches; 300 spans nest only ten deep. */
function lazily(text: string): string {
  if (!text.startsWith('if(')) return text;
  const parts: string[] = [];
  let depth = 0;
  let from = 3;
  for (let i = 3; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (c === '(') depth += 1;
    if ((c === ',' && depth === 0) || (c === ')' && depth === 0)) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
    if (c === ')') depth -= 1;
  }
  const [condition = '', yes = '', no = ''] = parts;
  return `IF(${condition}, () => ${lazily(yes)}, () => ${lazily(no)})`;
}
