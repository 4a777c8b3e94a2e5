import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExportEnv } from '../../electron/core/clips/export';

/**
 * The real ffmpeg behind a program that alters its arguments when it renders, as a broken build would pass them. Filter
 * graphs, which ffmpeg fetches, are fetched for it: `alter` finds them behind `-filter_complex`.
 *
 * @param alter stands alone: it is written into the program as text, as are the `helpers` that it calls.
 */
export function brokenEnv(env: ExportEnv, dir: string, name: string, alter: (args: string[]) => string[], helpers: Readonly<Record<string, { toString(): string }>> = {}): ExportEnv {
  const script = path.join(dir, `${name.replaceAll(' ', '-')}.cjs`);
  writeFileSync(script, `#!/usr/bin/env -S ELECTRON_RUN_AS_NODE=1 ${process.execPath}
const { spawnSync, execFileSync } = require('node:child_process');
${Object.entries(helpers).map(([helper, code]) => `const ${helper} = ${code.toString()};`).join('\n')}
const alter = ${alter.toString()};
const fetched = (url) => execFileSync(process.execPath, ['-e', ${JSON.stringify(FETCH)}, url], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const isGraph = (arg) => arg === '-/filter_complex' || arg === '-filter_complex_script';
const args = process.argv.slice(2).map((arg, i, all) => (isGraph(arg) ? '-filter_complex' : isGraph(all[i - 1]) ? fetched(arg) : arg));
const altered = args.includes('libx264') ? alter(args) : args;
if (args.includes('libx264') && altered.join() === args.join()) { console.error('nothing was altered'); process.exit(3); }
const r = spawnSync(${JSON.stringify(env.binaries.ffmpeg)}, altered, { stdio: [0, 1, 2, 3] });
process.exit(r.status ?? 1);
`, { mode: 0o755 });
  return { ...env, binaries: { ...env.binaries, ffmpeg: script } };
}

const FETCH = `const proxy = new URL(process.env.http_proxy);
require('node:http').get({ host: proxy.hostname, port: proxy.port, path: process.argv[1], headers: { 'Proxy-Authorization': 'Basic ' + Buffer.from(proxy.username + ':' + proxy.password).toString('base64') } }, (answer) => answer.pipe(process.stdout));`;
