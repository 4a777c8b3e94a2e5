import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Segment, Word } from '../../shared/domain';
import { writeWav } from './sound';
import { startSpeaker } from './speaker';

/** A talk of two people: who says what, in the order in which it is said. */
export const TALK = [
  ['high', 'Koliko je ljudi bilo u sobi kada ste došli te večeri nakon ponoći?'],
  ['deep', 'Bilo nas je dvanaest, možda i trinaest, svi iz istog sela pokraj rijeke.'],
  ['high', 'A tko je otvorio vrata i što vam je rekao prije nego što ste ušli unutra?'],
  ['deep', 'Otvorio je vojnik, nije rekao ništa, samo je pokazao rukom prema zidu.'],
  ['high', 'Jeste li ga poznavali odranije ili ste ga tada vidjeli prvi put?'],
  ['deep', 'Poznavao sam mu brata, radili smo zajedno u tvornici prije rata.'],
] as const;

const VOICES = { deep: { voice: 'hr', pitch: 0 }, high: { voice: 'hr+f3', pitch: 99 } };
const PAUSE_S = 0.5;

/** Records {@link TALK} as a WAV file in two voices that {@link makeVoiceModels} tells apart; a segment for each sentence, words where they are said. */
export async function recordTalk(folder: string): Promise<{ readonly file: string; readonly segments: Segment[] }> {
  const speaker = startSpeaker();
  const sound: number[] = [];
  const segments: Segment[] = [];
  const nowUs = (): number => Math.round((sound.length / 16_000) * 1e6);
  for (const [who, text] of TALK) {
    const { pcm, truth } = await speaker.record({ text, ...VOICES[who], rate: 150, snrDb: 50, pauses: 0, seed: 1 });
    const startUs = nowUs();
    sound.push(...pcm);
    const endUs = nowUs();
    const words = text.split(' ').map((word, i): Word => ({ text: word, startUs: startUs + (truth[i]?.startUs ?? 0), endUs: startUs + (truth[i + 1]?.startUs ?? endUs - startUs), trust: 'aligned' }));
    segments.push({ id: randomUUID(), footageId: '', startUs, endUs, text, language: 'hr', origin: 'machine', words });
    sound.push(...new Float32Array(PAUSE_S * 16_000));
  }
  speaker.stop();
  const file = join(folder, 'talk.wav');
  writeWav(file, Float32Array.from(sound));
  return { file, segments };
}
