import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { addClip } from '../../electron/core/cliplist/clips';
import { findBinaries } from '../../electron/core/media/binaries';
import { markPassage } from '../../electron/core/redaction/passages';
import { openVault } from '../../electron/core/vault/vault';
import { passageDraft, type AudioTreatment } from '../../shared/domain';
import { discard, launchApp, type RunningApp } from '../support/app';
import { makeMedia, scratchDir } from '../support/media';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { signIn, tabTo } from '../support/windows';

const S = 1_000_000;
const RATE = 48_000;
/** The voice, and what is said right behind the first stretch, hertz. */
const [VOICE, BEHIND, BLEEP] = [3_000, 5_000, 1_000];
/** A tone, a click every quarter of a second, and between 3 and 4 seconds, which the clip leaves out, another tone. */
const SOUND = `aevalsrc='0.2*sin(2*PI*${VOICE}*t)+if(lt(mod(t,0.25),0.001),0.7,0)+0.2*between(t,3.002,4)*sin(2*PI*${BEHIND}*t)':s=48000:d=7`;
/** What is marked, padded by 150 ms, and by the 43 ms that an export takes out beyond; seconds of the footage. */
const gone = (from: number, to: number) => ({ plan: [from - 0.15, to + 0.15] as const, export: [from - 0.193, to + 0.193] as const });
const [MUTE, BEEP] = [gone(1.72, 1.76), gone(4.62, 4.66)];

