import { listSegments } from '../../core/transcript/segments';
import { alignTranscript } from '../../core/operations/transcript';
import { alignInput } from '../../core/workspace/runners';
import type { Workspace } from '../../core/workspace/workspace';
import type { RealignCounts } from '../../core/transcription/realign';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Job } from '../../../shared/domain';
import type { Command } from '.';

export const alignCommand: Command = {
  words: ['align'],
  usage: 'align ID [--segment N] [--on-battery]',
  async run(argv, output) {
    const args = readArguments(argv, { segment: { type: 'string' }, 'on-battery': { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const segment = args.text('segment');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const segmentIds = segment === undefined ? null : [segmentId(workspace, footageId, segment)];
      const job = interrupted(workspace, footageId, segmentIds) ?? alignTranscript(workspace, { footageId, segmentIds });
      const result = await finishJob(workspace, output, job) as RealignCounts;
      output.result(result, [`${result.segments} segments: ${result.aligned} words found, ${result.estimated} estimated, ${result.untimed} not found${result.left > 0 ? `; ${result.left} segments left as they were` : ''}.`]);
    });
  },
};

/** A segment by its number in the order of the transcript, from 1 as in subtitles, or by its id. @throws UsageError */
function segmentId(workspace: Workspace, footageId: string, given: string): string {
  const all = listSegments(workspace.vault.db, footageId);
  const found = /^\d+$/.test(given) ? all[Number(given) - 1] : all.find((segment) => segment.id === given);
  if (!found) throw new UsageError(`--segment takes a number from 1 to ${all.length}, or the id of a segment of this footage.`);
  return found.id;
}

/** An alignment of the same segments that was cut off; it goes on where it was. */
function interrupted(workspace: Workspace, footageId: string, segmentIds: readonly string[] | null): Job | undefined {
  const { jobs } = workspace;
  const job = jobs.list().find((one) => one.kind === 'align' && one.footageId === footageId && one.finishedAt === null
    && JSON.stringify(alignInput.safeParse(jobs.input(one.id)).data?.segmentIds) === JSON.stringify(segmentIds));
  if (job !== undefined) jobs.adopt(job.id);
  return job;
}
