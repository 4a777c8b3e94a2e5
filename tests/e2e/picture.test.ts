import type { Locator, Page } from 'playwright-core';
import { addPerson } from '../../electron/core/people/access';
import { orderFaces, storeFaces } from '../../electron/core/faces/order';
import { listPassages, withdrawPassage } from '../../electron/core/redaction/passages';
import { listRegions } from '../../electron/core/redaction/regions';
import { releaseFootage } from '../../electron/core/releasing/release';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault, type ToldVault } from '../support/toldVault';
import { focused, lock, signIn, tabTo, wcagFaults } from '../support/windows';
import { FAST } from '../support/vault';

const S = 1_000_000;

/** Parts of the picture are covered, moved and uncovered by keyboard alone, then once by mouse. */
describe('covered parts of the picture', () => {
  let running: RunningApp;
  let told: ToldVault;
  const page = (): Page => running.page;
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page().keyboard.press(key); };
  const rows = (): Locator => page().getByRole('list', { name: 'Covered parts of the picture' }).getByRole('listitem');
  const boxes = (): Locator => page().getByRole('group', { name: 'Covered parts at this moment' }).getByRole('button');

  beforeAll(async () => {
    told = await toldVault();
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    await addPerson(vault, { ...CAST.editor, role: 'editor' }, FAST);
    const order = orderFaces(vault.db, told.footageId, { startUs: 0, endUs: 2 * S }, 'pixelate', null);
    storeFaces(vault.db, order.id, order, [[[0, 0.1, 0.2, 0.2, 0.4], [1.5 * S, 0.3, 0.2, 0.4, 0.4]]], 'ultraface-rfb-320', null);
    // An export that was refused because a face was seen in it.
    const at = new Date().toISOString();
    vault.db.prepare("INSERT INTO job (id, kind, title, footage_id, input, state, error, created_at, finished_at) VALUES ('refused', 'export', 'odlazak.mp4', ?, '{}', 'failed', ?, ?, ?)")
      .run(told.footageId, JSON.stringify({ code: 'export-face-seen', params: { what: 'face', footage: told.footageId, atMs: 7_240, at: '0:07.2' } }), at, at);
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

  test('an export that a face refused leads to the place, by keyboard', async () => {
    await page().getByText('A face can be seen in the finished clip at 0:07.2', { exact: false }).first().waitFor();
    await running.shot('picture-refused-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await page().getByRole('button', { name: 'Go there' }).press('Enter');
    await page().waitForFunction(() => Math.abs((document.querySelector('video')?.currentTime ?? 0) - 7.24) < 0.001);
    await page().getByRole('slider', { name: 'Position' }).first().press('Home');
    await page().waitForFunction(() => document.querySelector('video')?.currentTime === 0);
  });

  test('a region begins at the playhead, has the focus, and arrows move and size it', async () => {
    await page().getByRole('tab', { name: /Picture/ }).click();
    expect(await rows().allInnerTexts()).toEqual([expect.stringContaining('All faces'), expect.stringContaining('Face')]);
    await page().locator('main').focus();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await tabTo(page(), /^button Cover a region/);
    await press('Enter');
    await page().waitForFunction(() => document.activeElement?.classList.contains('region-box'));
    expect(await focused(page())).toBe('button Region: 35 % from the left, 30 % from the top, 30 % wide, 40 % high');
    // Faster than the vault answers: no step may be lost to a list that was read before it.
    await press('ArrowLeft', 'ArrowLeft', 'ArrowDown', 'Shift+ArrowRight', ...Array.from({ length: 20 }, () => 'ArrowLeft'), ...Array.from({ length: 20 }, () => 'ArrowRight'));
    expect(await focused(page())).toBe('button Region: 33 % from the left, 31 % from the top, 31 % wide, 40 % high');
    await running.shot('picture-dark');
    expect(await wcagFaults(page())).toEqual([]);
  });

  test('a change later on is a keyframe there; between the two the box stands between', async () => {
    await page().locator('main').focus();
    await press('ArrowRight', 'ArrowRight');
    await tabTo(page(), /^button Region: 33 %/);
    await page().keyboard.down('ArrowRight');
    for (let i = 0; i < 9; i += 1) await page().keyboard.down('ArrowRight');
    await page().keyboard.up('ArrowRight');
    await rows().filter({ hasText: '2 keyframes' }).filter({ hasText: 'Region' }).waitFor();
    await page().locator('main').focus();
    await press('ArrowLeft');
    await page().waitForFunction(() => document.querySelector('.region-box')?.getAttribute('aria-label')?.startsWith('Region: 38 %'));
  });

  test('each keyframe is a line: Enter goes there, Delete takes it away, the last one stays, undo brings it back', async () => {
    await rows().filter({ hasText: 'Region' }).getByRole('button').first().press('Enter');
    const frames = page().getByRole('list', { name: 'Keyframes of Region' }).getByRole('button');
    expect(await frames.count()).toBe(2);
    await running.shot('picture-keyframes-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await tabTo(page(), /0:\d\d\.\d: \d+ % from/);
    await press('Home', 'ArrowDown', 'Enter');
    await page().waitForFunction(() => document.querySelector('.region-box')?.getAttribute('aria-label')?.startsWith('Region: 43 %'));
    await press('Delete');
    await rows().filter({ hasText: '1 keyframe' }).filter({ hasText: 'Region' }).waitFor();
    await page().waitForFunction(() => document.activeElement?.classList.contains('keyframe'));
    await press('Delete');
    await page().getByText('The last keyframe stays', { exact: false }).waitFor();
    await page().locator('main').focus();
    await press('Control+z');
    await rows().filter({ hasText: '2 keyframes' }).filter({ hasText: 'Region' }).waitFor();
  });

  test('a list entry leads to it, Delete uncovers it and undo covers it again', async () => {
    await page().locator('main').focus();
    await tabTo(page(), /^button All faces/);
    await press('ArrowDown', 'Enter');
    await page().waitForFunction(() => document.querySelector('.region-box')?.getAttribute('aria-label')?.startsWith('Face:'));
    await running.shot('picture-face-dark');
    await press('Delete');
    await rows().filter({ hasText: 'Left in sight' }).waitFor();
    await running.shot('picture-bare-dark');
    await press('Control+z');
    await rows().filter({ hasText: 'Left in sight' }).waitFor({ state: 'detached' });
  });

  test('a region is an ellipse from the start, or made one, by keyboard', async () => {
    await page().locator('main').focus();
    await rows().filter({ hasText: 'Region' }).getByRole('button').first().press('Enter');
    await page().getByRole('button', { name: 'Make an ellipse' }).press('Enter');
    await rows().filter({ hasText: /· Ellipse ·/ }).waitFor();
    await page().waitForFunction(() => document.querySelector('.region-box.region-box-round') !== null);
    await running.shot('picture-ellipse-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await page().getByRole('button', { name: 'Make a rectangle' }).press('Enter');
    await rows().filter({ hasText: /· Ellipse ·/ }).waitFor({ state: 'detached' });
    await page().getByRole('radio', { name: 'Rectangle' }).focus();
    await press('ArrowRight');
    await tabTo(page(), /^button Cover a region/);
    await press('Enter');
    await rows().filter({ hasText: /· Ellipse ·/ }).waitFor();
    await press('Control+z');
    await rows().filter({ hasText: /· Ellipse ·/ }).waitFor({ state: 'detached' });
    await page().getByRole('radio', { name: 'Ellipse' }).focus();
    await press('ArrowLeft');
  });

  test('the mouse drags the box and its corner', async () => {
    await page().locator('main').focus();
    await rows().filter({ hasText: 'Region' }).getByRole('button').first().click();
    const box = boxes().last();
    await box.click();
    const frame = await page().locator('.region-frame').boundingBox();
    const at = await box.boundingBox();
    if (!frame || !at) throw new Error('no box');
    await page().mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await page().mouse.down();
    await page().mouse.move(at.x + at.width / 2 + frame.width / 10, at.y + at.height / 2, { steps: 4 });
    await page().mouse.up();
    const now = await box.boundingBox();
    expect(((now?.x ?? 0) - at.x) / frame.width).toBeCloseTo(0.1, 2);
    await page().mouse.move(at.x + at.width + frame.width / 10 - 1, at.y + at.height - 1);
    await page().mouse.down();
    await page().mouse.move(at.x + at.width + frame.width / 5 - 1, at.y + at.height - 1, { steps: 4 });
    await page().mouse.up();
    expect((((await box.boundingBox())?.width ?? 0) - at.width) / frame.width).toBeCloseTo(0.1, 2);
  });

  test('all faces of the stretch are covered by a job, the whole picture until then', async () => {
    await page().locator('main').focus();
    await press('i', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'o', 'ArrowLeft');
    await tabTo(page(), /^button Cover all faces/);
    await press('Enter');
    await page().getByText('The whole picture is covered until its faces are found').waitFor();
    await running.shot('picture-searching');
    await page().getByText('The whole picture is covered until every frame has been searched for faces.').waitFor();
    await rows().filter({ hasText: 'All faces' }).nth(1).getByText('Every frame was searched.', { exact: false }).waitFor();
    await running.shot('picture-faces-searched');
    expect(await wcagFaults(page())).toEqual([]);
    await page().getByRole('button', { name: 'Light colours' }).click();
    await rows().filter({ hasText: 'Region' }).getByRole('button').first().press('Enter');
    await page().getByRole('button', { name: 'Make an ellipse' }).press('Enter');
    await running.shot('picture-light');
    await press('Control+z');
    expect(await wcagFaults(page())).toEqual([]);
  });

  test('faces whose search was cancelled are sought again, and covered whole until then', async () => {
    const vault = () => page().getByText('Not searched: the whole picture is covered.', { exact: false });
    await page().locator('main').focus();
    await tabTo(page(), /^button Cover all faces/);
    await press('Enter');
    await page().getByRole('button', { name: /^Cancel/ }).first().click();
    await vault().waitFor();
    await rows().filter({ hasText: 'Not searched' }).getByRole('button').first().press('Enter');
    await running.shot('picture-search-again');
    await page().getByRole('button', { name: 'Search again', exact: true }).press('Enter');
    await vault().waitFor({ state: 'detached' });
    await rows().filter({ hasText: 'Every frame was searched.' }).nth(2).waitFor();
  });

  test('a passage has the faces in it covered, which are searched for at once', async () => {
    await page().locator('main').focus();
    await press('Shift+X', 'i', 'ArrowRight', 'o', 'm');
    const dialog = page().getByRole('dialog', { name: 'Mark passage' });
    await dialog.getByRole('radio', { name: 'Keep' }).focus();
    await press('ArrowLeft');
    expect(await dialog.getByRole('radio', { name: 'Faces' }).isChecked()).toBe(true);
    await dialog.getByText('until that is done, the whole picture is', { exact: false }).waitFor();
    await running.shot('passage-faces-light');
    expect(await wcagFaults(page())).toEqual([]);
    await page().getByRole('button', { name: 'Dark colours' }).evaluate((button) => { (button as HTMLButtonElement).click(); });
    await running.shot('passage-faces-dark');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page().getByRole('tab', { name: /Passages/ }).click();
    await page().getByText('picture: Faces', { exact: false }).waitFor();
    await running.shot('passage-faces-row');
  });

  test('who may not see the raw picture is shown neither the list nor a box', async () => {
    await lock(page());
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    const drawn = listRegions(vault.db, told.footageId).find(({ kind }) => kind === 'drawn');
    expect(drawn?.keyframes).toMatchObject([{ y: 0.31, w: 0.41, h: 0.4 }, { x: 0.43, y: 0.31, w: 0.31 }]);
    for (const { id } of listPassages(vault.db, told.footageId)) withdrawPassage(vault.db, id);
    releaseFootage(vault.db, told.footageId, vault.person?.id ?? '');
    vault.close();
    await signIn(page(), CAST.editor.passphrase, CAST.editor.name);
    await page().getByRole('list', { name: 'Footage' }).getByRole('listitem').first().click();
    await page().getByRole('tab', { name: /Clips/ }).waitFor();
    expect(await page().getByRole('tab', { name: /Picture/ }).count()).toBe(0);
    expect(await boxes().count()).toBe(0);
  });
});
