import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { answerDialogs, createVaultInWindow, discard, launchApp, REPO, type RunningApp } from '../support/app';

const FOLDER = path.join(REPO, '../shared/data/footage');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];
/** Refused at import, each in one sentence; `tests/integration/footage-real` says why. */
const REFUSED = new Set(['music-metadata__corrupt.mkv', 'mp4parser__example-sans-amf0.mp4']);

/** Runs in the page. Null when the player never got as far as a picture or sound. */
async function seekToMiddle(element: Element): Promise<{ off: number; duration: number; width: number; height: number } | null> {
  const video = element as HTMLVideoElement;
  // A seek of the player itself, to where the person was, may be under way.
  for (let tries = 0; video.readyState < 2 && tries < 100; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
  if (video.readyState < 2) return null;
  const target = video.duration / 2;
  const done = new Promise((resolve) => { video.addEventListener('seeked', resolve, { once: true }); });
  video.currentTime = target;
  await done;
  return { off: Math.abs(video.currentTime - target), duration: video.duration, width: video.videoWidth, height: video.videoHeight };
}

/** Every real, awkward file is brought in through the window and plays and seeks in the real player. */
describe('real footage in the real player', () => {
  let running: RunningApp;

  beforeAll(async () => {
    if (files.length === 0) {
      console.warn('SKIPPED: ../shared/data/footage is not here; no real footage was played');
      return;
    }
    running = await launchApp();
    await createVaultInWindow(running.page);
    await answerDialogs(running.app, { open: files.map((name) => path.join(FOLDER, name)) });
    await running.page.getByRole('button', { name: 'Import footage' }).first().click();
    // All imports and previews are over when no job is left to do.
    await running.page.waitForFunction(async () => {
      const { zapis } = globalThis as unknown as { zapis: { request(name: string, input: object): Promise<{ ok: boolean; value: { state: string }[] }> } };
      const jobs = await zapis.request('jobs.list', {});
      return jobs.ok && jobs.value.length > 30 && jobs.value.every((job) => !['queued', 'running'].includes(job.state));
    }, undefined, { timeout: 400_000, polling: 1_000 });
  }, 420_000);

  afterAll(async () => {
    if (files.length === 0) return;
    await running.close();
    discard(running.root);
  });

  (files.length > 0 ? test : test.skip)('each plays and seeks, or was refused', async () => {
    const list = running.page.getByRole('list', { name: 'Footage' });
    const table: string[] = [];
    const silent: string[] = [];
    let shown = '';
    for (const name of files) {
      const row = list.getByText(name, { exact: true });
      if (REFUSED.has(name)) {
        expect(await row.count()).toBe(0);
        table.push(`${name.padEnd(58)} refused`);
        continue;
      }
      await row.first().click();
      // The player of the footage before may still be there for a moment.
      await running.page.waitForFunction((before) => {
        const video = document.querySelector<HTMLVideoElement>('[data-testid=player]');
        return video !== null && video.currentSrc !== before && video.readyState >= 2 && video.duration > 0;
      }, shown, { timeout: 60_000 }).catch(() => undefined);
      shown = await running.page.getByTestId('player').evaluate((element) => (element as HTMLVideoElement).currentSrc);
      const seen = await running.page.getByTestId('player').evaluate(seekToMiddle);
      if (seen === null || seen.off > 0.05) silent.push(name);
      table.push(`${name.padEnd(58)} ${seen === null ? 'DOES NOT PLAY' : `plays, ${seen.duration.toFixed(2)} s, ${seen.width}x${seen.height}`}`);
    }
    console.log(`real footage in the player\n${table.join('\n')}`);
    expect(silent).toEqual([]);
  }, 300_000);
});
