import type { ClipPreview } from '../../../shared/domain';
import { FADE_US, silencesOf } from '../../../shared/soundEdges';
import { US_PER_SECOND } from '../../../shared/time';
import { gainAt, gainSteps, type Silence } from './gainSteps';

/**
 * How far ahead what is to be heard is laid down, microseconds. Beyond it all is silent, so that a page that is held up
 * plays nothing that nobody has looked at.
 */
const AHEAD_US = 700_000;
/** The bleep and the room, as an export makes them. */
const [TONE_HZ, TONE_AMPLITUDE, ROOM_RMS] = [1_000, 0.126, 0.01];

/** Where the sound stands: what is heard at an instant of the clip. */
export interface Hearing {
  /** The one of the players that is heard. */
  readonly player: HTMLMediaElement;
  /** Where it stands in the clip, microseconds. */
  readonly atUs: number;
  /** Where its stretch ends in the clip: it sounds on behind it. */
  readonly untilUs: number;
}

/**
 * The sound of a preview: each player goes through a gate that opens and shuts at exact times of the audio clock, laid down
 * ahead of what is played, so that it does not wait for the page. Shut unless a look at the plan opens it, for a moment only.
 */
export class PreviewSound {
  readonly #silences: readonly Silence[];
  #context: AudioContext | null = null;
  readonly #gates = new Map<HTMLMediaElement, GainNode>();
  readonly #noises: { readonly treatment: Silence['treatment']; readonly gain: GainNode; readonly loudness: number }[] = [];

  constructor({ sound }: Pick<ClipPreview, 'sound'>, private readonly players: readonly HTMLMediaElement[]) {
    this.#silences = silencesOf(sound, (a, b) => (strength(a) >= strength(b) ? a : b));
  }

  /** Begins to hear; only now is there a device to be used. */
  start(): void {
    const context = this.#context ?? this.#make();
    if (context.state !== 'running') void context.resume();
  }

  /** Lays down what is heard for the next moment; null is silence at once. */
  hear(now: Hearing | null): void {
    const context = this.#context;
    if (!context) return;
    const at = context.currentTime;
    for (const [player, gate] of this.#gates) {
      gate.gain.cancelScheduledValues(0);
      if (!now || player !== now.player || context.state !== 'running') gate.gain.setValueAtTime(0, at);
      else this.#lay(gate.gain, at, now, 1, (us) => gainAt(this.#silences, us), gainSteps(this.#silences, now.atUs, Math.min(now.untilUs, now.atUs + AHEAD_US)));
    }
    for (const { treatment, gain, loudness } of this.#noises) {
      gain.gain.cancelScheduledValues(0);
      if (!now || context.state !== 'running') gain.gain.setValueAtTime(0, at);
      else {
        const within = (us: number): number => (this.#silences.some((s) => s.treatment === treatment && s.startUs <= us && us < s.endUs) ? 1 : 0);
        const edges = this.#silences.filter((s) => s.treatment === treatment).flatMap(({ startUs, endUs }) => [{ atUs: startUs, to: 1, overUs: 0 }, { atUs: endUs, to: 0, overUs: 0 }]);
        this.#lay(gain.gain, at, now, loudness, within, edges.filter(({ atUs }) => atUs > now.atUs && atUs < Math.min(now.untilUs, now.atUs + AHEAD_US)));
      }
    }
  }

  close(): void {
    this.hear(null);
    void this.#context?.close();
    this.#context = null;
    this.#gates.clear();
  }

  #lay(gain: AudioParam, at: number, { atUs, untilUs }: Hearing, loudness: number, valueAt: (us: number) => number, steps: readonly { readonly atUs: number; readonly to: number; readonly overUs: number }[]): void {
    const time = (us: number): number => Math.max(at, at + (us - atUs) / US_PER_SECOND);
    let value = valueAt(atUs);
    gain.setValueAtTime(value * loudness, at);
    for (const { atUs: from, to, overUs } of steps) {
      if (overUs > 0) {
        gain.setValueAtTime(value * loudness, time(from));
        gain.linearRampToValueAtTime(to * loudness, time(from + overUs));
      } else gain.setValueAtTime(to * loudness, time(from));
      value = to;
    }
    gain.setValueAtTime(0, time(Math.min(untilUs, atUs + AHEAD_US + FADE_US)));
  }

  #make(): AudioContext {
    const context = new AudioContext({ latencyHint: 'interactive' });
    this.#context = context;
    for (const player of this.players) {
      const gate = shut(context);
      context.createMediaElementSource(player).connect(gate);
      this.#gates.set(player, gate);
    }
    for (const [treatment, loudness, node] of [['bleep', TONE_AMPLITUDE, tone(context)], ['replace', ROOM_RMS, room(context)]] as const) {
      const gain = shut(context);
      node.connect(gain);
      node.start();
      this.#noises.push({ treatment, gain, loudness });
    }
    return context;
  }
}

/** Where treatments meet, mute is stronger than the room's noise, and that than the bleep. */
const strength = ({ treatment }: Silence): number => ['bleep', 'replace', 'mute'].indexOf(treatment);

function shut(context: AudioContext): GainNode {
  const gate = context.createGain();
  gate.gain.value = 0;
  gate.connect(context.destination);
  return gate;
}

function tone(context: AudioContext): AudioScheduledSourceNode {
  const node = context.createOscillator();
  node.frequency.value = TONE_HZ;
  return node;
}

/** White noise of a root mean square of one. */
function room(context: AudioContext): AudioScheduledSourceNode {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i += 1) samples[i] = (Math.random() * 2 - 1) * Math.sqrt(3);
  const node = context.createBufferSource();
  node.buffer = buffer;
  node.loop = true;
  return node;
}
