import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

export type VaultTabName = 'People' | 'Safety' | 'Handover' | 'Conflicts' | 'Audit';

/** Types the passphrase at the door and waits until the workbench names the person. */
export async function signIn(page: Page, passphrase: string, name: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('banner').getByText(name, { exact: true }).waitFor();
}

/** Locks by shortcut and waits for the door. */
export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+L');
  await door(page).waitFor();
}

/** The button that only a locked vault shows. */
export function door(page: Page): Locator {
  return page.getByRole('button', { name: 'Unlock', exact: true });
}

/** The open Vault dialog on one of its tabs. */
export async function vaultTab(page: Page, name: VaultTabName): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Vault' });
  if (!(await dialog.isVisible())) await page.keyboard.press('Control+K');
  await dialog.getByRole('tab', { name }).click();
  return dialog.getByRole('tabpanel', { name });
}

/** Faults against WCAG 2.2 A and AA, each with the element and what is wrong with it. */
export async function wcagFaults(page: Page): Promise<string[]> {
  // Legacy mode: Electron has no second page in which axe could put its results together.
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}

/** What a screen reader would say of the element that has the focus: its role or tag, and its name. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return 'nothing';
    const label = at.getAttribute('aria-label') ?? (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement ? at.labels?.[0]?.textContent : at.textContent) ?? '';
    return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${label.trim()}`;
  });
}

/** Presses Tab until something of that name has the focus; a person with no mouse has no other way. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    const at = await focused(page);
    if (name.test(at)) return;
    seen.push(at);
    await page.keyboard.press(key);
  }
  throw new Error(`${String(name)} is not reached by ${key}; passed were ${seen.join(' | ')}`);
}

/** Texts of buttons, tabs, labels and headings that do not fit where they stand; those that end in an ellipsis on purpose have a title. */
export async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button, [role=tab], label, h1, h2, h3, .field-hint, .field-label, dt, dd, p, .choice, .toast')].flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest('.truncate, .visually-hidden, [aria-hidden=true]')) return [];
    const style = getComputedStyle(element);
    const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && style.display !== 'inline';
    const outside = box.right > window.innerWidth + 1 || box.left < -1;
    return cut || outside ? [`${element.tagName.toLowerCase()}.${element.className}: ${(element.textContent ?? '').trim().slice(0, 60)} (${element.scrollWidth} in ${element.clientWidth})`] : [];
  }));
}
