import type { seeded } from './random';

type Random = ReturnType<typeof seeded>;

const RATE = 16_000;

/** What fills a room in which nobody speaks; each makes mono 16 kHz sound of the given length around the given peak. */
export const NOISES = {
  silence: (samples: number): Float32Array => new Float32Array(samples),
  hiss: (samples: number, level: number, random: Random): Float32Array => Float32Array.from({ length: samples }, () => level * (2 * random.next() - 1)),
  /** Ventilation, traffic: most of its power below 200 Hz. */
  rumble: (samples: number, level: number, random: Random): Float32Array => {
    let slow = 0;
    return Float32Array.from({ length: samples }, () => (slow = 0.97 * slow + 0.03 * (2 * random.next() - 1)) * 4 * level);
  },
  /** A plucked scale over a bass, from the radio next door. */
  tune: (samples: number, level: number): Float32Array => Float32Array.from({ length: samples }, (_, i) => {
    const t = i / RATE;
    const note = 220 * 2 ** (Math.floor((t * 2) % 8) / 12);
    return 0.4 * level * (Math.sin(2 * Math.PI * note * t) + Math.sin(2 * Math.PI * 329.6 * t) + 0.5 * Math.sin(2 * Math.PI * 110 * t)) * Math.exp(-3 * (t % 0.5));
  }),
  /** One slam about every two seconds, each dying away within a third of one. */
  doors: (samples: number, level: number, random: Random): Float32Array => {
    const sound = new Float32Array(samples);
    for (let at = Math.floor(random.next() * RATE); at < samples; at += Math.floor((1.2 + 1.6 * random.next()) * RATE)) {
      for (let i = 0; i < 0.35 * RATE && at + i < samples; i++) sound[at + i] = level * Math.exp((-i * 14) / RATE) * (0.7 * (2 * random.next() - 1) + 0.3 * Math.sin((2 * Math.PI * 70 * i) / RATE));
    }
    return sound;
  },
} as const;
export type NoiseName = keyof typeof NOISES;
