import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { answerDialogs, createVaultInWindow, discard, launchApp, PASSPHRASE, type RunningApp } from '../support/app';
import { makeSampleInterview, type SampleInterview } from '../support/interview';
import { brightest, probeAll, rmsDb } from '../support/measure';

/** The whole chain as a person goes through it, in the real window with the real model and the real ffmpeg. */
describe('the chain through the window', () => {
  let running: RunningApp;
  let sample: SampleInterview;
  let folder: string;
  const page = (): Page => running.page;
  const transcript = (): Locator => page().getByRole('region', { name: 'Transcript' });
  const word = (text: RegExp): Locator => transcript().locator('[data-word]').filter({ hasText: text }).first();
  const seconds = (sentence: number): { from: number; to: number } => {
    const { startMs = 0, endMs = 0 } = sample.sentences[sentence] ?? {};
    return { from: startMs / 1000, to: endMs / 1000 };
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-chain-'));
    sample = makeSampleInterview(folder);
    running = await launchApp();
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
    discard(folder);
  });

  test('a vault is made, locked by shortcut, and opens only with its passphrase', async () => {
    await running.shot('01-create-vault');
    await createVaultInWindow(page());
    await running.shot('02-empty-library');
    await page().keyboard.press('Control+L');
    await page().getByRole('button', { name: 'Unlock' }).waitFor();
    await page().getByLabel('Passphrase', { exact: true }).fill('not the passphrase at all');
    await page().getByRole('button', { name: 'Unlock' }).click();
    await page().getByRole('alert').filter({ hasText: /passphrase/i }).waitFor();
    await running.shot('03-wrong-passphrase');
    await page().getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page().getByRole('button', { name: 'Unlock' }).click();
    await page().getByRole('button', { name: 'Import footage' }).first().waitFor();
  });

  test('footage comes in and plays from the encrypted store, seeking to the frame', async () => {
    await answerDialogs(running.app, { open: [sample.file] });
    await page().getByRole('button', { name: 'Import footage' }).first().click();
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    const player = page().getByTestId('player');
    await player.waitFor();
    await page().waitForFunction(() => (document.querySelector('[data-testid=player]') as HTMLVideoElement).readyState >= 2);
    const seeked = await player.evaluate(async (element) => {
      const video = element as HTMLVideoElement;
      const done = new Promise((resolve) => { video.addEventListener('seeked', resolve, { once: true }); });
      video.currentTime = 9.04;
      await done;
      return { time: video.currentTime, duration: video.duration, width: video.videoWidth, src: video.currentSrc };
    });
    expect(seeked.time).toBeCloseTo(9.04, 2);
    expect(seeked.duration * 1000).toBeGreaterThan(sample.durationMs - 100);
    expect(seeked.width).toBe(640);
    expect(seeked.src).toMatch(/^media:\/\/footage\//);
    const decoded = await player.evaluate(async (element) => {
      const video = element as HTMLVideoElement;
      video.muted = true;
      await video.play();
      await new Promise((resolve) => { setTimeout(resolve, 600); });
      video.pause();
      return video.getVideoPlaybackQuality().totalVideoFrames;
    });
    expect(decoded).toBeGreaterThan(5);
    await running.shot('04-footage');
  });

  test('the transcript appears and a click on a word seeks', async () => {
    await page().getByRole('button', { name: 'Transcribe' }).first().click();
    const dialog = page().getByRole('dialog');
    await dialog.getByLabel('Language spoken').selectOption('en');
    await dialog.getByLabel('Speech model').selectOption('whisper-tiny');
    await running.shot('05-transcribe');
    await dialog.getByRole('button', { name: 'Start transcribing' }).click();
    await transcript().getByText(/months/i).first().waitFor({ timeout: 120_000 });
    expect(await transcript().innerText()).toMatch(/camp[\s\S]*prisoners[\s\S]*months/i);
    await running.shot('06-transcript');
    await word(/prisoners/i).click();
    await page().waitForFunction(([from, to]) => {
      const { currentTime } = document.querySelector('[data-testid=player]') as HTMLVideoElement;
      return currentTime > (from ?? 0) && currentTime < (to ?? 0);
    }, [seconds(2).from, seconds(2).to]);
  });

  test('a correction is kept, undone and redone', async () => {
    await word(/months/i).click();
    await page().keyboard.press('F2');
    const editor = page().getByRole('textbox', { name: /^Text at/ });
    const before = await editor.inputValue();
    await editor.fill(before.replace(/months/i, 'planine'));
    await running.shot('07-correcting');
    await page().keyboard.press('Enter');
    await transcript().getByText(/planine/).first().waitFor();
    await page().keyboard.press('Control+Z');
    await transcript().getByText(/months/i).first().waitFor();
    await page().keyboard.press('Control+Shift+Z');
    await transcript().getByText(/planine/).first().waitFor();
  });

  test('selected words become a passage, by keyboard', async () => {
    await word(/guarded|garded|guard/i).click();
    for (let i = 0; i < 3; i += 1) await page().keyboard.press('Shift+ArrowRight');
    await page().keyboard.press('m');
    const dialog = page().getByRole('dialog');
    await dialog.getByText('Black', { exact: true }).click();
    await running.shot('08-mark-passage');
    await dialog.getByRole('button', { name: 'Mark passage' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page().getByRole('tab', { name: /Passages/ }).click();
    await page().getByRole('list', { name: 'Passages' }).getByText(/Self-incrimination/).waitFor();
    await running.shot('09-passages');
  });

  test('the exported clip holds what it may and nothing else', async () => {
    const out = path.join(folder, 'clip.mp4');
    await answerDialogs(running.app, { save: out });
    await page().getByRole('button', { name: 'Export clip' }).first().click();
    const dialog = page().getByRole('dialog');
    await dialog.getByText('Beside the clip').click();
    await running.shot('10-export');
    await dialog.getByRole('button', { name: /Choose where to save/ }).click();
    await waitForFile(out, 150_000);
    await running.shot('11-exported');
    const manifest = readFileSync(path.join(folder, readdirSync(folder).find((name) => /manifest/.test(name)) ?? ''), 'utf8');
    const subtitles = readFileSync(path.join(folder, 'clip.srt'), 'utf8');
    // Without anybody asking for it, the clip was heard once more before it got its name.
    expect(JSON.parse(manifest)).toMatchObject({ heardBy: expect.stringMatching(/^whisper-/) as string, unheard: null });
    expect(subtitles).toMatch(/\[redacted\]/);
    expect(subtitles).toMatch(/camp/i);
    expect(`${subtitles}${manifest}`).not.toMatch(/guarded|prisoners/i);
    const third = seconds(2);
    // The words marked are the beginning of the third sentence; half a second into it is surely among them.
    expect(rmsDb(out, third.from * 1000 + 350, third.from * 1000 + 650)).toBeLessThan(-60);
    expect(rmsDb(out, seconds(0).from * 1000, seconds(0).to * 1000)).toBeGreaterThan(-40);
    expect(Math.max(...brightest(out, third.from * 1000 + 350, third.from * 1000 + 650))).toBeLessThan(24);
    expect(Math.max(...brightest(out, 1_000, 2_000))).toBeGreaterThan(150);
    const facts = probeAll(out);
    expect(facts.streams.map((stream) => stream.codec_name)).toEqual(['h264', 'aac']);
    expect(facts.chapters).toEqual([]);
    expect(readFileSync(out).includes('Petrovic')).toBe(false);
    expect(JSON.stringify(facts)).not.toMatch(/Petrovic|44\.1/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('the interview record yields its citation', async () => {
    await page().getByRole('button', { name: 'New interview' }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByLabel(/Speaker/).first().fill('N.H.');
    await dialog.getByLabel(/Interviewer/).first().fill('Speckhard');
    await dialog.getByLabel(/Region/).first().fill('Balkans');
    await dialog.getByLabel(/Date/).first().fill('2016-06');
    await dialog.getByText('(N.H., interviewed by Speckhard, June 2016, Balkans)').waitFor();
    await running.shot('12-interview');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page().getByRole('list', { name: 'Interviews' }).getByText('N.H.').waitFor();
  });

  test('the shortcut sheet opens with ?', async () => {
    await page().keyboard.press('Shift+?');
    await page().getByRole('dialog').waitFor();
    await running.shot('13-shortcuts');
    await page().keyboard.press('Escape');
  });

  test('everything is still there after the app was killed', async () => {
    const { root } = running;
    const ended = new Promise((resolve) => running.app.process().once('exit', resolve));
    running.app.process().kill('SIGKILL');
    await ended;
    running = await launchApp({ root, colorScheme: 'light' });
    await page().getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page().getByRole('button', { name: 'Unlock' }).click();
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await transcript().getByText(/planine/).first().waitFor();
    await page().waitForFunction(() => ((document.querySelector('[data-testid=player]') as HTMLVideoElement | null)?.readyState ?? 0) >= 2);
    await running.shot('14-light');
  });

  test('locking leaves nothing on the screen', async () => {
    await page().getByRole('button', { name: 'Lock vault' }).click();
    await page().getByRole('button', { name: 'Unlock' }).waitFor();
    const left = await page().evaluate(() => ({ text: document.body.innerText, videos: document.querySelectorAll('video').length }));
    expect(left.videos).toBe(0);
    expect(left.text).not.toMatch(/planine|camp|interview\.mp4/);
    const refused = await page().evaluate(() => fetch('media://footage/any').then((r) => r.status, () => 0));
    expect(refused).not.toBe(200);
  });
});

async function waitForFile(file: string, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (!existsSync(file)) {
    if (Date.now() > until) throw new Error(`${path.basename(file)} did not appear`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}
