import type { Page } from 'playwright-core';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { storeDrafts } from '../../electron/core/translation/rows';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp } from '../support/app';
import { CAST } from '../support/people';
import { seeded } from '../support/random';
import { toldVault } from '../support/toldVault';
import { signIn, tabTo } from '../support/windows';
import { runBench } from './support/bench';
import { median, numberOption } from './support/report';

const WORDS_IN_SEGMENT = 12;

/** A vault whose one footage has a transcript of about so many words; 0: one segment of one word. */
async function writtenVault(words: number): Promise<string> {
  const { root, dir, footageId } = await toldVault();
  const vault = await openVault(dir, CAST.custodian.passphrase);
  const random = seeded(words + 1);
  vault.db.prepare('DELETE FROM segment').run();
  vault.db.transaction(() => {
    for (let n = 0; n < Math.max(1, Math.ceil(words / WORDS_IN_SEGMENT)); n += 1) {
      const from = n * 5_000_000;
      const said = Array.from({ length: words === 0 ? 1 : WORDS_IN_SEGMENT }, (_, i) => ({ text: `riječ${Math.floor(random.next() * 9_000)}`, startUs: from + i * 400_000, endUs: from + i * 400_000 + 350_000, trust: 'aligned' as const }));
      insertSegment(vault.db, { id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, footageId, startUs: from, endUs: from + 4_900_000, text: said.map(({ text }) => text).join(' '), language: 'bs', origin: 'machine', words: said });
    }
  })();
  storeDrafts(vault.db, listSegments(vault.db, footageId).map(({ id, text }) => ({ segmentId: id, footageId, language: 'en', text: text.replaceAll('riječ', 'word'), state: 'machine', engine: null, model: null, sources: [{ segmentId: id, text }], links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '' })));
  vault.close();
  return root;
}

type Place = 'text' | 'desk';

/** Opens a segment in the middle of the transcript, or of the desk, to be typed in. */
async function openField(page: Page, where: Place): Promise<void> {
  await tabTo(page, /^grid /);
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  for (let i = 0; i < 20; i += 1) await page.keyboard.press('PageUp');
  await page.keyboard.press(where === 'desk' ? 'Control+d' : 'Enter');
  await page.locator(where === 'desk' ? '.desk-field:focus' : '.segment-editor textarea').waitFor();
}

/** Types; at the desk a sentence for each segment, saved and left with Enter. @returns from each key press to the frame that shows it, ms */
async function typed(page: Page, keys: number, where: Place): Promise<number[]> {
  await openField(page, where);
  await page.evaluate(() => {
    const samples: number[] = [];
    Object.assign(window, { samples });
    let pressed = 0;
    window.addEventListener('keydown', (event) => { pressed = event.timeStamp; }, { capture: true });
    window.addEventListener('input', () => {
      requestAnimationFrame(() => {
        // Behind the frame's layout and paint.
        const after = new MessageChannel();
        after.port1.onmessage = () => { samples.push(performance.now() - pressed); };
        after.port2.postMessage(null);
      });
    }, { capture: true });
  });
  const text = 'onda smo išli dalje i vidjeli rijeku ';
  for (let i = 0; i < keys; i += 1) {
    await page.keyboard.type(text.charAt(i % text.length));
    // What saving brings about falls into the typing of the next segment.
    if (where === 'desk' && i % text.length === text.length - 1) await page.keyboard.press('Enter');
    await page.waitForTimeout(20 + (i % 7) * 5);
  }
  const samples = await page.evaluate(() => (window as unknown as { samples: number[] }).samples);
  await page.keyboard.press('Escape');
  // The first presses compile code.
  return samples.slice(10);
}

async function measure(root: string, keys: number, args: readonly string[], where: Place): Promise<number[]> {
  const running = await launchApp({ root, args });
  try {
    await signIn(running.page, CAST.custodian.passphrase, CAST.custodian.name);
    await running.page.locator('.segment').first().waitFor();
    return await typed(running.page, keys, where);
  } finally {
    await running.close();
  }
}

function told(samples: readonly number[]): string {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
  return `median ${median(samples).toFixed(1)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (${samples.length} keys)`;
}

/** From a key press to the frame that shows it, in the real window, in a long transcript beside an empty one, and at the translator's desk of the same. `--words 30000`, `--keys 300`, `--rounds 2`. */
runBench(async () => {
  const words = numberOption('words', 30_000);
  const [empty, long] = [await writtenVault(0), await writtenVault(words)];
  try {
    // A screen shows a frame every 16.7 ms whatever the program does; without its beat what is measured is the program.
    for (const [what, args] of [['work alone, no screen beat', ['--disable-gpu-vsync', '--disable-frame-rate-limit']], ['with the screen beat', []]] as const) {
      for (const where of ['text', 'desk'] as const) {
        const [inEmpty, inLong]: [number[], number[]] = [[], []];
        for (let round = 0; round < numberOption('rounds', 2); round += 1) {
          inEmpty.push(...await measure(empty, numberOption('keys', 300), args, where));
          inLong.push(...await measure(long, numberOption('keys', 300), args, where));
        }
        console.log(`keystroke to paint, ${where}, ${what}: ${words} words: ${told(inLong)}; empty: ${told(inEmpty)}; goal p95 < 16 ms`);
      }
    }
  } finally {
    discard(empty);
    discard(long);
  }
});
