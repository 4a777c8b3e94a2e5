import { elementCount, ONNX_FLOAT, ONNX_INT8, ONNX_UINT8, type OnnxGraph, type OnnxTensor } from './onnx';

/** One weight of the model under its Hugging Face name, still in the file. */
export interface Parameter {
  /** Slowest-running dimension first; for linear layers `[out, in]`. */
  readonly shape: readonly number[];
  /** Distance between two neighbouring int8 values, or null where the file holds floats. */
  readonly step: number | null;
  /** Single-precision weights of `count` rows (slices of the first dimension) from row `first`. */
  rows(first: number, count: number): Float32Array;
}

/** The export's merge of two decoders marks constants with `_merged_0`, and only the decoder has a prefix. */
const plain = (name: string): string => name.replace(/_merged_\d+/g, '').replaceAll('model.decoder.', '');
const LINEAR = /^\/(?:model\/decoder\/)?(layers\.\d+\/(?:(?:self_attn|encoder_attn)\/(?:q|k|v|out)_proj|fc1|fc2))\/MatMul(?:_quant)?$/;

/**
 * The weights of one half of an int8 Whisper export. Most keep their name; those of linear layers became
 * `onnx::MatMul_123`, so the name of the node that uses them says which layer they are.
 * Throws when a constant of any size stays unexplained: a model with a hole would still run, and mishear.
 */
export function readParameters(graph: OnnxGraph, part: 'encoder' | 'decoder'): Map<string, Parameter> {
  const found = new Map<string, { tensor: OnnxTensor; parameter: Parameter }>();
  const used = new Set<string>();
  const put = (name: string, constant: string, transposed: boolean): void => {
    const tensor = tensorOf(graph, constant);
    const before = found.get(name);
    if (before && before.tensor !== tensor) throw new Error(`onnx: two branches disagree about ${name}`);
    found.set(name, { tensor, parameter: parameterOf(graph, tensor, transposed) });
    used.add(constant);
  };
  for (const constant of graph.tensors.keys()) {
    const name = plain(constant);
    if (/\.(weight|bias)(_quantized)?$/.test(name)) put(`${part}.${name.replace(/_quantized$/, '')}`, constant, false);
  }
  for (const node of graph.nodes) {
    const layer = LINEAR.exec(node.name)?.[1];
    const constant = node.inputs[1];
    if (layer !== undefined && constant !== undefined) put(`${part}.${layer.replaceAll('/', '.')}.weight`, constant, true);
  }
  const unexplained = [...graph.tensors.values()].find((tensor) => elementCount(tensor) > 4 && !used.has(tensor.name));
  if (unexplained) throw new Error(`onnx: no use found for the constant ${unexplained.name}`);
  return new Map([...found].map(([name, { parameter }]) => [name, parameter]));
}

function tensorOf(graph: OnnxGraph, name: string): OnnxTensor {
  const tensor = graph.tensors.get(name);
  if (!tensor) throw new Error(`onnx: the constant ${name} is missing`);
  return tensor;
}

function parameterOf(graph: OnnxGraph, tensor: OnnxTensor, transposed: boolean): Parameter {
  const { raw, type } = tensor;
  const quantised = tensor.name.endsWith('_quantized');
  const width = type === ONNX_FLOAT && !quantised ? 4 : 1;
  if (!raw || raw.end - raw.start !== elementCount(tensor) * width) throw new Error(`onnx: ${tensor.name} has another size than it says`);
  if (!quantised && type !== ONNX_FLOAT) throw new Error(`onnx: ${tensor.name} is neither float nor int8`);
  const { scale, zero } = quantised ? quantisation(graph, tensor) : { scale: null, zero: 0 };
  const shape = transposed ? [...tensor.dims].reverse() : tensor.dims;
  if (transposed && shape.length !== 2) throw new Error(`onnx: ${tensor.name} is no matrix`);
  const perRow = elementCount(tensor) / (shape[0] ?? 1);

  const decode = (bytes: Buffer): Float32Array => {
    const out = new Float32Array(bytes.length / width);
    if (scale === null) for (let i = 0; i < out.length; i++) out[i] = bytes.readFloatLE(4 * i);
    else for (let i = 0, sign = type === ONNX_INT8 ? 24 : 0; i < out.length; i++) out[i] = ((((bytes[i] as number) << sign) >> sign) - zero) * scale;
    return out;
  };
  let whole: Float32Array | null = null;
  return {
    shape,
    step: scale,
    rows(first, count) {
      if (!transposed) return decode(graph.bytes.read(raw.start + first * perRow * width, count * perRow * width));
      // A transposed row touches the whole matrix; at most 6.6 million weights even in the largest Whisper.
      whole ??= decode(graph.bytes.read(raw.start, raw.end - raw.start));
      const [rows = 0] = shape;
      const out = new Float32Array(count * perRow);
      for (let row = 0; row < count; row++) {
        for (let column = 0; column < perRow; column++) out[row * perRow + column] = whole[column * rows + first + row] as number;
      }
      if (first + count === rows) whole = null;
      return out;
    },
  };
}

/** Scale and zero point of a tensor that the export quantised as a whole. */
function quantisation(graph: OnnxGraph, tensor: OnnxTensor): { scale: number; zero: number } {
  if (tensor.type !== ONNX_INT8 && tensor.type !== ONNX_UINT8) throw new Error(`onnx: ${tensor.name} is not int8`);
  const base = tensor.name.replace(/_quantized$/, '');
  const scale = tensorOf(graph, `${base}_scale`);
  const zero = tensorOf(graph, `${base}_zero_point`);
  if (elementCount(scale) !== 1 || elementCount(zero) !== 1 || scale.type !== ONNX_FLOAT || zero.type !== tensor.type || !scale.raw) {
    throw new Error(`onnx: ${base} is quantised in an unexpected way`);
  }
  const zeroPoint = zero.raw ? graph.bytes.read(zero.raw.start, 1) : null;
  return {
    scale: graph.bytes.read(scale.raw.start, 4).readFloatLE(0),
    zero: zeroPoint ? (zero.type === ONNX_INT8 ? zeroPoint.readInt8(0) : zeroPoint.readUInt8(0)) : (zero.integers[0] ?? 0),
  };
}
