import { usToMs } from '../../../shared/time';
import { listRemarks } from '../../core/operations/remarks';
import { onlyPositional, readArguments } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const commentsCommand: Command = {
  words: ['comments'],
  usage: 'comments ID [--open]    questions, comments and annotations pinned to words, with their answers; --open: what waits for an answer',
  async run(argv, output) {
    const args = readArguments(argv, { open: { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    await withWorkspace(args, async (workspace) => {
      const all = listRemarks(workspace, { footageId: resolveFootageId(workspace, given) });
      const remarks = args.flag('open') ? all.filter(({ state }) => state === 'open') : all;
      output.result({ comments: remarks.map((r) => ({
        id: r.id, kind: r.kind, state: r.state, in: r.language ?? 'original', startMs: usToMs(r.startUs), endMs: usToMs(r.endUs), words: r.words, now: r.now, text: r.text, by: r.by, at: r.createdAt,
        answers: r.answers.map(({ at, by, text }) => ({ at, by, text })),
      })) }, remarks.map((r) => `${r.id}  ${usToMs(r.startUs)} ms  ${r.kind}  ${r.state}  ${r.by}  ${r.now === '' ? '' : `“${r.now}”  `}${r.text}${r.answers.length === 0 ? '' : `  (${r.answers.length} answered)`}`));
    });
  },
};
