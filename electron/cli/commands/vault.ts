import { listFootage } from '../../core/footage/footage';
import { checkVault } from '../../core/operations/vault';
import { createVault } from '../../core/vault/vault';
import { ZapisError, type Failure } from '../../../shared/errors';
import { readArguments } from '../arguments';
import { readPassphrase } from '../passphrase';
import { failureSentence } from '../sentence';
import { vaultDir, withWorkspace } from '../session';
import { steps } from './vaultKeys';
import type { Command } from '.';

export const vaultCreate: Command = {
  words: ['vault', 'create'],
  usage: 'vault create --vault DIR',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const dir = vaultDir(args);
    const vault = await createVault(dir, await readPassphrase('New passphrase: '));
    const { id } = vault;
    vault.close();
    output.result({ ok: true, id }, [`Vault made (${id}). Without the passphrase only a recovery key opens it: make one with "vault recovery-key".`]);
  },
};

export const vaultCheck: Command = {
  words: ['vault', 'check'],
  usage: 'vault check [--deep]',
  async run(argv, output) {
    const args = readArguments(argv, { deep: { type: 'boolean' } });
    await withWorkspace(args, async (workspace) => {
      const deep = args.flag('deep');
      const stop = new AbortController();
      process.once('SIGINT', () => { stop.abort(); });
      const { onProgress } = steps(output, 'check');
      const report = await checkVault(workspace, { deep, signal: stop.signal, ...(deep ? { onProgress: ({ fraction }) => { onProgress(fraction); } } : {}) });
      const footage = listFootage(workspace.vault.db).length;
      output.result({ ...report, footage }, [
        report.ok ? `The vault is whole: ${footage} footage.` : `The vault has ${report.problems.length} problem(s):`,
        ...report.problems.map((problem) => `- ${about(problem)}${failureSentence(problem)}`),
      ]);
      if (!report.ok) throw new ZapisError('vault-check-failed', { count: report.problems.length });
    });
  },
};

/** The footage that a problem is about, since its sentence does not name it. */
function about({ params: { id } }: Failure): string {
  return typeof id === 'string' ? `${id}: ` : '';
}
