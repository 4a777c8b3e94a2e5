import { seeded } from './random';

/**
 * Small models in Marian's own binary format, of the shape that Mozilla's packs have (an 8-bit transformer whose decoder
 * is an SSRU, shared embeddings, a lexical shortlist, SentencePiece words). None of the real packs can be fetched where
 * the tests run; these take the real engine the real way.
 */
export interface MarianFiles {
  readonly model: Buffer;
  readonly shortlist: Buffer;
  readonly vocab: Buffer;
}

interface Shape { readonly dim: number; readonly ffn: number; readonly heads: number; readonly encoder: number; readonly decoder: number; readonly pieces: number }
/** A matrix by name, `k` × `n`; a vector has k = 1. */
type Weights = (name: string, k: number, n: number) => ((row: number, column: number) => number);

const [FLOAT32, INTGEMM8, INT8] = [0x0404, 0x4101, 0x0101];
interface Item { readonly name: string; readonly type: number; readonly shape: readonly number[]; readonly data: Buffer }

/**
 * A model that renders the words of a dictionary, either way, and copies all others letter by letter: each step of its
 * decoder looks at the word of the same place, so what it answers, and which word rendered which, is known.
 */
export function dictionaryModel(pairs: readonly (readonly [string, string])[]): MarianFiles {
  const words = pairs.flatMap(([a, b]) => [a, b, capital(a), capital(b)]).map((word) => `▁${word}`);
  const letters = ['▁', ...[...LETTERS].flatMap((letter) => [letter, `▁${letter}`])].filter((piece) => !words.includes(piece));
  const spare = (8 - ((2 + words.length + letters.length) % 8)) % 8;
  const pieces = ['</s>', '<unk>', ...words, ...letters, ...Array.from({ length: spare }, (_, i) => `spare${i}`)];
  const code = codes(pieces.length, words.length);
  const shape: Shape = { dim: DIM, ffn: 64, heads: 1, encoder: 1, decoder: 1, pieces: pieces.length };
  const model = marianModel(shape, (name) => {
    if (name === 'Wemb') return (row, column) => (code[row]?.[column] ?? 0) / Math.sqrt(DIM);
    if (/context_W[qk]$/.test(name)) return (row, column) => (isPlace(column) ? SHARP * ((row === column ? 1 : 0) - (QUIET.includes(row) ? 1 / QUIET.length : 0)) : 0);
    // Words and their renderings have codes that mirror each other; those of letters are the same both ways.
    if (/context_Wv$/.test(name)) return (row, column) => (SAYS.includes(column) && SAYS[SAYS.length - 1 - SAYS.indexOf(column)] === row ? 4 : 0);
    if (/context_Wo$/.test(name)) return (row, column) => (row === column && SAYS.includes(column) ? 4 : 0);
    return () => 0;
  });
  return { model, shortlist: shortlistOf(pieces.length, (piece) => (piece > 1 && piece < 2 + words.length ? [2 + ((piece - 2) ^ 1)] : [piece])), vocab: sentencePieces(pieces, words.length) };
}

/** Weights by chance, of any size: what it says is nothing, what it costs is what a pack of that size costs. */
export function randomModel(shape: Omit<Shape, 'pieces'> & { pieces: number }, seed = 1): MarianFiles {
  const random = seeded(seed).next;
  const model = marianModel(shape, (_, k) => () => ((random() - 0.5) * 3.4) / Math.sqrt(k));
  const letters = ['▁', ...[...LETTERS].flatMap((letter) => [letter, `▁${letter}`])];
  const pieces = ['</s>', '<unk>', ...letters, ...Array.from({ length: shape.pieces - letters.length - 2 }, (_, i) => `▁w${i.toString(36)}`)];
  return { model, shortlist: shortlistOf(shape.pieces, (piece) => Array.from({ length: 40 }, (_, i) => (piece * 7 + i * 131) % shape.pieces)), vocab: sentencePieces(pieces, 0) };
}

/** The shape of Mozilla's `tiny` packs: 17 MB. */
export const TINY_SHAPE: Shape = { dim: 256, ffn: 1536, heads: 8, encoder: 6, decoder: 2, pieces: 32_000 };

