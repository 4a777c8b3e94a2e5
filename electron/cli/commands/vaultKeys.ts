import path from 'node:path';
import { restoreBackup, verifyBackup } from '../../core/backup';
import { changeOwnPassphrase, renewRecoveryKey } from '../../core/operations/people';
import { backUp } from '../../core/operations/safekeeping';
import { recoverVault } from '../../core/people/access';
import { ZapisError } from '../../../shared/errors';
import { onlyPositional, readArguments } from '../arguments';
import type { Output } from '../output';
import { readSecret } from '../passphrase';
import { failureSentence } from '../sentence';
import { vaultDir, withWorkspace } from '../session';
import type { Command } from '.';

export const vaultPassphrase: Command = {
  words: ['vault', 'passphrase'],
  usage: 'vault passphrase            the old one in ZAPIS_PASSPHRASE, the new one in ZAPIS_NEW_PASSPHRASE, or asked for',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const old = await readSecret('ZAPIS_PASSPHRASE', 'Passphrase: ');
    const fresh = await readSecret('ZAPIS_NEW_PASSPHRASE', 'New passphrase: ');
    process.env['ZAPIS_PASSPHRASE'] = old;
    await withWorkspace(args, (workspace) => changeOwnPassphrase(workspace, { old, fresh }));
    output.result({ ok: true }, ['The passphrase was changed.']);
  },
};

export const vaultRecoveryKey: Command = {
  words: ['vault', 'recovery-key'],
  usage: 'vault recovery-key          makes a new recovery key and shows it once; the one before stops working',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const { words } = await withWorkspace(args, (workspace) => renewRecoveryKey(workspace, {}));
    output.result({ words }, [words, '', 'Write these words down and keep them far from this computer. They are shown only now.']);
  },
};

export const vaultRecover: Command = {
  words: ['vault', 'recover'],
  usage: 'vault recover               the words in ZAPIS_RECOVERY_KEY, the new passphrase in ZAPIS_NEW_PASSPHRASE, or asked for',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const words = await readSecret('ZAPIS_RECOVERY_KEY', 'Words of the recovery key: ');
    const fresh = await readSecret('ZAPIS_NEW_PASSPHRASE', 'New passphrase: ');
    const person = await recoverVault(vaultDir(args), words, fresh, args.text('as') ?? null);
    output.result({ ok: true, person: person.name }, [`${person.name} has a new passphrase.`]);
  },
};

export const vaultBackup: Command = {
  words: ['vault', 'backup'],
  usage: 'vault backup DIR [--verify] copies the vault, only new footage; --verify checks a backup without the vault',
  async run(argv, output) {
    const args = readArguments(argv, { verify: { type: 'boolean' } });
    const dir = path.resolve(onlyPositional(args, 'folder for the backup'));
    if (args.flag('verify')) {
      const report = await verifyBackup(dir);
      output.result(report, [report.ok ? 'The backup is whole.' : 'The backup is damaged:', ...report.problems.map((p) => `- ${failureSentence(p)}`)]);
      if (!report.ok) throw new ZapisError('backup-damaged');
      return;
    }
    const done = await withWorkspace(args, (workspace) => backUp(workspace, { dir, ...steps(output, 'backup') }));
    output.result(done, ['The backup is complete.']);
  },
};

export const vaultRestore: Command = {
  words: ['vault', 'restore'],
  usage: 'vault restore DIR           puts the backup in DIR back into the empty folder --vault',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const dir = path.resolve(onlyPositional(args, 'folder of the backup'));
    const progress = steps(output, 'restore');
    const done = await restoreBackup(dir, vaultDir(args), { onProgress: ({ bytes, totalBytes }) => { progress.onProgress(totalBytes === 0 ? 0 : bytes / totalBytes); } });
    output.result(done, ['The vault is restored; unlock it with the passphrase it had.']);
  },
};

/** Progress on stderr, a line each ten per cent. */
export function steps(output: Output, what: string): { onProgress: (fraction: number) => void } {
  let last = -1;
  return {
    onProgress: (fraction) => {
      const tenth = Math.floor(fraction * 10);
      if (tenth > last) output.note(`${what} ${tenth * 10} %`);
      last = Math.max(last, tenth);
    },
  };
}
