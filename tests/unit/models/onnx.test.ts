import { readOnnx } from '../../../electron/core/models/repack/onnx';
import { readParameters } from '../../../electron/core/models/repack/parameters';
import { bytesInMemory } from '../../../electron/core/models/repack/randomBytes';

const varint = (n: number): Buffer => (n < 128 ? Buffer.from([n]) : Buffer.concat([Buffer.from([(n & 127) | 128]), varint(n >>> 7)]));
const message = (field: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
};
const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);
const string = (field: number, value: string): Buffer => message(field, Buffer.from(value));
const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);
const tensor = (name: string, type: number, dims: number[], raw: Buffer): Buffer =>
  message(5, ...dims.map((dim) => number(1, dim)), number(2, type), string(8, name), message(9, raw));
const node = (name: string, ...inputs: string[]): Buffer => message(1, ...inputs.map((input) => string(1, input)), string(3, name), string(4, 'MatMulInteger'));
const model = (...graph: Buffer[]) => bytesInMemory(Buffer.concat([number(1, 8), message(7, ...graph)]));

const NODE = '/model/decoder/layers.0/self_attn/q_proj/MatMul_quant';
const weight = (name: string, type: number, zero: number) => [
  tensor(`${name}_quantized`, type, [2, 3], Buffer.from(Int8Array.from([1, 2, 3, -4, 5, 6]).buffer)),
  tensor(`${name}_scale`, 1, [], floats(0.5)),
  tensor(`${name}_zero_point`, type, [], Buffer.from([zero])),
];

describe('the int8 export', () => {
  it('finds a linear layer in an If branch by its node, undoes the quantisation and turns it round', () => {
    const branch = message(5, string(1, 'then_branch'), message(6, node(NODE, 'x', 'onnx::MatMul_7_merged_0_quantized')));
    const bytes = model(message(1, string(4, 'If'), branch), ...weight('onnx::MatMul_7_merged_0', 3, 1));
    const found = readParameters(readOnnx(bytes), 'decoder').get('decoder.layers.0.self_attn.q_proj.weight');
    expect(found?.shape).toEqual([3, 2]);
    expect(found?.step).toBe(0.5);
    expect([...(found?.rows(0, 3) ?? [])]).toEqual([0, -2.5, 0.5, 2, 1, 2.5]);
    expect([...(found?.rows(1, 2) ?? [])]).toEqual([0.5, 2, 1, 2.5]);
  });

  it('reads unsigned weights, and floats by their own name', () => {
    const bytes = model(
      ...weight('conv1.weight', 2, 2),
      tensor('model.decoder.layer_norm.bias_merged_0', 1, [5], floats(1, 2, 3, 4, 5)),
    );
    const found = readParameters(readOnnx(bytes), 'decoder');
    expect([...(found.get('decoder.conv1.weight')?.rows(0, 2) ?? [])]).toEqual([-0.5, 0, 0.5, 125, 1.5, 2]);
    expect([...(found.get('decoder.layer_norm.bias')?.rows(2, 2) ?? [])]).toEqual([3, 4]);
  });

  it.each([
    ['a weight that nothing explains', model(tensor('mystery', 1, [5], floats(1, 2, 3, 4, 5)))],
    ['branches that disagree', model(...weight('onnx::MatMul_1', 3, 0), ...weight('onnx::MatMul_2', 3, 0), node(NODE, 'x', 'onnx::MatMul_1_quantized'), node(NODE, 'x', 'onnx::MatMul_2_quantized'))],
    ['a weight shorter than its dimensions', model(tensor('conv1.bias', 1, [6], floats(1, 2, 3, 4, 5)))],
    ['a weight without its scale', model(...weight('conv1.weight', 2, 2).slice(0, 1))],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readParameters(readOnnx(bytes), 'decoder')).toThrow();
  });

  it('refuses two constants of one name, and a file without a graph', () => {
    expect(() => readOnnx(model(tensor('a', 1, [1], floats(1)), tensor('a', 1, [1], floats(2))))).toThrow('two constants');
    expect(() => readOnnx(bytesInMemory(number(1, 8)))).toThrow('no graph');
  });
});
