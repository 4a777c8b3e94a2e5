/** The few operators that a hand-made network needs, written as an ONNX file without a library: six protobuf messages. */
export interface Network {
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  /** A dimension given as a name may have any length. */
  readonly input: readonly (number | string)[];
  readonly output: readonly (number | string)[];
  readonly metadata: Readonly<Record<string, string | number>>;
}

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

interface Constant {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

/** Numbers of the format: 32-bit floats, a whole number, several of them. */
const [FLOAT, INT, INTS] = [1, 2, 7];

/** A network with the input `x` and the output `y`, as the bytes of a file. */
export function onnxFile({ nodes, constants, input, output, metadata }: Network): Buffer {
  const graph = [
    ...nodes.map((node) => bytes(1, nodeBytes(node))), text(2, 'made'), ...constants.map((constant) => bytes(5, constantBytes(constant))),
    bytes(11, valueBytes('x', input)), bytes(12, valueBytes('y', output)),
  ];
  const properties = Object.entries(metadata).map(([key, value]) => bytes(14, Buffer.concat([text(1, key), text(2, String(value))])));
  return Buffer.concat([number(1, 8), bytes(8, number(2, 13)), bytes(7, Buffer.concat(graph)), ...properties]);
}

function nodeBytes({ op, inputs, output, attributes = {} }: Node): Buffer {
  const written = Object.entries(attributes).map(([name, value]) => bytes(5, Buffer.concat([
    text(1, name), ...(typeof value === 'number' ? [number(3, value), number(20, INT)] : [...value.map((one) => number(8, one)), number(20, INTS)]),
  ])));
  return Buffer.concat([...inputs.map((name) => text(1, name)), text(2, output), text(4, op), ...written]);
}

function constantBytes({ name, dims, values }: Constant): Buffer {
  return Buffer.concat([...dims.map((dim) => number(1, dim)), number(2, FLOAT), text(8, name), bytes(9, Buffer.from(Float32Array.from(values).buffer))]);
}

function valueBytes(name: string, dims: readonly (number | string)[]): Buffer {
  const shape = Buffer.concat(dims.map((dim) => bytes(1, typeof dim === 'number' ? number(1, dim) : text(2, dim))));
  return Buffer.concat([text(1, name), bytes(2, bytes(1, Buffer.concat([number(1, FLOAT), bytes(2, shape)])))]);
}

const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));
const number = (field: number, value: number): Buffer => Buffer.concat([varint(field << 3), varint(value)]);
const bytes = (field: number, content: Buffer): Buffer => Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);

function varint(value: number): Buffer {
  const out: number[] = [];
  // A negative axis is ten bytes of two's complement.
  let left = BigInt.asUintN(64, BigInt(value));
  for (; left > 127n; left >>= 7n) out.push(Number(left & 127n) | 128);
  return Buffer.from([...out, Number(left)]);
}
