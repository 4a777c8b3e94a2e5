import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const PACKAGE = '@browsermt/bergamot-translator/worker/bergamot-translator-worker';

/** What of the engine's own classes is used; all of it lies in WebAssembly memory until it is deleted. */
interface Deletable { delete(): void }
interface List<T> extends Deletable { push_back(value: T): void; get(i: number): T; size(): number }
interface AlignedMemory extends Deletable { getByteArrayView(): Int8Array }
interface Response extends Deletable { getTranslatedText(): string }
export type TranslationModel = Deletable;
interface Options { readonly alignment: boolean; readonly html: boolean; readonly qualityScores: boolean }
interface Service extends Deletable {
  translate(model: TranslationModel, texts: List<string>, options: List<Options>): List<Response>;
  translateViaPivoting(first: TranslationModel, second: TranslationModel, texts: List<string>, options: List<Options>): List<Response>;
}
interface Module {
  readonly HEAP8: Int8Array;
  readonly AlignedMemory: new (bytes: number, alignment: number) => AlignedMemory;
  readonly AlignedMemoryList: new () => List<AlignedMemory>;
  readonly TranslationModel: new (config: string, model: AlignedMemory, shortlist: AlignedMemory, vocabs: List<AlignedMemory>, quality: null) => TranslationModel;
  readonly BlockingService: new (config: { readonly cacheSize: number }) => Service;
  readonly VectorString: new () => List<string>;
  readonly VectorResponseOptions: new () => List<Options>;
}

/** The files of a pack, as bytes; two vocabularies where source and target have one each. */
export interface PackBytes { readonly model: Uint8Array; readonly shortlist: Uint8Array; readonly vocabs: readonly Uint8Array[] }

export interface BergamotRuntime {
  load(pack: PackBytes, precision: Precision): TranslationModel;
  /** Texts of one sentence each, through one model or through two, in their order. `html`: mark-up goes along by the engine's alignment. */
  translate(models: readonly [TranslationModel] | readonly [TranslationModel, TranslationModel], texts: readonly string[], html: boolean): string[];
  /** Size of the engine's memory, which grows and never shrinks, bytes. */
  memoryBytes(): number;
}

/** How a pack's numbers are multiplied: with the factors that it brings for its activations, or without. */
export type Precision = 'int8shiftAlphaAll' | 'int8shiftAll';

/** Multiplication that Firefox brings natively; elsewhere it is in the engine under these names. */
const GEMM = {
  int8_prepare_a: 'int8PrepareAFallback', int8_prepare_b: 'int8PrepareBFallback', int8_prepare_b_from_transposed: 'int8PrepareBFromTransposedFallback',
  int8_prepare_b_from_quantized_transposed: 'int8PrepareBFromQuantizedTransposedFallback', int8_prepare_bias: 'int8PrepareBiasFallback',
  int8_multiply_and_add_bias: 'int8MultiplyAndAddBiasFallback', int8_select_columns_of_b: 'int8SelectColumnsOfBFallback',
};

/**
 * Loads Bergamot (Marian in WebAssembly) from its package on the disk, on one thread. Its own loader would fetch and
 * evaluate; this one hands it the bytes. Nothing that it prints goes anywhere.
 *
 * @throws Error when the package cannot be read or instantiated.
 */
export async function loadBergamot(): Promise<BergamotRuntime> {
  const find = createRequire(__filename);
  const [glue, binary] = await Promise.all([readFile(find.resolve(`${PACKAGE}.js`), 'utf8'), readFile(find.resolve(`${PACKAGE}.wasm`))]);
  const module = await instantiate(glue, new Uint8Array(binary));
  const service = new module.BlockingService({ cacheSize: 0 });
  const memory = (bytes: Uint8Array, alignment: number): AlignedMemory => {
    const aligned = new module.AlignedMemory(bytes.length, alignment);
    aligned.getByteArrayView().set(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
    return aligned;
  };
  return {
    load({ model, shortlist, vocabs }, precision) {
      const list = new module.AlignedMemoryList();
      const parts = [memory(model, 256), memory(shortlist, 64), ...vocabs.map((vocab) => memory(vocab, 64))];
      const [first, second, ...rest] = parts as [AlignedMemory, AlignedMemory, ...AlignedMemory[]];
      try {
        for (const vocab of rest) list.push_back(vocab);
        return new module.TranslationModel(configOf(precision), first, second, list, null);
      } finally {
        // The model has taken what was in them; what is left are the empty shells.
        for (const one of [list, ...parts]) one.delete();
      }
    },
    translate([first, second], texts, html) {
      const [input, options] = [new module.VectorString(), new module.VectorResponseOptions()];
      let answers: List<Response> | null = null;
      try {
        for (const text of texts) {
          input.push_back(text);
          options.push_back({ alignment: html, html, qualityScores: false });
        }
        const got = second ? service.translateViaPivoting(first, second, input, options) : service.translate(first, input, options);
        answers = got;
        return texts.map((_, i) => {
          const answer = got.get(i);
          const text = answer.getTranslatedText();
          answer.delete();
          return text;
        });
      } finally {
        for (const one of [input, options, answers]) one?.delete();
      }
    },
    memoryBytes: () => module.HEAP8.length,
  };
}

/** Of the translation, as Mozilla runs its packs. A sentence is what it is given as; longer than 128 pieces it is broken. */
function configOf(precision: Precision): string {
  return `beam-size: 1
normalize: 1.0
word-penalty: 0
cpu-threads: 0
gemm-precision: ${precision}
skip-cost: true
alignment: soft
quiet: true
quiet-translation: true
ssplit-mode: sentence
max-length-break: 128
mini-batch-words: 1024
workspace: 128
max-length-factor: 2.0
`;
}

type Imports = Record<string, WebAssembly.ModuleImports>;

function instantiate(glue: string, binary: Uint8Array<ArrayBuffer>): Promise<Module> {
  return new Promise((resolve, reject) => {
    const module = {
      print: () => undefined,
      printErr: () => undefined,
      onAbort: () => { reject(new Error('the engine stopped')); },
      instantiateWasm(info: Imports, accept: (instance: WebAssembly.Instance) => void): object {
        let own: WebAssembly.Exports | undefined;
        const gemm = Object.fromEntries(Object.entries(GEMM).map(([name, inside]) => [name, (...args: unknown[]) => (own?.[inside] as (...a: unknown[]) => unknown)(...args)]));
        WebAssembly.instantiate(binary, { ...info, wasm_gemm: gemm }).then(({ instance }) => {
          own = instance.exports;
          accept(instance);
        }, reject);
        return {};
      },
      onRuntimeInitialized(): void { resolve(module as unknown as Module); },
    };
    // Emscripten's glue is a plain script that wants `Module` around it. It comes from the package that the lockfile pins.
    new Function('Module', glue)(module);
  });
}
