import path from 'node:path';
import { formatTime, msToUs } from '../../../shared/time';
import { ZapisError } from '../../../shared/errors';
import type { LeakFinding } from '../../core/clips/leak/finding';
import { checkExportedClip } from '../../core/operations/leak';
import { defaultModelId } from '../../core/models/catalogue';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { failureSentence } from '../sentence';
import { withWorkspace } from '../session';
import type { Command } from '.';

export const leakcheckCommand: Command = {
  words: ['leakcheck'],
  usage: 'leakcheck FILE [--listen [--model ID]]   checks an exported clip again, by what is marked today; --listen recognises what is said in it, too',
  async run(argv, output) {
    const args = readArguments(argv, { listen: { type: 'boolean' }, model: { type: 'string' } });
    const file = path.resolve(onlyPositional(args, 'clip'));
    if (args.text('model') !== undefined && !args.flag('listen')) throw new UsageError('--model goes with --listen.');
    const modelId = args.flag('listen') ? (args.text('model') ?? defaultModelId()) : null;
    const cancel = new AbortController();
    const stop = (): void => { cancel.abort(new ZapisError('cancelled')); };
    process.once('SIGINT', stop);
    const report = await withWorkspace(args, (workspace) => checkExportedClip(workspace, { file, modelId, signal: cancel.signal })).finally(() => process.off('SIGINT', stop));
    output.result(report, [
      report.ok ? `Nothing found; ${report.passages} passages reach into the clip.` : `Do not publish this clip. Found in it: ${report.findings.length}.`,
      ...report.findings.map((found) => `- ${described(found)}`),
      ...(report.unlooked === 'no-detector' ? ['- nobody looked for faces: the face detector is not installed'] : []),
      ...(report.heardBy === null ? ['- not listened to again (--listen)'] : []),
      ...report.unread.map((ending) => `- not read: a file beside it that ends in .${ending}`),
    ]);
    if (!report.ok) throw new ZapisError('leak-found', { count: report.findings.length });
  },
};

function described({ kind, in: where, startMs, endMs, passages }: LeakFinding): string {
  const time = startMs === null ? '' : `, at ${formatTime(msToUs(startMs), true)}${endMs === null ? '' : `–${formatTime(msToUs(endMs), true)}`}`;
  return `${failureSentence({ code: `leak-${kind}`, params: {} })} (${where}${time}${passages.length === 0 ? '' : `, passage ${passages.join(', ')}`})`;
}
