import type { ClipPreview } from '../../../shared/domain';
import { sweptBox, sweptEllipses, type Box } from '../../../shared/regionPath';

type PreviewRegion = ClipPreview['regions'][number];

/** Blocks along the picture's longer side, as an export pixelates regions. */
const REGION_BLOCKS = 6;

/** What to cover of the picture while it may show any instant of a stretch; the same paths as an export's. */
export interface RegionBox { readonly box: Box; readonly treatment: PreviewRegion['treatment']; /** The ellipse in the box alone. */ readonly round: boolean }

export function regionBoxes(regions: readonly PreviewRegion[], fromUs: number, toUs: number): RegionBox[] {
  return regions.flatMap(({ startUs, endUs, treatment, shape, keyframes }): RegionBox[] => {
    if (startUs >= toUs || endUs <= fromUs) return [];
    if (shape === 'ellipse') return sweptEllipses(keyframes, Math.max(fromUs, startUs), Math.min(toUs, endUs)).map((box) => ({ box, treatment, round: true }));
    const box = sweptBox(keyframes, Math.max(fromUs, startUs), Math.min(toUs, endUs));
    return box ? [{ box, treatment, round: false }] : [];
  });
}

/** Covers drawn regions of a playing picture: black, or a mosaic of the frame that is shown, over all that the region touches near it. */
export class PreviewRegions {
  readonly #covers: HTMLCanvasElement[] = [];

  /** @param frame lies exactly over the picture; `--ratio` gives it its shape. */
  constructor(private readonly regions: readonly PreviewRegion[], private readonly frame: HTMLElement) {}

  draw(player: HTMLVideoElement, fromUs: number, toUs: number): void {
    const { videoWidth, videoHeight } = player;
    const boxes = regionBoxes(this.regions, fromUs, toUs);
    if (videoWidth > 0) this.frame.style.setProperty('--ratio', String(videoWidth / videoHeight));
    while (this.#covers.length < boxes.length) this.#covers.push(this.frame.appendChild(document.createElement('canvas')));
    this.#covers.forEach((cover, i) => {
      const one = boxes[i];
      cover.hidden = one === undefined;
      cover.classList.toggle('preview-round', one?.round === true);
      if (one) place(cover, one.box, one.treatment === 'black' ? null : player);
    });
  }
}

function place(cover: HTMLCanvasElement, { left, top, right, bottom }: Box, player: HTMLVideoElement | null): void {
  const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
  Object.assign(cover.style, { left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top) });
  const { videoWidth = 0, videoHeight = 0 } = player ?? {};
  const block = Math.max(1, videoWidth, videoHeight) / REGION_BLOCKS;
  const [width, height] = [(right - left) * videoWidth, (bottom - top) * videoHeight];
  // Emptied, it is black.
  cover.width = Math.max(1, Math.floor(width / block));
  cover.height = Math.max(1, Math.floor(height / block));
  const context = player && cover.getContext('2d');
  if (!context || width < 1 || height < 1) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(player, left * videoWidth, top * videoHeight, width, height, 0, 0, cover.width, cover.height);
}
