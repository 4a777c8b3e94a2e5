import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as Onnx from 'onnxruntime-web/wasm';
import type { Face, FaceQuestion } from './protocol';

const RUNTIME = 'onnxruntime-web/ort-wasm-simd-threaded.wasm';

/** What the model takes in: 320 × 240 pixels, and the scores and boxes that it gives for them. */
const [WIDTH, HEIGHT] = [320, 240];
/** Tiles of the fine look overlap by so much, pixels: no face that they are for is cut by all of them. */
const OVERLAP = 64;
/** Anything less likely is no face at all; what is made of the rest is the tracks' affair. */
const LEAST_SCORE = 0.35;
/** Boxes that share more than this are one face. */
const SAME = 0.4;

/** A stretch of the picture that the model is shown, pixels of the picture, `scale` of them to one of the model's. */
interface Look { readonly left: number; readonly top: number; readonly scale: number }

export interface FaceDetector {
  find(question: FaceQuestion): Promise<Face[]>;
}

/**
 * UltraFace RFB-320 in a WebAssembly runtime on one thread: the same boxes on every machine, and hostile pictures cannot
 * reach beyond the runtime's own memory. The whole picture is looked at in every frame, which finds faces from about a
 * thirtieth of its width on; the fine look and the close looks find those of half that size.
 *
 * @param file the model, whose hash whoever names it has checked.
 * @throws Error when model or runtime cannot be loaded.
 */
export async function createFaceDetector(file: string): Promise<FaceDetector> {
  const find = createRequire(__filename);
  const [model, runtime] = await Promise.all([readFile(file), readFile(find.resolve(RUNTIME))]);
  const onnx: typeof Onnx = await import('onnxruntime-web/wasm');
  onnx.env.wasm.wasmBinary = new Uint8Array(runtime).buffer;
  onnx.env.wasm.numThreads = 1;
  const session = await onnx.InferenceSession.create(new Uint8Array(model), { logSeverityLevel: 3 });
  const input = new Float32Array(3 * WIDTH * HEIGHT);

  const look = async (picture: FaceQuestion, at: Look): Promise<Face[]> => {
    fill(input, picture, at);
    const { scores, boxes } = await session.run({ input: new onnx.Tensor('float32', input, [1, 3, HEIGHT, WIDTH]) });
    return facesOf(numbers(scores), numbers(boxes), picture, at);
  };
  return {
    async find(picture) {
      const found: Face[] = [];
      for (const at of looksAt(picture)) found.push(...await look(picture, at));
      return distinct(found);
    },
  };
}

function looksAt({ width, height, fine, near }: FaceQuestion): Look[] {
  const whole: Look = { left: 0, top: 0, scale: Math.max(width / WIDTH, height / HEIGHT) };
  const tiles = fine && whole.scale > 1.2 ? starts(width, WIDTH).flatMap((left) => starts(height, HEIGHT).map((top) => ({ left, top, scale: 1 }))) : [];
  const close = near.map(([x, y, w, h]): Look => {
    // The face fills a fifth of what is shown: the sizes that the model knows best.
    const scale = Math.max(0.5, Math.min(whole.scale, Math.max((w * width) / 64, (h * height) / 64)));
    return { left: (x + w / 2) * width - (WIDTH / 2) * scale, top: (y + h / 2) * height - (HEIGHT / 2) * scale, scale };
  });
  return [whole, ...tiles, ...close];
}

/** Where tiles of a length begin, so that they overlap and the last ends with the picture. */
function starts(length: number, tile: number): number[] {
  const count = length <= tile ? 1 : Math.ceil((length - OVERLAP) / (tile - OVERLAP));
  return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : Math.round((i * (length - tile)) / (count - 1))));
}

/** The model's input: red, green, blue as planes, centred; grey beyond the picture. Each value is the mean of what it stands for. */
function fill(input: Float32Array, { width, height, rgb }: FaceQuestion, { left, top, scale }: Look): void {
  input.fill(0);
  const plane = WIDTH * HEIGHT;
  const reach = Math.max(1, Math.round(scale));
  for (let y = 0; y < HEIGHT; y += 1) {
    const fromY = Math.floor(top + y * scale);
    if (fromY < 0 || fromY >= height) continue;
    const toY = Math.min(height, fromY + reach);
    for (let x = 0; x < WIDTH; x += 1) {
      const fromX = Math.floor(left + x * scale);
      if (fromX < 0 || fromX >= width) continue;
      const toX = Math.min(width, fromX + reach);
      let [red, green, blue, count] = [0, 0, 0, 0];
      for (let py = fromY; py < toY; py += 1) {
        for (let i = (py * width + fromX) * 3; i < (py * width + toX) * 3; i += 3) {
          red += rgb[i] ?? 0;
          green += rgb[i + 1] ?? 0;
          blue += rgb[i + 2] ?? 0;
          count += 1;
        }
      }
      const at = y * WIDTH + x;
      input[at] = (red / count - 127) / 128;
      input[at + plane] = (green / count - 127) / 128;
      input[at + 2 * plane] = (blue / count - 127) / 128;
    }
  }
}

function facesOf(scores: Float32Array, boxes: Float32Array, { width, height }: FaceQuestion, { left, top, scale }: Look): Face[] {
  const faces: Face[] = [];
  for (let i = 0; i * 2 + 1 < scores.length; i += 1) {
    const score = scores[i * 2 + 1] ?? 0;
    if (score < LEAST_SCORE) continue;
    const edge = (k: number, size: number, from: number, of: number): number => Math.min(1, Math.max(0, (from + (boxes[i * 4 + k] ?? 0) * size * scale) / of));
    const [x, y, right, bottom] = [edge(0, WIDTH, left, width), edge(1, HEIGHT, top, height), edge(2, WIDTH, left, width), edge(3, HEIGHT, top, height)];
    if (right > x && bottom > y) faces.push({ x, y, w: right - x, h: bottom - y, score });
  }
  return faces;
}

/** The likeliest of those that lie on each other. */
function distinct(faces: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) if (kept.every((other) => shared(face, other) < SAME)) kept.push(face);
  return kept;
}

/** How much of two boxes together both of them cover, 0 to 1. */
export function shared(a: Omit<Face, 'score'>, b: Omit<Face, 'score'>): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
}

function numbers(tensor: Onnx.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the face detector answered something else');
  return tensor.data;
}
