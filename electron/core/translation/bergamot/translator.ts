import { readFile } from 'node:fs/promises';
import { splitWords } from '../../../../shared/text';
import { markWords, readMarked } from './markup';
import type { BergamotQuestion, BergamotReply, PackFiles } from './protocol';
import { loadBergamot, type BergamotRuntime, type TranslationModel } from './runtime';

export interface Translator {
  /** @throws Error when a pack cannot be read, or the engine stops; it is begun anew with the next question. */
  translate(question: BergamotQuestion): Promise<NonNullable<BergamotReply['sentences']>>;
}

/** More packs than a way by English needs are not kept: each costs its size over again. */
const MOST_LOADED = 2;

/** What the worker does: keeps the engine and the packs of the last questions loaded. */
export function createTranslator(): Translator {
  let runtime: BergamotRuntime | null = null;
  const loaded = new Map<string, TranslationModel>();

  const modelOf = async (engine: BergamotRuntime, pack: PackFiles): Promise<TranslationModel> => {
    const known = loaded.get(pack.model);
    if (known) return known;
    const [model, shortlist, ...vocabs] = await Promise.all([pack.model, pack.shortlist, ...pack.vocabs].map(async (file) => new Uint8Array(await readFile(file))));
    if (!model || !shortlist) throw new Error('a pack without its files');
    const made = engine.load({ model, shortlist, vocabs }, pack.precision);
    loaded.set(pack.model, made);
    return made;
  };
  return {
    async translate({ packs, sentences }) {
      try {
        runtime ??= await loadBergamot();
        const engine = runtime;
        for (const [key, model] of loaded) if (loaded.size + packs.length > MOST_LOADED && !packs.some((pack) => pack.model === key)) { model.delete(); loaded.delete(key); }
        const [first, second] = [packs[0] && await modelOf(engine, packs[0]), packs[1] && await modelOf(engine, packs[1])];
        if (!first) throw new Error('no pack');
        const models = second ? [first, second] as const : [first] as const;
        const marked = engine.translate(models, sentences.map(markWords), true).map((html, i) => readMarked(html, sentences[i]?.length ?? 0));
        const plain = sentences.filter((_, i) => marked[i] === null);
        // What came back in another form is translated once more without marks: whole, and linked to nothing.
        const again = plain.length === 0 ? [] : engine.translate(models, plain.map((words) => words.join(' ')), false);
        return marked.map((one) => one ?? { words: splitWords(again.shift() ?? ''), links: null });
      } catch (error) {
        // After it has stopped in the middle nothing of its memory can be relied on.
        runtime = null;
        loaded.clear();
        throw error;
      }
    },
  };
}
