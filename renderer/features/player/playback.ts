import { US_PER_SECOND } from '../../../shared/time';
import { onLock } from '../../state/session';
import { RATES, usePlayer } from './store';
import { reportActive } from '../vault/store';

type Tick = (timeUs: number) => void;

const FALLBACK_FPS = 25;
const listeners = new Set<Tick>();
let video: HTMLVideoElement | null = null;
let frameUs = US_PER_SECOND / FALLBACK_FPS;
let frame = 0;
let lastBackwards = 0;
/** Where to go in footage that is being opened. */
let wanted: { readonly footageId: string; readonly us: number } | null = null;
/** Where playback was halted and still stands, µs; null after any other move. */
let haltedAt: number | null = null;

/** Where the player stands, µs on the canonical timeline; 0 without footage. */
export function currentUs(): number {
  return video ? Math.round(video.currentTime * US_PER_SECOND) : 0;
}

/** Calls back at once and then whenever the time changes: every painted frame while playing. */
export function onTick(listener: Tick): () => void {
  listeners.add(listener);
  listener(currentUs());
  return () => { listeners.delete(listener); };
}

function tell(): void {
  const now = currentUs();
  for (const listener of listeners) listener(now);
}

function run(now: number): void {
  const { playing, shuttle } = usePlayer.getState();
  // Chromium plays no footage backwards: J steps back by hand, one seek at a time.
  if (video && shuttle < 0 && !video.seeking) {
    const passed = Math.min(200, now - lastBackwards);
    lastBackwards = now;
    video.currentTime = Math.max(0, video.currentTime + (shuttle * passed) / 1000);
    if (video.currentTime === 0) pause();
  }
  tell();
  frame = playing || usePlayer.getState().shuttle < 0 ? requestAnimationFrame(run) : 0;
}

function keepTicking(): void {
  if (frame === 0) frame = requestAnimationFrame(run);
}

/** Moves to `us`, kept within the footage. */
export function seek(us: number): void {
  if (!video) return;
  const end = usePlayer.getState().durationUs;
  haltedAt = null;
  video.currentTime = Math.max(0, Math.min(us, end)) / US_PER_SECOND;
  tell();
}

/** Moves to `us` in a footage, as soon as the player has it. */
export function seekIn(footageId: string, us: number): void {
  if (video && usePlayer.getState().footageId === footageId) seek(us);
  else wanted = { footageId, us };
}

export function seekBy(us: number): void {
  seek(currentUs() + us);
}

/** One frame forwards or backwards, by the footage's average rate. */
export function stepFrame(direction: 1 | -1): void {
  pause();
  // Aims at the middle of the frame: at its very edge rounding may show the neighbour.
  const index = Math.floor(currentUs() / frameUs + 0.01) + direction;
  seek(Math.max(0, index) * frameUs + frameUs / 4);
}

export function pause(): void {
  const { playing, shuttle } = usePlayer.getState();
  if (playing && shuttle > 0) haltedAt = currentUs();
  usePlayer.setState({ shuttle: 0 });
  video?.pause();
}

export function play(speed = 1): void {
  if (!video) return;
  usePlayer.setState({ shuttle: speed });
  video.playbackRate = speed * usePlayer.getState().rate;
  if (video.ended) video.currentTime = 0;
  else if (haltedAt !== null) seek(haltedAt - usePlayer.getState().backUs);
  void video.play().catch(() => { usePlayer.setState({ shuttle: 0 }); });
}

export function togglePlay(): void {
  const { playing, shuttle } = usePlayer.getState();
  if (playing || shuttle !== 0) pause();
  else play();
}

/** L: plays, then doubles. J: the same backwards. Pressing the other direction starts at single speed. */
export function shuttle(direction: 1 | -1): void {
  const now = usePlayer.getState().shuttle;
  wind(Math.sign(now) === direction ? direction * Math.min(4, Math.abs(now) * 2) : direction);
}

/** Goes at a multiple of the usual speed, backwards below zero. */
export function wind(speed: number): void {
  // The sound of the place where one lets go is wanted, not of the place where one was halted.
  if (speed !== 1) haltedAt = null;
  if (speed > 0) {
    play(speed);
    return;
  }
  video?.pause();
  lastBackwards = performance.now();
  usePlayer.setState({ shuttle: speed });
  keepTicking();
}

export function setRate(rate: number): void {
  usePlayer.setState({ rate });
  if (video) video.playbackRate = rate * Math.max(1, usePlayer.getState().shuttle);
}

/** The next slower or faster speed of the list. */
export function stepRate(direction: 1 | -1): void {
  const at = RATES.findIndex((rate) => rate === usePlayer.getState().rate);
  const next = RATES[at + direction];
  if (next !== undefined) setRate(next);
}

export function setVolume(volume: number, muted = false): void {
  usePlayer.setState({ volume, muted });
  if (video) {
    video.volume = volume;
    video.muted = muted;
  }
}

export function markIn(): void {
  const at = currentUs();
  usePlayer.setState(({ outUs }) => ({ inUs: at, outUs: outUs !== null && outUs <= at ? null : outUs }));
}

export function markOut(): void {
  const at = currentUs();
  usePlayer.setState(({ inUs }) => ({ outUs: at, inUs: inUs !== null && inUs >= at ? null : inUs }));
}

export function setRange(inUs: number | null, outUs: number | null): void {
  usePlayer.setState({ inUs, outUs });
}

/** The video element becomes the player's; the answer takes it away and empties its decoder. */
export function attach(element: HTMLVideoElement, footage: { id: string; durationUs: number; fps: number }): () => void {
  const { volume, muted, rate } = usePlayer.getState();
  video = element;
  frameUs = US_PER_SECOND / (footage.fps || FALLBACK_FPS);
  element.volume = volume;
  element.muted = muted;
  element.preservesPitch = true;
  element.playbackRate = rate;
  usePlayer.setState({ footageId: footage.id, durationUs: footage.durationUs, playing: false, shuttle: 0, failed: false, inUs: null, outUs: null, loop: null });
  haltedAt = null;
  if (wanted?.footageId === footage.id) seek(wanted.us);
  wanted = null;

  const handlers: Partial<Record<keyof HTMLMediaElementEventMap, () => void>> = {
    play: () => { usePlayer.setState(({ shuttle: s }) => ({ playing: true, shuttle: s > 0 ? s : 1 })); keepTicking(); },
    pause: () => { usePlayer.setState(({ shuttle: s }) => ({ playing: false, shuttle: Math.min(0, s) })); tell(); },
    ended: () => { usePlayer.setState({ playing: false, shuttle: 0 }); tell(); },
    seeking: tell,
    seeked: tell,
    timeupdate: () => { tell(); if (!element.paused) reportActive(); },
    error: () => { usePlayer.setState({ failed: element.getAttribute('src') !== null, playing: false, shuttle: 0 }); },
  };
  for (const [name, handler] of Object.entries(handlers)) element.addEventListener(name, handler);
  tell();
  return () => {
    for (const [name, handler] of Object.entries(handlers)) element.removeEventListener(name, handler);
    blank(element);
    if (video === element) video = null;
    tell();
  };
}

/** Removing the element alone may leave decoded frames in memory until the garbage collector comes by. */
function blank(element: HTMLVideoElement): void {
  element.pause();
  element.removeAttribute('src');
  element.load();
}

onLock(() => { if (video) blank(video); });
