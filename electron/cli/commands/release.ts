import { releaseFootage, takeBackRelease } from '../../core/operations/release';
import { onlyPositional, readArguments } from '../arguments';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const releaseCommand: Command = {
  words: ['release'],
  usage: 'release ID [--take-back]    lets editors see it, redacted; makes what they may watch',
  async run(argv, output) {
    const args = readArguments(argv, { 'take-back': { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const takesBack = args.flag('take-back');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      if (takesBack) {
        takeBackRelease(workspace, { footageId });
      } else {
        // Released is released: stopped in the middle, the app makes the preview when it next opens the vault.
        await finishJob(workspace, output, releaseFootage(workspace, { footageId }).job);
      }
      output.result({ footage: footageId, released: !takesBack }, [takesBack ? 'Taken back: editors see nothing of it.' : 'Released: editors see it, redacted.']);
    });
  },
};
