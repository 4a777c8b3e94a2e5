import { FrameCovers } from '../../electron/core/clips/frameCovers';
import { regionBoxes } from '../../renderer/features/cliplist/previewRegions';
import { seeded } from '../support/random';

test('the preview covers all that an export covers of any frame it may be showing', () => {
  const random = seeded(9);
  for (let run = 0; run < 200; run += 1) {
    const startUs = random.int(3_000_000);
    let atUs = -500_000;
    const keyframes = Array.from({ length: 1 + random.int(5) }, () => ({ atUs: (atUs += 1 + random.int(1_500_000)), x: random.next() * 0.8, y: random.next() * 0.8, w: 0.05 + random.next() * 0.15, h: 0.05 + random.next() * 0.15 }));
    const region = { startUs, endUs: startUs + 100_000 + random.int(3_000_000), treatment: 'black' as const, keyframes };
    const exported = new FrameCovers([region]);
    for (let t = 0; t < 7_000_000; t += 70_000) {
      // A frame may be on the screen a little before and after the player's clock says so.
      const [box] = regionBoxes([region], t - 60_000, t + 120_000);
      for (const frameUs of [t - 60_000, t - 20_000, t, t + 60_000, t + 79_000]) {
        const [covered] = exported.during(Math.max(0, frameUs), Math.max(0, frameUs) + 40_000);
        if (!covered || frameUs < 0) continue;
        const edge = 1e-9;
        expect(box && box.box.left <= covered.left + edge && box.box.top <= covered.top + edge && box.box.right >= covered.right - edge && box.box.bottom >= covered.bottom - edge).toBe(true);
      }
    }
  }
  expect(regionBoxes([{ startUs: 1_000_000, endUs: 2_000_000, treatment: 'black', keyframes: [{ atUs: 0, x: 0, y: 0, w: 1, h: 1 }] }], 2_000_000, 2_180_000)).toEqual([]);
});
