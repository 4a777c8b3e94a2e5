import type { ClipPreview } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import { PreviewRegions } from './previewRegions';
import { PreviewSound } from './previewSound';

/** What the preview draws on: two players, one of which is made ready while the other plays, and what covers them. */
export interface PreviewStage {
  readonly players: readonly [HTMLVideoElement, HTMLVideoElement];
  readonly mosaic: HTMLCanvasElement;
  /** Lies exactly over the picture; covers of drawn regions go into it. */
  readonly regions: HTMLElement;
  readonly cover: HTMLElement;
}

export interface PreviewState {
  readonly atUs: number;
  readonly playing: boolean;
  /** Something is to be heard and seen, and the plan says what of it must not be. */
  readonly ready: boolean;
  readonly cue: readonly string[];
  readonly failed: boolean;
}

/** Covered before a span begins and after it ends, microseconds: the page draws only every 17 ms. */
const AHEAD_US = 120_000;
const AFTER_US = 60_000;
/** Blocks across, as in an export. */
const MOSAIC_BLOCKS = 12;

/**
 * Plays a clip's stretches one after another and takes out, while it plays, what an export would. Fails closed: both
 * players are silent and covered from the start, whenever they stand still in doubt, and when nobody looks; only a look
 * at the plan, made for the very place where the player stands, opens them, and it has to be made again and again.
 */
export class PreviewPlayer {
  #part = 0;
  #active = 0;
  #playing = false;
  #closed = false;
  #frame = 0;
  readonly #sound: PreviewSound;
  readonly #regions: PreviewRegions;
  readonly #ends: (() => void)[] = [];

  constructor(private readonly plan: ClipPreview, private readonly stage: PreviewStage, private readonly tell: (state: PreviewState) => void) {
    this.#regions = new PreviewRegions(plan.regions, stage.regions);
    this.#sound = new PreviewSound(plan, stage.players);
    for (const player of stage.players) {
      shut(player);
      // Else the page's own audio graph would hear nothing of it.
      player.crossOrigin = 'anonymous';
      const look = (): void => { this.#look(); };
      const fail = (): void => { if (player.getAttribute('src') !== null) this.#fail(); };
      for (const event of ['timeupdate', 'seeked', 'loadeddata', 'ended', 'pause'] as const) player.addEventListener(event, look);
      player.addEventListener('error', fail);
      this.#ends.push(() => {
        for (const event of ['timeupdate', 'seeked', 'loadeddata', 'ended', 'pause'] as const) player.removeEventListener(event, look);
        player.removeEventListener('error', fail);
      });
    }
    const hide = (): void => { if (document.hidden) this.pause(); };
    document.addEventListener('visibilitychange', hide);
    this.#ends.push(() => { document.removeEventListener('visibilitychange', hide); });
    this.#load(0, plan.parts[0]?.startUs ?? 0, 0);
  }

  get #player(): HTMLVideoElement {
    return this.stage.players[this.#active] as HTMLVideoElement;
  }

