import { REASONS, type ReasonView } from '../../../shared/domain';
import { listReasons, removeReason, retireReason, saveReason } from '../../core/operations/reasons';
import { onlyPositional, positionals, readArguments, UsageError } from '../arguments';
import { withWorkspace } from '../session';
import type { Command } from '.';

const line = ({ code, label, retired, uses }: ReasonView): string => `${code}  ${label ?? '–'}${retired ? '  (retired)' : ''}${uses > 0 ? `  ${uses}` : ''}`;

export const reasonsList: Command = {
  words: ['reasons', 'list'],
  usage: 'reasons list    every reason for passages by its code, what this vault calls it, and how many passages have it',
  async run(argv, output) {
    const args = readArguments(argv, {});
    positionals(args, this.usage, 0);
    await withWorkspace(args, (workspace) => {
      const reasons = listReasons(workspace, {});
      output.result({ reasons }, reasons.map(line));
      return Promise.resolve();
    });
  },
};

export const reasonsAdd: Command = {
  words: ['reasons', 'add'],
  usage: `reasons add --label "…" [--like ${REASONS.join('|')}] [--about "…"]    a reason of this vault's own; clips tell only what it is like`,
  async run(argv, output) {
    const args = readArguments(argv, { label: { type: 'string' }, like: { type: 'string' }, about: { type: 'string' } });
    positionals(args, this.usage, 0);
    const draft = { code: null, like: args.choice('like', REASONS, 'other'), label: labelOf(args.text('label')), about: args.text('about') ?? '' };
    const reason = await withWorkspace(args, (workspace) => Promise.resolve(saveReason(workspace, draft)));
    output.result(reason, [line(reason)]);
  },
};

export const reasonsRename: Command = {
  words: ['reasons', 'rename'],
  usage: 'reasons rename CODE --label "…" [--about "…"]    empty: Zapis’ own name again',
  async run(argv, output) {
    const args = readArguments(argv, { label: { type: 'string' }, about: { type: 'string' } });
    const code = onlyPositional(args, 'code of a reason');
    const label = labelOf(args.text('label'));
    const reason = await withWorkspace(args, (workspace) => Promise.resolve(saveReason(workspace, { code, like: 'other', label, about: args.text('about') ?? listReasons(workspace, {}).find((one) => one.code === code)?.about ?? '' })));
    output.result(reason, [line(reason)]);
  },
};

export const reasonsRetire: Command = {
  words: ['reasons', 'retire'],
  usage: 'reasons retire CODE [--undo]    offered no more; passages that have it keep it',
  async run(argv, output) {
    const args = readArguments(argv, { undo: { type: 'boolean' } });
    const code = onlyPositional(args, 'code of a reason');
    const reason = await withWorkspace(args, (workspace) => Promise.resolve(retireReason(workspace, { code, retired: !args.flag('undo') })));
    output.result(reason, [line(reason)]);
  },
};

export const reasonsRemove: Command = {
  words: ['reasons', 'remove'],
  usage: 'reasons remove CODE    only one that no passage has',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const code = onlyPositional(args, 'code of a reason');
    await withWorkspace(args, (workspace) => Promise.resolve(removeReason(workspace, { code })));
    output.result({ removed: code }, ['Removed.']);
  },
};

function labelOf(label: string | undefined): string {
  if (label === undefined) throw new UsageError('Give the name: --label "…".');
  if (label.trim().length > 80) throw new UsageError('A name has 80 characters at most.');
  return label.trim();
}