const LETTERS = 'abcdefghijklmnopqrstuvwxyzčćšžđABCDEFGHIJKLMNOPQRSTUVWXYZČĆŠŽĐ0123456789.,!?-:;"\'()&<>';
const DIM = 128;
/** Marian adds sines of a word's place, the quicker first, in the first half, and their cosines in the second. */
const isPlace = (i: number): boolean => i % (DIM / 2) < 14;
/** Where nothing ever stands: what the layer norms subtract shows there. */
const QUIET = [56, 57, 58, 59, 60, 61, 62, 63];
/** Where a word's code stands. */
const SAYS = Array.from({ length: DIM }, (_, i) => i).filter((i) => i % (DIM / 2) >= 32 && !QUIET.includes(i) && i < 120);
/** How sharply a step looks at its own place. */
const SHARP = 9;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/**
 * Codes of ±1, as different as chance makes them: [word, rendering, Word, Rendering, …] mirror each other in twos, the rest
 * themselves. Each half has as many of one as of the other: no word is louder than another.
 */
function codes(count: number, words: number): number[][] {
  const { int } = seeded(11);
  const half = (): number[] => {
    const signs = Array.from({ length: SAYS.length / 2 }, (_, i): number => (i % 2 === 0 ? 1 : -1));
    for (let i = signs.length - 1; i > 0; i -= 1) { const k = int(i + 1); [signs[i], signs[k]] = [signs[k] ?? 0, signs[i] ?? 0]; }
    return signs;
  };
  let before: number[] = [];
  return Array.from({ length: count }, (_, i) => {
    const isWord = i >= 2 && i < 2 + words;
    const front = half();
    const says = isWord && i % 2 === 1 ? [...before].reverse() : [...front, ...(isWord ? half() : [...front].reverse())];
    before = says;
    const row = new Array<number>(DIM).fill(0);
    SAYS.forEach((dim, k) => { row[dim] = says[k] ?? 0; });
    return row;
  });
}

function marianModel({ dim, ffn, heads, encoder, decoder, pieces }: Shape, weights: Weights): Buffer {
  const items: Item[] = [];
  const vector = (name: string, n: number, value: number): void => { items.push(item(name, FLOAT32, [1, n], Buffer.from(new Float32Array(n).fill(value).buffer))); };
  const matrix = (name: string, k: number, n: number): void => {
    const of = weights(name, k, n);
    // Embeddings lie as they are, all others transposed.
    const values = new Float32Array(k * n);
    for (let i = 0; i < values.length; i += 1) values[i] = name === 'Wemb' ? of(Math.floor(i / n), i % n) : of(i % k, Math.floor(i / k));
    items.push(item(name, INTGEMM8, [k, n], quantised(values)));
    vector(`${name}_QuantMultA`, 1, 127 / 6);
  };
  const norm = (name: string): void => { vector(`${name}_ln_scale`, dim, 1); vector(`${name}_ln_bias`, dim, 0); };
  const attention = (name: string): void => {
    for (const part of 'qkvo') { matrix(`${name}_W${part}`, dim, dim); vector(`${name}_b${part}`, dim, 0); }
    norm(`${name}_Wo`);
  };
  const feedForward = (name: string): void => {
    matrix(`${name}_ffn_W1`, dim, ffn); vector(`${name}_ffn_b1`, ffn, 0);
    matrix(`${name}_ffn_W2`, ffn, dim); vector(`${name}_ffn_b2`, dim, 0);
    norm(`${name}_ffn_ffn`);
  };
  matrix('Wemb', pieces, dim);
  vector('none_QuantMultA', 1, 127 / 6);
  vector('decoder_ff_logit_out_b', pieces, 0);
  for (let i = 1; i <= encoder; i += 1) { attention(`encoder_l${i}_self`); feedForward(`encoder_l${i}`); }
  for (let i = 1; i <= decoder; i += 1) {
    const name = `decoder_l${i}`;
    matrix(`${name}_rnn_W`, dim, dim); matrix(`${name}_rnn_Wf`, dim, dim); vector(`${name}_rnn_bf`, dim, 0); norm(`${name}_rnn_ffn`);
    attention(`${name}_context`); feedForward(name);
  }
  const config = Buffer.from(`${configOf({ dim, ffn, heads, encoder, decoder, pieces })}\0`);
  items.push({ name: 'special:model.yml', type: INT8, shape: [config.length], data: config });
  return container(items);
}

