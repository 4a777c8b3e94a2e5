import { addClip } from '../../electron/core/cliplist/clips';
import { listSegments } from '../../electron/core/transcript/segments';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { signIn, tabTo } from '../support/windows';
import { runBench } from './support/bench';
import { median, numberOption } from './support/report';

/** From the key press to the first frame that the plan lets be seen, and from Space to sound that moves on. `--runs 7`. */
runBench(async () => {
  const { root, dir, footageId } = await toldVault();
  const vault = await openVault(dir, CAST.custodian.passphrase);
  const time = (startMs: number, endMs: number) => ({ footageId, startUs: startMs * 1000, endUs: endMs * 1000 });
  addClip(vault.db, { parts: [time(2_000, 4_000), time(5_500, 8_000), time(9_000, 11_000)], title: 'Bench', lowerThird: '' }, { id: 'bench', seesRaw: true, segmentsOf: (id) => listSegments(vault.db, id) });
  vault.close();
  const running = await launchApp({ root });
  try {
    const { page } = running;
    await signIn(page, CAST.custodian.passphrase, CAST.custodian.name);
    await page.getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page.getByRole('tab', { name: /Clips/ }).click();
    const [ready, moving]: [number[], number[]] = [[], []];
    for (let run = 0; run < numberOption('runs', 7); run += 1) {
      await tabTo(page, /^button Bench/);
      ready.push(await page.evaluate(async () => {
        const began = performance.now();
        (document.activeElement as HTMLElement).click();
        for (;;) {
          await new Promise(requestAnimationFrame);
          if (document.querySelector('.preview-stage[data-ready]') !== null) return performance.now() - began;
        }
      }));
      moving.push(await page.evaluate(async () => {
        const began = performance.now();
        document.querySelector<HTMLElement>('.preview-bar button')?.click();
        const videos = [...document.querySelectorAll<HTMLVideoElement>('.preview-stage video')];
        // A jump to where playing begins is no playing: one that sounds must have moved on from one frame of the window to the next.
        const moves = (video: HTMLVideoElement, from: number | undefined): boolean => !video.muted && !video.paused && !video.seeking && video.currentTime > (from ?? Infinity);
        let before: (number | undefined)[] = [];
        for (;;) {
          await new Promise(requestAnimationFrame);
          if (videos.some((video, i) => moves(video, before[i]))) return performance.now() - began;
          before = videos.map((video) => (video.paused || video.seeking ? undefined : video.currentTime));
        }
      }));
      await page.keyboard.press('Escape');
    }
    console.log(`preview: ready after ${median(ready).toFixed(0)} ms (${Math.min(...ready).toFixed(0)}–${Math.max(...ready).toFixed(0)}), plays ${median(moving).toFixed(0)} ms after Space (${Math.min(...moving).toFixed(0)}–${Math.max(...moving).toFixed(0)}), ${ready.length} runs`);
  } finally {
    await running.close();
    discard(root);
  }
});
