import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageCode, type LanguageCode } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { listEngines, openEngine } from '../../electron/core/translation/engines';
import { testWorkers } from '../support/worker';
import { bleu, chrf2 } from './support/mtScores';
import { treeMb } from './support/treeMemory';

/**
 * `npm run bench -- mt --corpus DIR`: translates LANG.src.txt with every engine that takes text, compares it line by line with LANG.en.txt, and scores
 * beside it every other LANG.NAME.txt, as what others have published.
 */
const startWorker = testWorkers();

async function main(): Promise<void> {
  const at = process.argv.indexOf('--corpus');
  const dir = at < 0 ? join(__dirname, '../../../shared/data/flores') : process.argv[at + 1] ?? '';
  if (!existsSync(dir)) {
    console.log(`No corpus at ${dir}: give --corpus DIR with LANG.src.txt and LANG.en.txt.`);
    return;
  }
  const lines = (name: string): string[] => readFileSync(join(dir, name), 'utf8').replace(/\n$/, '').split('\n');
  console.log(`${'language'.padEnd(9)} ${'engine'.padEnd(24)} ${'chrF2'.padStart(6)} ${'BLEU'.padStart(6)} ${'sentences/s'.padStart(12)} ${'peak MB'.padStart(8)}`);
  for (const language of readdirSync(dir).flatMap((name) => languageCode.safeParse(/^(\w+)\.src\.txt$/.exec(name)?.[1]).data ?? [])) {
    const [source, reference] = [lines(`${language}.src.txt`), lines(`${language}.en.txt`)];
    for (const { id } of listEngines().filter((engine) => engine.id !== 'speech' && engine.from.includes(language))) {
      const { output, model, perSecond, peakMb } = await run(id, language, source);
      row(language, `${id} ${model}`, output, reference, perSecond.toFixed(1), peakMb.toFixed(0));
    }
    for (const name of readdirSync(dir)) {
      const other = new RegExp(`^${language}\\.(?!src|en)([\\w-]+)\\.txt$`).exec(name)?.[1];
      if (other !== undefined) row(language, `published: ${other}`, lines(name), reference, '', '');
    }
  }
}

function row(language: string, engine: string, output: readonly string[], reference: readonly string[], perSecond: string, peak: string): void {
  console.log(`${language.padEnd(9)} ${engine.padEnd(24)} ${chrf2(output, [reference]).toFixed(1).padStart(6)} ${bleu(output, [reference]).toFixed(1).padStart(6)} ${perSecond.padStart(12)} ${peak.padStart(8)}`);
}

async function run(id: Parameters<typeof openEngine>[0], language: LanguageCode, source: readonly string[]): Promise<{ output: string[]; model: string; perSecond: number; peakMb: number }> {
  const engine = openEngine(id, { startWorker, languages: [language], to: 'en' });
  let peak = 0;
  const timer = setInterval(() => { peak = Math.max(peak, treeMb()); }, 20);
  const began = performance.now();
  try {
    const output: string[] = [];
    for (let i = 0; i < source.length; i += 24) {
      const sentences = source.slice(i, i + 24).map((text) => ({ language, words: splitWords(text) }));
      output.push(...(await engine.translate(sentences, 'en', new AbortController().signal)).map(({ words }) => words.join(' ')));
    }
    return { output, model: engine.model, perSecond: source.length / ((performance.now() - began) / 1000), peakMb: peak };
  } finally {
    clearInterval(timer);
    engine.dispose();
  }
}

void main();