/** What the window sends to the loudspeaker while a clip is previewed. */
describe('the sound of a preview', () => {
  let running: RunningApp;
  const page = (): Page => running.page;

  beforeAll(async () => {
    const scratch = scratchDir('preview-sound');
    const footage = makeMedia(scratch.dir, 'tone.mp4', ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=7', '-f', 'lavfi', '-i', SOUND, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '192k']);
    const told = await toldVault({ footage });
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    const mark = (from: number, to: number, audio: AudioTreatment) => markPassage(vault.db, passageDraft.parse({ footageId: told.footageId, target: { startUs: from * S, endUs: to * S }, reason: 'other', audio }));
    mark(1.72, 1.76, 'mute');
    mark(4.62, 4.66, 'bleep');
    const stretch = (startUs: number, endUs: number) => ({ footageId: told.footageId, startUs, endUs });
    addClip(vault.db, { title: 'Ton', lowerThird: '', parts: [stretch(S, 3 * S), stretch(4 * S, 5.6 * S)] }, { id: vault.person?.id ?? '', segmentsOf: () => [], seesRaw: true });
    vault.close();
    rmSync(scratch.dir, { recursive: true, force: true });
    running = await launchApp({ root: told.root });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('list', { name: 'Footage' }).getByText('tone.mp4').click();
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  /** Plays the whole clip and answers with every sample that was heard. */
  async function heard(hold: number | null): Promise<Float32Array> {
    await page().getByRole('tab', { name: /Clips/ }).click();
    await page().locator('main').focus();
    await tabTo(page(), /^button Ton/);
    await page().keyboard.press('Enter');
    await page().locator('[data-testid="preview-stage"][data-ready]').waitFor();
    await page().evaluate(() => {
      // A recorder that does not wait for the page, as the loudspeaker does not.
      const tapes = new WeakMap<BaseAudioContext, MediaStreamAudioDestinationNode>();
      const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
      AudioNode.prototype.connect = function tap(this: AudioNode, to: AudioNode): AudioNode {
        const { context } = this;
        if (to === context.destination) {
          let tape = tapes.get(context);
          if (!tape) {
            tape = (context as AudioContext).createMediaStreamDestination();
            tapes.set(context, tape);
            const recorder = new MediaRecorder(tape.stream, { mimeType: 'audio/webm;codecs=pcm' });
            const taped = new Promise<Blob>((resolve) => { recorder.ondataavailable = ({ data }) => { resolve(data); }; });
            recorder.start();
            Object.assign(window, { recorder, taped });
          }
          connect.call(this, tape);
        }
        return connect.call(this, to);
      } as typeof AudioNode.prototype.connect;
    });
    await page().keyboard.press('Space');
    await page().getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).waitFor();
    if (hold !== null) {
      await page().waitForTimeout(300);
      // The page does nothing at all for a while, in the middle of which the silence begins.
      await page().evaluate((ms) => { const until = performance.now() + ms; while (performance.now() < until); }, hold);
    }
    await page().getByRole('dialog').getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 20_000 });
    const taped = await page().evaluate(async () => {
      const { recorder, taped } = window as unknown as { recorder: MediaRecorder; taped: Promise<Blob> };
      recorder.stop();
      let text = '';
      for (const byte of new Uint8Array(await (await taped).arrayBuffer())) text += String.fromCharCode(byte);
      return btoa(text);
    });
    await page().keyboard.press('Escape');
    const raw = spawnSync(findBinaries().ffmpeg, ['-v', 'error', '-i', 'pipe:0', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', 'pipe:1'], { input: Buffer.from(taped, 'base64'), maxBuffer: 2 ** 28 }).stdout;
    return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length - (raw.length % 4)));
  }

  test.each([['as it plays', null], ['also while the page is held up', 500]] as const)('takes out what an export takes out, to the hundredth of a second, %s', async (_how, hold) => {
    const [samples, rate] = [await heard(hold), RATE];
    const clicks: number[] = [];
    samples.forEach((v, i) => { if (Math.abs(v) > 0.45 && i - (clicks.at(-1) ?? -rate) > rate / 20) clicks.push(i); });
    console.log('clicks', clicks.map((i) => (i / rate).toFixed(3)).join(' '));
    const around = (apart: number): [number, number] => {
      const i = clicks.findIndex((at, n) => Math.abs(((clicks[n + 1] ?? 0) - at) / rate - apart) < 0.04);
      expect(i).toBeGreaterThanOrEqual(0);
      return [clicks[i] ?? 0, clicks[i + 1] ?? 0];
    };
    const strength = (hz: number, at: number, length: number): number => {
      let re = 0, im = 0;
      for (let i = at; i < at + length; i += 1) { re += (samples[i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / rate); im += (samples[i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / rate); }
      return (2 * Math.hypot(re, im)) / length;
    };
    const step = Math.round(rate / 500);
    // Where the voice cannot be heard between two clicks, seconds of the footage.
    const silence = ([a, b]: [number, number], from: number, to: number): [number, number] => {
      let [first, last] = [0, 0];
      for (let at = a + step; at < b - step; at += step / 2) if (strength(VOICE, at, step) < 0.01) { first ||= at; last = at + step; }
      return [from + (first - a) / rate, to - (b - last) / rate];
    };
    for (const [name, pair, { plan, export: cut }, from, to] of [['mute', around(0.5), MUTE, 1.5, 2], ['bleep', around(0.75), BEEP, 4.25, 5]] as const) {
      const [start, end] = silence(pair, from, to);
      console.log(`${name}: silent ${start.toFixed(4)}–${end.toFixed(4)}, plan ${plan.join('–')}, export ${cut.map((s) => s.toFixed(3)).join('–')}`);
      expect([start <= plan[0], end >= plan[1]]).toEqual([true, true]);
      expect(start).toBeGreaterThan(cut[0] - 0.03);
      expect(end).toBeLessThan(cut[1] + 0.03);
      const inside: number[] = [];
      for (let at = pair[0] + Math.round((plan[0] - from) * rate); at < pair[0] + Math.round((plan[1] - from) * rate) - step; at += step) inside.push(strength(VOICE, at, step));
      expect(Math.max(...inside)).toBeLessThan(0.01);
      if (name === 'bleep') expect(strength(BLEEP, pair[0] + Math.round((4.5 - from) * rate), Math.round(rate / 10))).toBeGreaterThan(0.1);
    }
    let behind = 0;
    for (let at = 0; at < samples.length - step * 5; at += step) behind = Math.max(behind, strength(BEHIND, at, step * 5));
    console.log(`behind the stretch: ${behind.toFixed(4)}`);
    expect(behind).toBeLessThan(0.03);
  }, 60_000);
});
