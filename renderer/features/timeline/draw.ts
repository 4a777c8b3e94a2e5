import { reasonTold, type Passage, type Segment, type Waveform } from '../../../shared/domain';
import { formatTime, US_PER_SECOND } from '../../../shared/time';
import { rulerStep, type Viewport } from './viewport';

export const RULER_HEIGHT = 22;
export const LANE_HEIGHT = 20;

export interface Scene {
  view: Viewport;
  waveform: Waveform | null;
  segments: readonly Segment[];
  passages: readonly Passage[];
  inUs: number | null;
  outUs: number | null;
}

interface Surface {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  colour: (name: string) => string;
  x: (us: number) => number;
}

/** Paints everything that stands still; the playhead is an element above the canvas. */
export function drawTimeline(canvas: HTMLCanvasElement, scene: Scene): void {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const surface: Surface = {
    context, width, height,
    colour: (name) => style.getPropertyValue(name),
    x: (us) => ((us - scene.view.startUs) / scene.view.spanUs) * width,
  };
  drawRuler(surface, scene.view, style.fontFamily);
  drawLane(surface, scene.segments);
  drawWave(surface, scene);
  drawPassages(surface, scene.passages);
  drawRange(surface, scene.inUs, scene.outUs);
}

function drawRuler({ context, width, colour, x }: Surface, view: Viewport, font: string): void {
  const step = rulerStep(view.spanUs, width) * US_PER_SECOND;
  context.font = `11px ${font}`;
  context.textBaseline = 'middle';
  for (let at = Math.floor(view.startUs / step) * step; at <= view.startUs + view.spanUs; at += step) {
    const left = Math.round(x(at)) + 0.5;
    context.strokeStyle = colour('--ruler');
    context.beginPath();
    context.moveTo(left, RULER_HEIGHT - 7);
    context.lineTo(left, RULER_HEIGHT);
    for (let minor = 1; minor < 5; minor += 1) {
      const between = Math.round(x(at + (minor * step) / 5)) + 0.5;
      context.moveTo(between, RULER_HEIGHT - 4);
      context.lineTo(between, RULER_HEIGHT);
    }
    context.stroke();
    context.fillStyle = colour('--ruler-text');
    context.fillText(formatTime(at, step < US_PER_SECOND), left + 4, RULER_HEIGHT / 2 - 1);
  }
}

/** Where there is speech, as blocks: the shape of the conversation at a glance. */
function drawLane({ context, width, height, colour, x }: Surface, segments: readonly Segment[]): void {
  const top = height - LANE_HEIGHT;
  context.fillStyle = colour('--lane');
  context.fillRect(0, top, width, LANE_HEIGHT);
  context.fillStyle = colour('--speech');
  for (const segment of segments) {
    const left = x(segment.startUs);
    const right = x(segment.endUs);
    if (right < 0 || left > width) continue;
    context.beginPath();
    context.roundRect(left + 0.5, top + 5, Math.max(1, right - left - 1), LANE_HEIGHT - 10, 2);
    context.fill();
  }
}

function drawWave({ context, width, height, colour }: Surface, { view, waveform }: Scene): void {
  const top = RULER_HEIGHT;
  const tall = height - RULER_HEIGHT - LANE_HEIGHT;
  const middle = top + tall / 2;
  context.fillStyle = colour('--wave');
  if (!waveform) {
    context.fillRect(0, Math.round(middle), width, 1);
    return;
  }
  const { peaks, peaksPerSecond } = waveform;
  const perPx = (view.spanUs / US_PER_SECOND / width) * peaksPerSecond;
  const first = (view.startUs / US_PER_SECOND) * peaksPerSecond;
  for (let px = 0; px < width; px += 1) {
    const from = Math.floor(first + px * perPx);
    const to = Math.max(from + 1, Math.ceil(first + (px + 1) * perPx));
    let peak = 0;
    for (let i = from; i < to && i < peaks.length; i += 1) peak = Math.max(peak, peaks[i] ?? 0);
    const half = Math.max(0.5, (peak / 255) * (tall / 2 - 4));
    context.fillRect(px, middle - half, 1, half * 2);
  }
}

function drawPassages({ context, width, height, colour, x }: Surface, passages: readonly Passage[]): void {
  for (const passage of passages) {
    const left = x(passage.startUs);
    const wide = Math.max(3, x(passage.endUs) - left);
    if (left + wide < 0 || left > width) continue;
    const reason = colour(`--reason-${reasonTold(passage.reason)}`);
    context.fillStyle = reason;
    context.globalAlpha = 0.24;
    context.fillRect(left, RULER_HEIGHT, wide, height - RULER_HEIGHT - LANE_HEIGHT);
    context.globalAlpha = 1;
    context.beginPath();
    context.roundRect(left, height - LANE_HEIGHT + 3, wide, LANE_HEIGHT - 6, 2);
    context.fill();
    context.fillRect(left, RULER_HEIGHT, wide, 2);
  }
}

function drawRange({ context, width, height, colour, x }: Surface, inUs: number | null, outUs: number | null): void {
  if (inUs === null && outUs === null) return;
  const left = inUs === null ? 0 : x(inUs);
  const right = outUs === null ? width : x(outUs);
  context.fillStyle = colour('--range');
  context.fillRect(left, 0, right - left, height);
  context.fillStyle = colour('--range-edge');
  if (inUs !== null) { context.fillRect(left, 0, 2, height); context.fillRect(left, 0, 7, 2); context.fillRect(left, height - 2, 7, 2); }
  if (outUs !== null) { context.fillRect(right - 2, 0, 2, height); context.fillRect(right - 7, 0, 7, 2); context.fillRect(right - 7, height - 2, 7, 2); }
}
