import { ZapisError } from '../../../shared/errors';
import { approvePassage, listPassages } from '../../core/operations/passages';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const approveCommand: Command = {
  words: ['approve'],
  usage: 'approve ID (--passage P | --all)    by a second person: --as NAME',
  async run(argv, output) {
    const args = readArguments(argv, { passage: { type: 'string' }, all: { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const one = args.text('passage');
    if ((one === undefined) === !args.flag('all')) throw new UsageError('Give either --passage P or --all.');
    const approved = await withWorkspace(args, async (workspace) => {
      const open = listPassages(workspace, { footageId: resolveFootageId(workspace, given) }).filter((p) => (one === undefined ? p.state === 'marked' : p.id === one));
      if (one !== undefined && open.length === 0) throw new ZapisError('passage-missing');
      return open.map((p) => approvePassage(workspace, { passageId: p.id }));
    });
    output.result({ approved: approved.map((p) => p.id) }, [`${approved.length} approved.`]);
  },
};
