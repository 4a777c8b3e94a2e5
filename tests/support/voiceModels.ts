import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxFile } from './onnx';

/** Samples that one frame of the segmentation network sees, and the step between frames: those of pyannote's. */
const [FRAME, STEP] = [991, 270];
/** A deep voice has its fundamental here; the high one of the tests has nothing. Hz. */
const DEEP = [40, 60, 80, 100, 120, 140];
/** And the high one here: where the deep one has harmonics, but ten times weaker. Hz. */
const HIGH = [260, 280, 300, 320, 340, 360, 380];
/** Frames over which is judged: about a second, so that a closed mouth is no turn. */
const SMOOTH = 41;
/** The lowest of 80 bands of the spectrum, up to about 700 Hz, each less the one two above it. */
const BANDS = 18;

/**
 * Two networks with the inputs, outputs and metadata of pyannote's segmentation 3.0 and of 3D-Speaker's CAM++, made by
 * hand to tell a deep voice from a high one: the real weights cannot be fetched where the tests run. They prove the
 * engine, the clustering and all that comes after, and say nothing of how well real voices are told apart.
 */
export function makeVoiceModels(folder: string): { readonly turns: string; readonly voices: string } {
  const [turns, voices] = [join(folder, 'turns.onnx'), join(folder, 'voices.onnx')];
  writeFileSync(turns, turnNetwork());
  writeFileSync(voices, voiceNetwork());
  return { turns, voices };
}

/** The energy around some pitches decides who speaks. Classes: nobody, A, B, C, A+B, A+C, B+C. */
function turnNetwork(): Buffer {
  const pitches = [...DEEP, ...HIGH];
  const filters = pitches.flatMap((hz) => [Math.cos, Math.sin].flatMap((wave) => Array.from({ length: FRAME }, (_, i) => wave((2 * Math.PI * hz * i) / 16_000) * Math.sin((Math.PI * i) / FRAME) ** 2)));
  const deep = pitches.flatMap((hz) => (DEEP.includes(hz) ? [1, 1] : [0, 0]));
  const high = deep.map((is) => 1 - is);
  const nothing = deep.map(() => 0);
  const classes = [nothing, deep.map((is, i) => 30 * is - (high[i] ?? 0)), deep.map((is, i) => (high[i] ?? 0) - 25 * is), nothing, nothing, nothing, nothing];
  return onnxFile({
    input: ['N', 1, 'T'], output: ['N', 'F', 7],
    metadata: { num_speakers: 3, powerset_max_classes: 2, num_classes: 7, sample_rate: 16_000, window_size: 160_000, receptive_field_size: FRAME, receptive_field_shift: STEP },
    constants: [
      { name: 'filters', dims: [filters.length / FRAME, 1, FRAME], values: filters },
      { name: 'classes', dims: [7, deep.length, 1], values: classes.flat() },
      // Nobody speaks where neither is louder than this; nobody else, and no two at once.
      { name: 'bias', dims: [7], values: [1, 0, 0, -1e6, -1e6, -1e6, -1e6] },
    ],
    nodes: [
      { op: 'Conv', inputs: ['x', 'filters'], output: 'a', attributes: { strides: [STEP] } },
      { op: 'Mul', inputs: ['a', 'a'], output: 'energy' },
      { op: 'AveragePool', inputs: ['energy'], output: 'smooth', attributes: { kernel_shape: [SMOOTH], strides: [1], pads: [(SMOOTH - 1) / 2, (SMOOTH - 1) / 2] } },
      { op: 'Conv', inputs: ['smooth', 'classes', 'bias'], output: 'b', attributes: {} },
      { op: 'Transpose', inputs: ['b'], output: 'y', attributes: { perm: [0, 2, 1] } },
    ],
  });
}

/** The shape of the mean spectrum where the pitch shows, whatever its loudness. */
function voiceNetwork(): Buffer {
  return onnxFile({
    input: ['N', 'T', 80], output: ['N', BANDS],
    metadata: { framework: '3d-speaker', language: 'none', url: '', comment: 'made', sample_rate: 16_000, output_dim: BANDS, normalize_samples: 1, feature_normalize_type: '' },
    constants: [{ name: 'contrast', dims: [80, BANDS], values: Array.from({ length: 80 * BANDS }, (_, i) => [1, 0, -1][Math.floor(i / BANDS) - (i % BANDS)] ?? 0) }],
    nodes: [
      { op: 'ReduceMean', inputs: ['x'], output: 'mean', attributes: { axes: [1], keepdims: 0 } },
      { op: 'MatMul', inputs: ['mean', 'contrast'], output: 'y' },
    ],
  });
}
