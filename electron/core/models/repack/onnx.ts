import { fields, integers, text, type Field } from './protobuf';
import type { RandomBytes } from './randomBytes';

/** Element types that Whisper's int8 exports use for what matters here (numbers of onnx.TensorProto.DataType). */
export const ONNX_FLOAT = 1;
export const ONNX_UINT8 = 2;
export const ONNX_INT8 = 3;

/** A constant of the graph; its bytes stay in the file until somebody reads them. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: number;
  /** Where the little-endian elements lie, or null when the file spells them as varints (`integers`). */
  readonly raw: { readonly start: number; readonly end: number } | null;
  readonly integers: readonly number[];
}

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
}

export interface OnnxGraph {
  readonly bytes: RandomBytes;
  readonly nodes: OnnxNode[];
  readonly tensors: Map<string, OnnxTensor>;
}

/**
 * The nodes and constants of an ONNX model and of the subgraphs in its `If` nodes, flattened: Whisper's merged
 * decoder keeps its layers in the two branches of one `If`. Field numbers are those of onnx.proto3.
 * Throws when the file is no ONNX model, names a constant twice, or keeps data in other files.
 */
export function readOnnx(bytes: RandomBytes): OnnxGraph {
  const graph: OnnxGraph = { bytes, nodes: [], tensors: new Map() };
  for (const field of fields(bytes, 0, bytes.length)) {
    if (field.number === 7 && field.wire === 2) {
      readGraph(graph, field);
      return graph;
    }
  }
  throw new Error('onnx: the file holds no graph');
}

function readGraph(graph: OnnxGraph, message: Field): void {
  if (message.wire !== 2) throw new Error('onnx: a message was expected');
  for (const field of fields(graph.bytes, message.start, message.end)) {
    if (field.number === 1) readNode(graph, field);
    else if (field.number === 5) {
      const tensor = readTensor(graph.bytes, field);
      if (graph.tensors.has(tensor.name)) throw new Error(`onnx: two constants are called ${tensor.name}`);
      graph.tensors.set(tensor.name, tensor);
    }
  }
}

function readNode(graph: OnnxGraph, message: Field): void {
  if (message.wire !== 2) throw new Error('onnx: a node was expected');
  const inputs: string[] = [];
  let name = '';
  let op = '';
  for (const field of fields(graph.bytes, message.start, message.end)) {
    if (field.number === 1) inputs.push(text(graph.bytes, field));
    else if (field.number === 3) name = text(graph.bytes, field);
    else if (field.number === 4) op = text(graph.bytes, field);
    else if (field.number === 5 && field.wire === 2) {
      for (const attribute of fields(graph.bytes, field.start, field.end)) {
        if (attribute.number === 6) readGraph(graph, attribute);
      }
    }
  }
  graph.nodes.push({ name, op, inputs });
}

function readTensor(bytes: RandomBytes, message: Field): OnnxTensor {
  if (message.wire !== 2) throw new Error('onnx: a tensor was expected');
  const dims: number[] = [];
  const values: number[] = [];
  let name = '';
  let type = 0;
  let raw: OnnxTensor['raw'] = null;
  for (const field of fields(bytes, message.start, message.end)) {
    if (field.number === 1) dims.push(...integers(bytes, field));
    else if (field.number === 2 && field.wire === 0) type = field.value;
    else if (field.number === 8) name = text(bytes, field);
    else if (field.number === 5) values.push(...integers(bytes, field));
    // Packed floats are little-endian elements back to back, the same bytes as raw data would be.
    else if ((field.number === 9 || field.number === 4) && field.wire === 2) raw = { start: field.start, end: field.end };
    else if (field.number === 13) throw new Error('onnx: data in other files is not supported');
  }
  return { name, dims, type, raw, integers: values };
}

/** How many elements a tensor has; 1 for a scalar. */
export function elementCount(tensor: Pick<OnnxTensor, 'dims'>): number {
  return tensor.dims.reduce((product, dim) => product * dim, 1);
}
