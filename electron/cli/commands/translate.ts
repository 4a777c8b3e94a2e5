import { languageCode, LANGUAGE_CODES, translationEngine } from '../../../shared/domain';
import { startTranslation } from '../../core/operations/translation';
import { translateInput } from '../../core/workspace/translateRunner';
import type { Workspace } from '../../core/workspace/workspace';
import type { Job } from '../../../shared/domain';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const translateCommand: Command = {
  words: ['translate'],
  usage: 'translate ID [--to en] [--engine bergamot|apertium|speech] [--model ID] [--only stale] [--all] [--threads auto|N]',
  async run(argv, output) {
    const args = readArguments(argv, { to: { type: 'string' }, engine: { type: 'string' }, model: { type: 'string' }, only: { type: 'string' }, all: { type: 'boolean' }, threads: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const to = languageCode.parse(args.choice('to', LANGUAGE_CODES, 'en'));
    const engine = args.text('engine') === undefined ? null : args.choice('engine', translationEngine.options, 'bergamot');
    const modelId = args.text('model') ?? null;
    if (modelId !== null && engine !== 'speech') throw new UsageError('--model chooses the recogniser of --engine speech.');
    const scope = args.text('only') === undefined ? (args.flag('all') ? 'all' as const : 'due' as const) : args.choice('only', ['stale'] as const, 'stale');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const result = await finishJob(workspace, output, interrupted(workspace, footageId, to) ?? startTranslation(workspace, { footageId, to, engine, scope, modelId }));
      output.result(result, [JSON.stringify(result)]);
    });
  },
};

/** A translation of this footage that was cut off; it goes on from where it stood. */
function interrupted({ jobs }: Workspace, footageId: string, to: string): Job | undefined {
  const job = jobs.list().find((j) => j.kind === 'translate' && j.footageId === footageId && j.finishedAt === null && translateInput.safeParse(jobs.input(j.id)).data?.to === to);
  if (job) jobs.adopt(job.id);
  return job;
}
