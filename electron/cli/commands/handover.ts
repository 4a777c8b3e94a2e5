import path from 'node:path';
import { createPassphrase, fingerprintWords, handoverLock } from '../../core/handover';
import { exportHandover, importHandover, listConflicts, ownRecipient, resolveConflict } from '../../core/operations/safekeeping';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { readSecret } from '../passphrase';
import { withWorkspace } from '../session';
import { steps } from './vaultKeys';
import type { Command } from '.';

export const handoverKey: Command = {
  words: ['handover', 'key'],
  usage: 'handover key                shows your public key, and eight words to compare by voice',
  async run(argv, output) {
    const { recipient } = await withWorkspace(readArguments(argv, {}), (workspace) => ownRecipient(workspace, {}));
    const words = fingerprintWords(recipient).join(' ');
    output.result({ recipient, words }, [recipient, words]);
  },
};

export const handoverExport: Command = {
  words: ['handover', 'export'],
  usage: 'handover export INTERVIEW… --out FILE [--to PUBLIC-KEY] [--with-footage] [--with-memory]    without --to a passphrase is made and shown once',
  async run(argv, output) {
    const args = readArguments(argv, { out: { type: 'string' }, to: { type: 'string' }, 'with-footage': { type: 'boolean' }, 'with-memory': { type: 'boolean' } });
    const out = args.text('out');
    if (args.positionals.length === 0 || out === undefined) throw new UsageError('Give the ids of the interviews and --out FILE.');
    const recipient = args.text('to');
    const passphrase = createPassphrase();
    const done = await withWorkspace(args, (workspace) => exportHandover(workspace, {
      file: path.resolve(out), interviewIds: args.positionals, withFootage: args.flag('with-footage'), withMemory: args.flag('with-memory'),
      to: recipient === undefined ? { passphrase } : { recipient }, ...steps(output, 'handover'),
    }));
    const secret = recipient === undefined ? { passphrase } : {};
    output.result({ ...done, file: path.resolve(out), ...secret }, [path.resolve(out), ...(recipient === undefined ? [`Passphrase, shown only now: ${passphrase}`] : [])]);
  },
};

export const handoverImport: Command = {
  words: ['handover', 'import'],
  usage: 'handover import FILE        a passphrase in ZAPIS_HANDOVER_PASSPHRASE, or asked for',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const file = path.resolve(onlyPositional(args, 'file'));
    const lock = await handoverLock(file);
    const passphrase = lock === 'passphrase' ? await readSecret('ZAPIS_HANDOVER_PASSPHRASE', 'Passphrase of the handover: ') : null;
    const taken = await withWorkspace(args, async (workspace) => {
      const key = passphrase === null ? { identity: (await ownRecipient(workspace, {})).identity } : { passphrase };
      return importHandover(workspace, { file, key, ...steps(output, 'handover') });
    });
    output.result(taken, [`Taken in from ${taken.from}: ${taken.segments.added + taken.segments.changed} segments, ${taken.passages.added + taken.passages.changed} passages, ${taken.translations.added + taken.translations.changed} translated segments, ${taken.segments.conflicts + taken.passages.conflicts + taken.translations.conflicts} conflicts${taken.memoryUnits > 0 ? `, ${taken.memoryUnits} pairs of other tools` : ''}.`]);
  },
};

export const handoverConflicts: Command = {
  words: ['handover', 'conflicts'],
  usage: 'handover conflicts          what both sides changed, side by side',
  async run(argv, output) {
    const conflicts = await withWorkspace(readArguments(argv, {}), async (workspace) => listConflicts(workspace, {}));
    output.result(conflicts, conflicts.map((c) => `${c.id}  ${c.kind} ${c.field}`));
  },
};

export const handoverResolve: Command = {
  words: ['handover', 'resolve'],
  usage: 'handover resolve CONFLICT --choose ours|theirs',
  async run(argv, output) {
    const args = readArguments(argv, { choose: { type: 'string' } });
    const id = onlyPositional(args, 'conflict id');
    if (args.text('choose') === undefined) throw new UsageError('Give --choose ours or --choose theirs.');
    const choice = args.choice('choose', ['ours', 'theirs'] as const, 'ours');
    await withWorkspace(args, async (workspace) => resolveConflict(workspace, { id, choice }));
    output.result({ ok: true }, ['Decided.']);
  },
};
