import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { markPassage } from '../../electron/core/redaction/passages';
import { openVault } from '../../electron/core/vault/vault';
import { addRegion } from '../../electron/core/redaction/regions';
import { passageDraft, regionDraft } from '../../shared/domain';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { focused, signIn, tabTo, wcagFaults } from '../support/windows';

/** Milliseconds of the footage that are gone, padding aside; a bleep under black, a name under a mosaic. */
const BLACK = [1_000, 1_500] as const;

interface Look { readonly box: readonly number[] | null; readonly ms: number; readonly muted: boolean; readonly seen: boolean; readonly cover: number }

/** The list of clips and their preview, by keyboard alone. */
describe('the list of clips', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const rows = () => page().getByRole('list', { name: 'Clips' }).getByRole('listitem');
  const titles = async (): Promise<string[]> => rows().locator('strong').allInnerTexts();
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page().keyboard.press(key); };

  beforeAll(async () => {
    const told = await toldVault();
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    markPassage(vault.db, passageDraft.parse({ footageId: told.footageId, target: { startUs: BLACK[0] * 1000, endUs: BLACK[1] * 1000 }, reason: 'place-or-date', audio: 'bleep', video: 'black' }));
    // A box that moves from the left to the right while the second stretch plays.
    addRegion(vault.db, regionDraft.parse({ footageId: told.footageId, treatment: 'black', startUs: 5_200_000, endUs: 8_000_000, keyframes: [{ atUs: 5_000_000, x: 0, y: 0.3, w: 0.2, h: 0.3 }, { atUs: 8_000_000, x: 0.8, y: 0.3, w: 0.2, h: 0.3 }] }));
    vault.close();
    running = await launchApp({ root: told.root });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('takes clips from in and out points, names, moves, joins and removes them, and takes everything back', async () => {
    await page().locator('main').focus();
    await press('c');
    await page().getByText('Select words in the transcript first, put the cursor into a segment, or set in and out points; then add the clip.').waitFor();
    await press('i', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'o', 'c');
    await rows().first().waitFor();
    await page().waitForFunction(() => document.activeElement?.classList.contains('clip-open'));
    await press('Shift+X', 'ArrowRight', 'ArrowRight', 'i', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'o', 'c');
    await rows().nth(1).waitFor();
    expect(await titles()).toEqual(['Clip 1', 'Clip 2']);
    await page().waitForFunction(() => document.activeElement?.textContent?.startsWith('Clip 2'));
    await press('ArrowUp', 'F2');
    await page().getByRole('dialog', { name: 'Edit clip' }).waitFor();
    await page().keyboard.type('Odlazak');
    await press('Tab', 'Tab');
    await page().keyboard.press('Control+A');
    await page().keyboard.type('0.4');
    await press('Enter');
    await rows().first().getByText('Odlazak').waitFor();
    expect(await rows().first().innerText()).toContain('fades in 0.4 s');
    await press('Alt+ArrowDown');
    await page().waitForFunction(() => document.querySelector('.clip-row strong')?.textContent === 'Clip 1');
    expect(await titles()).toEqual(['Clip 1', 'Odlazak']);
    expect(await focused(page())).toContain('Odlazak');
    await press('Control+z');
    await page().waitForFunction(() => document.querySelector('.clip-row strong')?.textContent === 'Odlazak');
    await running.shot('clips-list');
    expect(await wcagFaults(page())).toEqual([]);
    await press('j');
    await page().getByText('2 stretches').waitFor();
    expect(await rows().count()).toBe(1);
    await press('Delete');
    await page().getByRole('heading', { name: 'No clips yet' }).waitFor();
    // With nothing chosen it is the segment in which the cursor stands, and only that.
    await press('Shift+X');
    await page().getByRole('tab', { name: /^Transcript/ }).click();
    await page().locator('.segment').nth(1).locator('.word').first().click();
    await press('c');
    await rows().first().waitFor();
    expect(await rows().first().innerText()).toContain('0:02.9–0:03.7');
    // Where it ends is set to the frame; with that it no longer goes by its words.
    await press('F2');
    const edit = page().getByRole('dialog', { name: 'Edit clip' });
    await edit.getByText('Goes by its words until').waitFor();
    await edit.getByLabel('To', { exact: true }).fill('0:02.0');
    await edit.getByText('The end must come after the start').waitFor();
    expect(await edit.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await edit.getByLabel('To', { exact: true }).fill('0:05.24');
    await press('Enter');
    await rows().first().getByText('0:02.9–0:05.2').waitFor();
    expect(await rows().first().innerText()).not.toContain('by its words');
    await press('Control+z');
    await rows().first().getByText('by its words').waitFor();
    await page().waitForFunction(() => document.activeElement?.classList.contains('clip-open'));
    await press('Delete');
    await page().getByRole('heading', { name: 'No clips yet' }).waitFor();
    await press('Control+z', 'Control+z');
    await page().getByRole('heading', { name: 'No clips yet' }).waitFor();
    // The focus went with the clip. What is taken back is what is seen, never something in a tab that is not open.
    await press('Control+z');
    await page().getByText('2 stretches').waitFor();
    await tabTo(page(), /button Undo on the list of clips/, 'Shift+Tab');
  });

  test('plays a clip as it will be exported: every stretch in its turn, silent and covered where it must be, and starts at once', async () => {
    await tabTo(page(), /^button Odlazak/);
    const asked = Date.now();
    await press('Enter');
    const stage = page().getByTestId('preview-stage');
    await page().waitForFunction(() => document.querySelector('.preview-stage')?.hasAttribute('data-ready'));
    console.log(`preview ready after ${Date.now() - asked} ms`);
    expect(await wcagFaults(page())).toEqual([]);
    await page().evaluate(() => {
      const looks: unknown[] = [];
      const videos = [...document.querySelectorAll<HTMLVideoElement>('.preview-stage video')];
      // The box over the picture, in shares of the picture as it is drawn.
      const boxOf = (video: HTMLVideoElement): number[] | null => {
        const canvas = document.querySelector<HTMLElement>('.preview-regions canvas:not([hidden])');
        if (canvas === null || video.style.visibility !== 'visible') return null;
        const [stage, box] = [video.getBoundingClientRect(), canvas.getBoundingClientRect()];
        const scale = Math.min(stage.width / video.videoWidth, stage.height / video.videoHeight);
        const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
        const [left, top] = [stage.left + (stage.width - width) / 2, stage.top + (stage.height - height) / 2];
        return [(box.left - left) / width, (box.top - top) / height, (box.right - left) / width, (box.bottom - top) / height];
      };
      const look = (): void => {
        for (const video of videos) {
          const at = video.currentTime * 1000;
          if (!video.paused) looks.push({ ms: at, muted: video.muted, seen: video.style.visibility === 'visible', cover: Number(document.querySelector<HTMLElement>('.preview-cover')?.style.opacity), box: boxOf(video) });
        }
        if (document.querySelector('.preview-stage') !== null) requestAnimationFrame(look);
      };
      look();
      Object.assign(window, { looks });
    });
    expect(await focused(page())).toContain('Play');
    await press('Space');
    await page().waitForTimeout(1_200);
    await running.shot('clips-preview-covered');
    await page().waitForTimeout(900);
    await running.shot('clips-preview');
    await page().getByRole('dialog').getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 20_000 });
    const looks = await page().evaluate(() => (window as unknown as { looks: Look[] }).looks);
    const inside = looks.filter(({ ms }) => ms > BLACK[0] - 150 && ms < BLACK[1] + 150);
    // What is heard is previewSound's.
    expect(inside.length).toBeGreaterThan(10);
    expect(inside.filter(({ seen, cover }) => seen || cover < 1)).toEqual([]);
    // A drawn region is covered where it is at that time, and the picture beside it is seen.
    const boxed = looks.filter(({ ms, seen }) => seen && ms > 5_300 && ms < 7_700);
    expect(boxed.length).toBeGreaterThan(30);
    for (const { ms, box } of boxed) {
      const left = (0.8 * (ms - 5_000)) / 3_000;
      const [l = 1, t = 1, r = 0, b = 0] = box ?? [];
      expect({ ms, box, covers: l <= left && r >= left + 0.2 && t <= 0.301 && b >= 0.599, exact: r - l < 0.27 && b - t < 0.31 }).toMatchObject({ covers: true, exact: true });
    }
    // And what may be heard and seen is.
    const open = looks.filter(({ ms }) => ms > 2_000 && ms < 2_700);
    expect(open.filter(({ muted, seen, cover }) => !muted && seen && cover < 0.05).length).toBeGreaterThan(open.length * 0.8);
    expect(await stage.locator('video').evaluateAll((videos) => videos.every((video) => (video as HTMLVideoElement).muted))).toBe(true);
    await press('Escape');
    await stage.waitFor({ state: 'detached' });
  }, 60_000);

  test('exports the list into a folder, and the cuts for editing software', async () => {
    const out = path.join(running.root, 'out');
    mkdirSync(out);
    await answerDialogs(running.app, { open: [out], save: path.join(out, 'cuts.otio') });
    await tabTo(page(), /^button Odlazak/);
    await press('e');
    const dialog = page().getByRole('dialog', { name: 'Export clip' });
    await dialog.waitFor();
    await running.shot('clips-export');
    expect(await wcagFaults(page())).toEqual([]);
    await dialog.getByRole('button', { name: 'OTIO' }).press('Enter');
    await page().getByText('The list of cuts is saved.').waitFor();
    await dialog.getByText('Web 480p').click();
    await dialog.getByText('PDF').click();
    const listens = dialog.getByRole('checkbox', { name: 'Listen again before the clip gets its name' });
    expect(await listens.isChecked()).toBe(true);
    await listens.press('Space');
    await dialog.getByText('nobody hears it before it leaves').waitFor();
    expect(await dialog.getByRole('button', { name: 'Choose a folder…' }).isDisabled()).toBe(true);
    const why = 'It was misheard: we both listened there.';
    await dialog.getByLabel('Why nobody listens').fill(why);
    await running.shot('clips-export-unheard');
    await dialog.getByRole('button', { name: 'Choose a folder…' }).press('Enter');
    await page().getByText(/01-odlazak\.mp4/).first().waitFor();
    for (let i = 0; i < 100 && !readdirSync(out).includes('01-odlazak.mp4'); i += 1) await page().waitForTimeout(200);
    expect(readdirSync(out).sort()).toEqual(['01-odlazak.manifest.json', '01-odlazak.mp4', '01-odlazak.pdf', 'cuts.otio']);
    expect(readFileSync(path.join(out, 'cuts.otio'), 'utf8')).toContain('footage-1');
    expect((JSON.parse(readFileSync(path.join(out, '01-odlazak.manifest.json'), 'utf8')) as { parts: unknown[] })).toMatchObject({ parts: [{}, {}], heardBy: null, unheard: 'switched-off', override: { why } });
  }, 60_000);
});
