import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Bundles one TypeScript file so that Node can run it; packages stay outside, found in this clone's node_modules. */
export async function bundle(source, outdir = inRoot('test-output', 'scripts')) {
  const { build } = await import('esbuild');
  mkdirSync(outdir, { recursive: true });
  const outfile = join(outdir, basename(source).replace(/\.ts$/, '.js'));
  await build({ entryPoints: [inRoot(source)], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', packages: 'external', logLevel: 'warning' });
  return outfile;
}

/** Loads a TypeScript module of the core that needs nothing but Node. */
export async function load(source) {
  return createRequire(import.meta.url)(await bundle(source));
}
