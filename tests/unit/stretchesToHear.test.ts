import { stretchesToHear } from '../../electron/core/clips/leak/stretches';
import { seeded } from '../support/random';

const s = (from: number, to: number): { startUs: number; endUs: number } => ({ startUs: from * 1e6, endUs: to * 1e6 });

test('what is redacted comes first with its surroundings, then the rest, reaching into it', () => {
  expect(stretchesToHear(90e6, [s(40, 42)])).toEqual([s(28, 54), s(0, 31), s(51, 90)]);
  expect(stretchesToHear(20e6, [])).toEqual([s(0, 20)]);
  // Near to each other or to an end they become one, and no remainder is heard alone.
  expect(stretchesToHear(90e6, [s(40, 41), s(71, 72), s(22, 23)])).toEqual([s(0, 90)]);
  expect(stretchesToHear(27e6, [s(12, 14)])).toEqual([s(0, 27)]);
  expect(stretchesToHear(300e6, [s(0, 1)])).toEqual([s(0, 13), s(10, 130), s(127, 247), s(244, 300)]);
});

test('every moment lies in a stretch, at least a second from where it is cut, and none is long', () => {
  const random = seeded(5);
  for (let run = 0; run < 200; run += 1) {
    const lengthS = 1 + random.int(900);
    const redacted = Array.from({ length: random.int(6) }, () => { const from = random.int(lengthS); return s(from, Math.min(lengthS, from + 1 + random.int(20))); });
    const stretches = stretchesToHear(lengthS * 1e6, redacted);
    const missed: number[] = [];
    for (let atUs = 0; atUs < lengthS * 1e6; atUs += 250_000) {
      const whole = stretches.some(({ startUs, endUs }) => (startUs === 0 || startUs <= atUs - 1e6) && startUs <= atUs && (endUs === lengthS * 1e6 || endUs >= atUs + 1e6));
      if (!whole) missed.push(atUs);
    }
    expect({ lengthS, redacted, missed }).toMatchObject({ missed: [] });
    for (const { startUs, endUs } of stretches) expect(endUs - startUs).toBeLessThanOrEqual(120e6);
  }
});
