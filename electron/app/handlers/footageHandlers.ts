import path from 'node:path';
import { FOOTAGE_EXTENSIONS } from '../../../shared/footageFiles';
import type { Job } from '../../../shared/domain';
import { assignInterview, listFootage } from '../../core/footage/footage';
import { ensureWaveform } from '../../core/media/waveform';
import type { Workspace } from '../../core/workspace/workspace';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles } from './dialogs';

export function footageHandlers({ session, window }: HandlerContext): HandlersOf<'footage'> {
  return {
    'footage.list': () => listFootage(session.workspace.vault.db),
    'footage.pick': async ({ interviewId }) => {
      const { workspace } = session;
      const files = await askForFiles(window(), {
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: 'Footage', extensions: [...FOOTAGE_EXTENSIONS] }, { name: '*', extensions: ['*'] }],
      });
      return enqueueImports(workspace, files, interviewId);
    },
    'footage.importDropped': ({ paths, interviewId }) => enqueueImports(session.workspace, paths, interviewId),
    'footage.assign': ({ footageId, interviewId }) => {
      const footage = assignInterview(session.workspace.vault.db, footageId, interviewId);
      session.workspace.changes.emit('footage', footageId);
      return footage;
    },
    'footage.waveform': ({ footageId }) => ensureWaveform(session.workspace, footageId, {}),
  };
}

function enqueueImports(workspace: Workspace, files: readonly string[], interviewId: string | null): Job[] {
  return files.map((file) => workspace.jobs.enqueue('import', path.basename(file), null, { path: file, interviewId }));
}