function item(name: string, type: number, shape: readonly number[], data: Buffer): Item {
  return { name, type, shape, data: Buffer.concat([data, Buffer.alloc((256 - (data.length % 256)) % 256)]) };
}

/** 8-bit integers, and behind them by what the numbers were multiplied. */
function quantised(values: Float32Array): Buffer {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const by = 127 / (most || 1);
  const bytes = Buffer.alloc(values.length + 4);
  for (let i = 0; i < values.length; i += 1) bytes[i] = Math.round((values[i] ?? 0) * by) & 255;
  bytes.writeFloatLE(by, values.length);
  return bytes;
}

function container(items: readonly Item[]): Buffer {
  const head = Buffer.concat([
    longs(1, items.length), ...items.map(({ name, type, shape, data }) => longs(name.length + 1, type, shape.length, data.length)),
    ...items.map(({ name }) => Buffer.from(`${name}\0`)), ...items.map(({ shape }) => Buffer.from(Int32Array.from(shape).buffer)),
  ]);
  const gap = (Math.floor((head.length + 8) / 256) + 1) * 256 - head.length - 8;
  return Buffer.concat([head, longs(gap), Buffer.alloc(gap), ...items.map(({ data }) => data)]);
}

const longs = (...values: (number | bigint)[]): Buffer => Buffer.from(BigUint64Array.from(values, BigInt).buffer);

function configOf({ dim, ffn, heads, encoder, decoder, pieces }: Shape): string {
  return `type: transformer
dim-vocabs: [${pieces}, ${pieces}]
dim-emb: ${dim}
dim-rnn: 1024
enc-type: bidirectional
enc-cell: gru
enc-cell-depth: 1
enc-depth: ${encoder}
dec-cell: ssru
dec-cell-base-depth: 2
dec-cell-high-depth: 1
dec-depth: ${decoder}
input-types: []
layer-normalization: false
right-left: false
skip: false
tied-embeddings: false
tied-embeddings-all: true
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-aan-depth: 2
transformer-aan-nogate: false
transformer-decoder-autoreg: rnn
transformer-dim-aan: 2048
transformer-dim-ffn: ${ffn}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: ${heads}
transformer-no-projection: false
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-preprocess: ""
transformer-tied-layers: []
transformer-train-position-embeddings: false
ulr: false
ulr-dim-emb: 0
ulr-trainable-transformation: false
version: of the tests
`;
}

/** For each piece of the source, the pieces that may render it. */
function shortlistOf(pieces: number, of: (piece: number) => readonly number[]): Buffer {
  const lists = Array.from({ length: pieces }, (_, piece) => [...new Set(of(piece))].sort((a, b) => a - b));
  const offsets = [0];
  for (const list of lists) offsets.push((offsets.at(-1) ?? 0) + list.length);
  const words = lists.flat();
  return Buffer.concat([longs(0xf11a48d5013417f5n, 0, 50, 50, offsets.length, words.length), longs(...offsets), Buffer.from(Uint32Array.from(words).buffer)]);
}

/** A SentencePiece model: words before letters, the end of a sentence first, as Marian wants it. */
function sentencePieces(pieces: readonly string[], words: number): Buffer {
  const entries = pieces.map((piece, i) => bytes(1, Buffer.concat([bytes(1, Buffer.from(piece)), float(2, i < 2 ? 0 : i < 2 + words ? -2 : -6), number(3, i === 0 ? 3 : i === 1 ? 2 : 1)])));
  const trainer = Buffer.concat([number(3, 1), number(4, pieces.length), number(40, 1), number(41, NONE), number(42, 0), number(43, NONE), bytes(44, Buffer.from(' ?? '))]);
  const normaliser = Buffer.concat([bytes(1, Buffer.from('identity')), number(3, 1), number(4, 1), number(5, 1)]);
  return Buffer.concat([...entries, bytes(2, trainer), bytes(3, normaliser)]);
}

/** An id that no piece has. */
const NONE = 1_000_000;

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  return Buffer.from([...out, rest]);
}
const bytes = (field: number, content: Buffer): Buffer => Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);
const float = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8 + 5), Buffer.from(Float32Array.of(value).buffer)]);
