import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Footage, Job } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { usToMs } from '../../../shared/time';
import { getFootage } from '../../core/footage/footage';
import { toFailure } from '../../core/failure';
import { importFootage } from '../../core/operations/footage';
import type { Workspace } from '../../core/workspace/workspace';
import { readArguments, UsageError } from '../arguments';
import { failureSentence } from '../sentence';
import { finishJob, withWorkspace } from '../session';
import type { Command } from '.';

const importResult = z.object({ footageId: z.string(), duplicate: z.boolean() });

export const importCommand: Command = {
  words: ['import'],
  usage: 'import FILE…',
  async run(argv, output) {
    const args = readArguments(argv, {});
    if (args.positionals.length === 0) throw new UsageError('Give at least one file to import.');
    await withWorkspace(args, async (workspace) => {
      const imported: (Footage & { duplicate: boolean })[] = [];
      let failed = 0;
      for (const given of args.positionals) {
        const file = path.resolve(given);
        try {
          if (!existsSync(file)) throw new ZapisError('import-file-missing', { name: path.basename(file) });
          const result = importResult.parse(await finishJob(workspace, output, begin(workspace, file)));
          imported.push({ ...getFootage(workspace.vault.db, result.footageId), duplicate: result.duplicate });
        } catch (error) {
          // One bad file must not keep the others out; each gets its own sentence.
          failed += 1;
          output.note(`${path.basename(file)}: ${failureSentence(toFailure(error))}`);
        }
      }
      await settlePreviews(workspace.jobs);
      const footage = imported.map(describe);
      output.result({ footage }, footage.map((f) => `${f.id}  ${f.name}${f.duplicate ? ' (already in the vault)' : ''}`));
      if (failed > 0) throw new ZapisError('import-some-failed', { failed, total: args.positionals.length });
    });
  },
};

function begin(workspace: Workspace, file: string): Job {
  const [job] = importFootage(workspace, { paths: [file], interviewId: null });
  if (job === undefined) throw new ZapisError('import-file-missing', { name: path.basename(file) });
  return job;
}

/** Previews follow imports by themselves; the command waits for them, since its process is about to end. */
async function settlePreviews(jobs: { list(): { id: string; kind: string; state: string }[]; wait(id: string): Promise<unknown> }): Promise<void> {
  for (const job of jobs.list()) {
    if (job.kind === 'preview' && (job.state === 'queued' || job.state === 'running')) await jobs.wait(job.id);
  }
}

function describe(footage: Footage & { duplicate: boolean }): { id: string; name: string; duplicate: boolean } & Record<string, unknown> {
  const { id, name, sha256, bytes, durationUs, video, audio, duplicate } = footage;
  return { id, name, sha256, bytes, durationMs: usToMs(durationUs), video, audio, duplicate };
}
