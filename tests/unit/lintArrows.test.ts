import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../..');

interface Placed { readonly place: string; readonly source: string }

/** What the project's own lint says of sources, were they in these places; in a process of its own, since its configuration is an ES module. */
function lint(all: readonly Placed[]): string[][] {
  const script = `import { ESLint } from 'eslint';
    const eslint = new ESLint();
    const all = JSON.parse(process.env.SOURCES);
    const told = await Promise.all(all.map(({ place, source }) => eslint.lintText(source, { filePath: place })));
    process.stdout.write(JSON.stringify(told.map(([file]) => file.messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports').map(({ message }) => message))));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', SOURCES: JSON.stringify(all) } });
  return JSON.parse(stdout) as string[][];
}

const PLACES: readonly (readonly [place: string, from: string, refused: boolean])[] = [
  ['electron/app/handlers/modelHandlers.ts', '../../core/models/fromSource', true],
  ['electron/main.ts', './core/models/fromSource', true],
  ['electron/app/startApp.ts', '../core/models/sources/url', true],
  ['electron/core/workspace/runners.ts', '../models/fromSource', true],
  ['electron/core/models/install.ts', './fromSource', true],
  ['electron/workers/recogniser.ts', '../core/models/fromSource', true],
  ['electron/cli/commands/vault.ts', '../../core/models/fromSource', true],
  ['electron/cli/commands/models.ts', '../../core/models/fromSource', false],
];

test('lint refuses the part that may use the network everywhere but in "models add"', () => {
  const told = lint(PLACES.map(([place, from]) => ({ place, source: `import { addModelFromSource } from '${from}';\nvoid addModelFromSource('', {});\n` })));
  expect(PLACES.map(([place], i) => [place, (told[i] ?? []).map((message) => message.includes('models add'))])).toEqual(PLACES.map(([place, , refused]) => [place, refused ? [true] : []]));
});

test('nothing that fetches is in the app, by whatever way round, and it is in the command line', () => {
  const inputsOf = (entry: string): string[] => Object.keys(buildSync({
    entryPoints: [join(ROOT, entry)], absWorkingDir: ROOT, bundle: true, write: false, metafile: true, platform: 'node', packages: 'external', logLevel: 'error', outdir: 'unwritten',
  }).metafile.inputs);
  const fetching = (entry: string): string[] => inputsOf(entry).filter((file) => /models\/(fromSource|sources\/)/.test(file));
  for (const entry of ['electron/main.ts', 'electron/preload.ts', 'electron/workers/recogniser.ts', 'electron/workers/aligner.ts']) expect(fetching(entry)).toEqual([]);
  expect(fetching('electron/cli.ts')).toContain('electron/core/models/fromSource.ts');
});
