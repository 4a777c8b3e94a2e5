import { spawn } from 'node:child_process';
import { electronAsNode } from '../electron.mjs';
import { inRoot } from '../paths.mjs';
import { SetupError } from '../setup/say.mjs';

/** The command line on one vault: each call is a process of its own, as an editor's batch would do it. */
export function commandLine(vault, passphrase) {
  const call = (words) => {
    const { command, args, env } = electronAsNode([inRoot('dist', 'cli.js'), ...words, '--vault', vault, '--json'], { ...process.env, ZAPIS_PASSPHRASE: passphrase });
    return new Promise((resolve, reject) => {
      // Progress goes straight to the terminal; the answer is the last line of stdout.
      const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  };
  return {
    /** Runs a command that must work and gives its JSON. */
    async must(...words) {
      const { code, stdout, stderr } = await call(words);
      if (code !== 0) throw new SetupError(`zapis ${words[0]} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
      return JSON.parse(stdout.trim().split('\n').at(-1));
    },
    /** Runs a command that may fail and gives its JSON, or null. */
    async may(...words) {
      const { code, stdout } = await call(words);
      return code === 0 ? JSON.parse(stdout.trim().split('\n').at(-1)) : null;
    },
  };
}
