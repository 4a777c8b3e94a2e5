import { GGML_F16, GGML_F32, ggmlHead, ggmlTensorHead, readGgml, type GgmlHeader } from '../../../electron/core/models/repack/ggml';
import { huggingFaceName, tensorOrder } from '../../../electron/core/models/repack/names';
import { bytesInMemory } from '../../../electron/core/models/repack/randomBytes';

const header: GgmlHeader = {
  vocabulary: 2, audioContext: 3, audioState: 4, audioHeads: 5, audioLayers: 6, textContext: 7, textState: 8, textHeads: 9, textLayers: 10, melBands: 11, fileType: 1,
};
const ints = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
const shared = Buffer.concat([ints(2, 3), Buffer.alloc(24), ints(2, 1), Buffer.from('a'), ints(2), Buffer.from('čš'.slice(0, 1))]);
const file = Buffer.concat([
  ggmlHead(header), shared,
  ggmlTensorHead({ name: 'one', dims: [2, 3], type: GGML_F16 }), Buffer.alloc(12),
  ggmlTensorHead({ name: 'two', dims: [5], type: GGML_F32 }), Buffer.alloc(20),
]);

describe('whisper.cpp files', () => {
  it('are indexed as they were written', () => {
    const model = readGgml(bytesInMemory(file));
    expect(model.header).toEqual(header);
    expect(model.shared).toEqual({ at: 48, bytes: shared.length });
    expect(model.tensors.map(({ name, dims, type, bytes }) => ({ name, dims, type, bytes }))).toEqual([
      { name: 'one', dims: [2, 3], type: GGML_F16, bytes: 12 },
      { name: 'two', dims: [5], type: GGML_F32, bytes: 20 },
    ]);
  });

  it('cut short anywhere inside are noticed', () => {
    const whole = readGgml(bytesInMemory(file));
    const ends = new Set([48 + shared.length, (whole.tensors[0]?.at ?? 0) + 12, file.length]);
    for (let length = 0; length < file.length; length++) {
      if (!ends.has(length)) expect(() => readGgml(bytesInMemory(file.subarray(0, length)))).toThrow(RangeError);
    }
  });

  it('with counts that would send a reader in circles are refused', () => {
    for (const at of [48, 52, 48 + 8 + 24, 48 + 8 + 24 + 4]) {
      for (const value of [-1, -2_147_483_648, 2_147_483_647]) {
        const broken = Buffer.from(file);
        broken.writeInt32LE(value, at);
        expect(() => readGgml(bytesInMemory(broken))).toThrow();
      }
    }
  });
});

describe('names', () => {
  it.each([
    ['encoder.blocks.3.attn.query.weight', 'encoder.layers.3.self_attn.q_proj.weight'],
    ['decoder.blocks.0.cross_attn_ln.bias', 'decoder.layers.0.encoder_attn_layer_norm.bias'],
    ['decoder.blocks.11.cross_attn.out.bias', 'decoder.layers.11.encoder_attn.out_proj.bias'],
    ['decoder.blocks.1.mlp.0.weight', 'decoder.layers.1.fc1.weight'],
    ['encoder.ln_post.weight', 'encoder.layer_norm.weight'],
    ['decoder.ln.bias', 'decoder.layer_norm.bias'],
    ['decoder.token_embedding.weight', 'decoder.embed_tokens.weight'],
    ['encoder.positional_embedding', 'encoder.embed_positions.weight'],
    ['encoder.conv1.weight', 'encoder.conv1.weight'],
  ])('%s is %s', (ggml, huggingFace) => {
    expect(huggingFaceName(ggml)).toBe(huggingFace);
  });

  it('repeat the template\'s first block for every layer, in its place', () => {
    const template = ['top', 'decoder.blocks.0.a', 'decoder.blocks.0.b', 'decoder.blocks.1.a', 'decoder.blocks.1.b', 'between', 'encoder.blocks.0.a'];
    expect(tensorOrder(template, { encoder: 2, decoder: 3 }).map((place) => place.name)).toEqual([
      'top', 'decoder.blocks.0.a', 'decoder.blocks.0.b', 'decoder.blocks.1.a', 'decoder.blocks.1.b', 'decoder.blocks.2.a', 'decoder.blocks.2.b',
      'between', 'encoder.blocks.0.a', 'encoder.blocks.1.a',
    ]);
  });
});