  /** Where it stands in the clip, microseconds. */
  get atUs(): number {
    const part = this.plan.parts[this.#part];
    return part ? part.atUs + Math.max(0, Math.min(part.endUs - part.startUs, Math.round(this.#player.currentTime * US_PER_SECOND) - part.startUs)) : 0;
  }

  /** The same, not kept within its stretch: what sounds on behind it lies behind it. */
  #soundUs({ atUs, startUs }: ClipPreview['parts'][number]): number {
    return atUs + Math.round(this.#player.currentTime * US_PER_SECOND) - startUs;
  }

  toggle(): void {
    if (this.#playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.#closed) return;
    if (this.atUs >= this.plan.durationUs - 20_000) this.seek(0);
    this.#playing = true;
    this.#sound.start();
    void this.#player.play().catch(() => { this.pause(); });
    this.#look();
  }

  pause(): void {
    this.#playing = false;
    for (const player of this.stage.players) {
      player.muted = true;
      player.pause();
    }
    this.#sound.hear(null);
    this.#look();
  }

  /** @param us in the clip. */
  seek(us: number): void {
    const at = Math.max(0, Math.min(us, this.plan.durationUs - 1));
    const index = this.plan.parts.findLastIndex(({ atUs }) => atUs <= at);
    const part = this.plan.parts[index];
    if (!part || this.#closed) return;
    this.#part = index;
    this.#load(index, part.startUs + at - part.atUs, this.#active);
    if (this.#playing) void this.#player.play().catch(() => { this.pause(); });
  }

  /** Ends it: what was decoded is let go. */
  close(): void {
    this.#closed = true;
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
    this.#sound.close();
    for (const player of this.stage.players) {
      shut(player);
      player.removeAttribute('src');
      player.load();
    }
  }

  #fail(): void {
    this.pause();
    for (const player of this.stage.players) shut(player);
    this.tell({ atUs: this.atUs, playing: false, ready: false, cue: [], failed: true });
  }

  #load(index: number, us: number, slot: number): void {
    const part = this.plan.parts[index];
    const player = this.stage.players[slot];
    if (!part || !player) return;
    shut(player);
    const address = `media://${this.plan.view}/${part.footageId}${part.version === '' ? '' : `?${encodeURIComponent(part.version)}`}`;
    if (player.getAttribute('src') !== address) player.src = address;
    player.currentTime = us / US_PER_SECOND;
  }

  /** Opens and covers for the place where the player stands now. */
  #look(): void {
    if (this.#closed) return;
    const part = this.plan.parts[this.#part];
    const player = this.#player;
    if (part && this.#playing && (player.ended || player.currentTime * US_PER_SECOND >= part.endUs - 5_000) && !player.seeking) this.#next();
    this.#open();
    cancelAnimationFrame(this.#frame);
    if (this.#playing) this.#frame = requestAnimationFrame(() => { this.#look(); });
  }

  #open(): void {
    const { plan, stage, atUs } = this;
    const player = this.#player;
    const ready = player.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !player.seeking;
    const near = <S extends { startUs: number; endUs: number }>(spans: readonly S[]): S | undefined => spans.find((span) => span.startUs - AHEAD_US < atUs && span.endUs + AFTER_US > atUs);
    const light = brightness(plan, atUs);
    player.volume = light;
    player.muted = !(ready && this.#playing);
    const part = plan.parts[this.#part];
    this.#sound.hear(ready && this.#playing && part ? { player, atUs: this.#soundUs(part), untilUs: part.atUs + part.endUs - part.startUs } : null);
    const picture = near(plan.picture.filter(({ treatment }) => treatment === 'black')) ?? near(plan.picture);
    const black = !ready || picture?.treatment === 'black' || plan.parts[this.#part]?.picture === false;
    stage.cover.style.opacity = black ? '1' : String(1 - light);
    stage.mosaic.hidden = black || picture === undefined;
    if (!stage.mosaic.hidden) pixelate(player, stage.mosaic);
    this.#regions.draw(player, atUs - AFTER_US, atUs + AHEAD_US);
    stage.players.forEach((one, i) => {
      one.style.visibility = i === this.#active && !black && picture === undefined ? 'visible' : 'hidden';
      if (i !== this.#active) one.muted = true;
    });
    this.#prepare();
    const ms = atUs / 1000;
    this.tell({ atUs, playing: this.#playing, ready, cue: plan.cues.find((cue) => cue.startMs <= ms && cue.endMs > ms)?.lines ?? [], failed: false });
  }

  /** Makes the next part ready in the other player a second before it is its turn. */
  #prepare(): void {
    const [part, next] = [this.plan.parts[this.#part], this.plan.parts[this.#part + 1]];
    const other = this.stage.players[1 - this.#active];
    if (!part || !next || !other || part.endUs - this.#player.currentTime * US_PER_SECOND > 1_500_000) return;
    const wanted = `${this.#part + 1}`;
    if (other.dataset['part'] === wanted) return;
    other.dataset['part'] = wanted;
    this.#load(this.#part + 1, next.startUs, 1 - this.#active);
  }

  #next(): void {
    const next = this.plan.parts[this.#part + 1];
    const before = this.#player;
    before.pause();
    shut(before);
    if (!next) {
      this.#playing = false;
      this.#sound.hear(null);
      return;
    }
    this.#part += 1;
    this.#active = 1 - this.#active;
    if (this.#player.dataset['part'] !== String(this.#part)) this.#load(this.#part, next.startUs, this.#active);
    delete this.#player.dataset['part'];
    void this.#player.play().catch(() => { this.pause(); });
  }
}

function shut(player: HTMLVideoElement): void {
  player.muted = true;
  player.style.visibility = 'hidden';
}

/** From 0, black and silent, to 1, by the clip's fades. */
export function brightness({ fadeInUs, fadeOutUs, durationUs }: Pick<ClipPreview, 'fadeInUs' | 'fadeOutUs' | 'durationUs'>, atUs: number): number {
  const coming = fadeInUs > 0 ? atUs / fadeInUs : 1;
  const going = fadeOutUs > 0 ? (durationUs - atUs) / fadeOutUs : 1;
  return Math.max(0, Math.min(1, coming, going));
}

function pixelate(player: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  const { videoWidth, videoHeight } = player;
  const longer = Math.max(videoWidth, videoHeight, 1);
  canvas.width = Math.max(1, Math.round((MOSAIC_BLOCKS * videoWidth) / longer));
  canvas.height = Math.max(1, Math.round((MOSAIC_BLOCKS * videoHeight) / longer));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(player, 0, 0, canvas.width, canvas.height);
}
