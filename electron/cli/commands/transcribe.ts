import { languageCode, LANGUAGE_CODES } from '../../../shared/domain';
import { defaultModelId, modelPath } from '../../core/models/catalogue';
import { startTranscription } from '../../core/operations/transcript';
import { onlyPositional, readArguments } from '../arguments';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Workspace } from '../../core/workspace/workspace';
import type { Job } from '../../../shared/domain';
import { transcribeInput } from '../../core/workspace/runners';
import type { Command } from '.';

export const transcribeCommand: Command = {
  words: ['transcribe'],
  usage: 'transcribe ID [--language hr|bs|sr|…|auto] [--model ID] [--replace]',
  async run(argv, output) {
    const args = readArguments(argv, { language: { type: 'string' }, model: { type: 'string' }, replace: { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const choice = args.choice('language', ['auto', ...LANGUAGE_CODES], 'auto');
    const language = choice === 'auto' ? choice : languageCode.parse(choice);
    const modelId = args.text('model') ?? defaultModelId();
    modelPath(modelId);
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const job = interrupted(workspace, footageId, language, modelId)
        ?? startTranscription(workspace, { footageId, language, modelId, replace: args.flag('replace') });
      const result = await finishJob(workspace, output, job);
      output.result(result, [JSON.stringify(result)]);
    });
  },
};

/** A transcription of this footage that was cut off; it goes on from its checkpoint instead of starting anew. */
function interrupted(workspace: Workspace, footageId: string, language: string, modelId: string): Job | undefined {
  const job = workspace.jobs.list().find((j) => j.kind === 'transcribe' && j.footageId === footageId && (j.state === 'running' || j.state === 'queued'));
  if (job === undefined) return undefined;
  const input = transcribeInput.safeParse(workspace.jobs.input(job.id));
  if (!input.success || input.data.language !== language || input.data.modelId !== modelId) return undefined;
  workspace.jobs.adopt(job.id);
  return job;
}
