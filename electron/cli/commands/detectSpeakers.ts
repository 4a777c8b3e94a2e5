import { speakerCount, type SpeakerCount } from '../../../shared/domain';
import { detectSpeakers } from '../../core/operations/speakers';
import type { DetectResult } from '../../core/transcription/voices/detect';
import { waitingFor } from '../../core/workspace/speakersRunner';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

/** How many speak, as `--speakers` says it. @throws UsageError */
export function speakersWanted(given: string): SpeakerCount {
  const parsed = speakerCount.safeParse(/^\d+$/.test(given) ? Number(given) : given);
  if (!parsed.success) throw new UsageError('--speakers takes auto, or how many people speak, from 1 to 20.');
  return parsed.data;
}

export const speakersDetect: Command = {
  words: ['speakers', 'detect'],
  usage: 'speakers detect ID [--speakers auto|N] [--on-battery]',
  async run(argv, output) {
    const args = readArguments(argv, { speakers: { type: 'string' }, 'on-battery': { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const count = speakersWanted(args.text('speakers') ?? 'auto');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const interrupted = waitingFor(workspace, footageId);
      if (interrupted) workspace.jobs.adopt(interrupted.id);
      const result = await finishJob(workspace, output, interrupted ?? detectSpeakers(workspace, { footageId, count })) as DetectResult;
      output.result(result, [`${result.speakers} speakers in ${result.told} segments, ${result.left} left to a person; ${result.split} split, ${result.overlapped} with two at once.`]);
    });
  },
};
