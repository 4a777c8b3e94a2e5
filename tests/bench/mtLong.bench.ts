import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addModelsFrom } from '../../electron/core/models/add';
import { startTranslation } from '../../electron/core/operations/translation';
import { insertSegment } from '../../electron/core/transcript/segments';
import { transaction } from '../../electron/core/vault/database';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { splitWords } from '../../shared/text';
import { dictionaryModel, randomModel, TINY_SHAPE } from '../support/marianModel';
import { makeStick } from '../support/packs';
import { HOST } from '../support/people';
import { insertFootageRow, tempVault } from '../support/vault';
import { testWorkers } from '../support/worker';
import { treeMb } from './support/treeMemory';

/**
 * `npm run bench -- mtLong [--words 30000] [--full]`: an interview of that many words as one job through the real engine, by a
 * generated pack: a small one that knows some words, or with `--full` one by chance of the size of Mozilla's tiny packs, whose
 * text is nonsense and whose cost is real. Memory of all processes is printed at each tenth: it must stay flat.
 */
async function main(): Promise<void> {
  const given = process.argv.indexOf('--words');
  const words = given < 0 ? 30_000 : Number(process.argv[given + 1]);
  const root = mkdtempSync(path.join(tmpdir(), 'zapis-mt-'));
  process.env['ZAPIS_MODELS'] = path.join(root, 'models');
  const files = process.argv.includes('--full') ? randomModel(TINY_SHAPE) : dictionaryModel([['vojnik', 'soldier'], ['je', 'was'], ['na', 'on'], ['mostu', 'bridge']]);
  const { stick, catalogue } = makeStick(root, [{ pair: ['hr', 'en'], files }]);
  process.env['ZAPIS_PACKS'] = catalogue;
  await addModelsFrom(stick);
  const temp = await tempVault();
  try {
    insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
    temp.vault.db.prepare('UPDATE footage SET duration_us = 100000000000').run();
    const text = 'Vojnik je na mostu kod stare kuće i gleda vodu koja teče.';
    const length = splitWords(text).length;
    transaction(temp.vault.db, () => {
      for (let i = 0; i * length < words; i += 1) {
        const said = splitWords(text.replace('stare', `stare ${i}.`).replace('.', '')).map((word, w) => ({ text: word, startUs: i * 5_000_000 + w * 300_000, endUs: i * 5_000_000 + w * 300_000 + 100_000, trust: 'aligned' as const }));
        insertSegment(temp.vault.db, { id: `s${String(i).padStart(5, '0')}`, footageId: 'f', startUs: i * 5_000_000, endUs: i * 5_000_000 + 4_500_000, text: said.map(({ text: word }) => word).join(' '), language: 'hr', origin: 'machine', words: said });
      }
    });
    const workspace = await openWorkspace(temp.vault, { ...HOST, startWorker: testWorkers() }, new Changes());
    const { id } = startTranslation(workspace, { footageId: 'f', to: 'en', engine: 'bergamot', scope: 'due' });
    let tenth = 0;
    const began = performance.now();
    workspace.jobs.onChange((job) => {
      if (job.id !== id || job.progress * 10 < tenth) return;
      tenth = Math.floor(job.progress * 10) + 1;
      console.log(`${String(Math.round(job.progress * 100)).padStart(4)} %  ${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  worker ${treeMb().toFixed(0).padStart(5)} MB  main ${(process.memoryUsage().rss / 1e6).toFixed(0).padStart(5)} MB`);
    });
    const job = await workspace.jobs.wait(id);
    const result = workspace.jobs.result(id) as { sentences: number; elapsedMs: number };
    console.log(job.state, JSON.stringify(result), `${(result.sentences / (result.elapsedMs / 1000)).toFixed(1)} sentences/s`);
    await workspace.close();
  } finally {
    temp.dispose();
    rmSync(root, { recursive: true, force: true });
  }
}

void main();
