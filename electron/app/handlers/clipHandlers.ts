import { shell } from 'electron';
import { exportedClip, footageOf } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { assertHeard, assertMayExport, exportClip, exportRefusal } from '../../core/operations/clips';
import { addClip, assertMayExportListed, changeClip, exportListed, joinClips, listClips, moveClip, removeClip, saveCutList, travelClipList } from '../../core/operations/clipList';
import { previewClip } from '../../core/operations/clipPreview';
import { clipListening, setClipListening } from '../../core/operations/listening';
import { assertSeesJob } from '../../core/operations/jobs';
import { authorise } from '../../core/operations/operation';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles, askWhereToSave } from './dialogs';

export function clipHandlers({ session, window, language }: HandlerContext): HandlersOf<'clips'> {
  return {
    'clips.export': async ({ overrideWhy, listen, ...request }) => {
      const { workspace } = session;
      // Before the dialog: nobody should choose a name for what will be refused.
      assertMayExport(workspace, footageOf(request), overrideWhy);
      assertHeard(workspace, [request.footageId], { listen, overrideWhy });
      const { format = 'mp4' } = request;
      // Never proposed from the footage's name: file names of raw footage tend to carry the speaker's.
      const outFile = await askWhereToSave(window(), { title: language.speech.t('clips.exportTitle'), buttonLabel: language.speech.t('common.save'), defaultPath: `clip.${format}`, filters: [{ name: format.toUpperCase(), extensions: [format] }] });
      if (outFile === null) return null;
      // Some systems' dialogs add no ending. Under the name with it, nobody was asked whether a file may be replaced.
      const ends = outFile.toLowerCase().endsWith(`.${format}`);
      return exportClip(workspace, { request, outFile: ends ? outFile : `${outFile}.${format}`, overwrite: ends, overrideWhy, listen });
    },
    'clips.list': (input) => listClips(session.workspace, input),
    'clips.add': (input) => addClip(session.workspace, input),
    'clips.change': (input) => changeClip(session.workspace, input),
    'clips.move': (input) => moveClip(session.workspace, input),
    'clips.join': (input) => joinClips(session.workspace, input),
    'clips.remove': (input) => removeClip(session.workspace, input),
    'clips.travel': (input) => travelClipList(session.workspace, input),
    'clips.preview': (input) => previewClip(session.workspace, input),
    'clips.exportListed': async (input) => {
      const { workspace } = session;
      // Before the dialog, as below.
      assertMayExportListed(workspace, input);
      const [dir] = await askForFiles(window(), { title: language.speech.t('clips.exportTitle'), buttonLabel: language.speech.t('dialogs.choose'), properties: ['openDirectory', 'createDirectory'] });
      return dir === undefined ? null : exportListed(workspace, { ...input, dir, overwrite: false });
    },
    'clips.saveCuts': async ({ format, ...batch }) => {
      const { workspace } = session;
      assertMayExportListed(workspace, batch);
      const file = await askWhereToSave(window(), { title: language.speech.t('cliplist.cuts'), buttonLabel: language.speech.t('common.save'), defaultPath: `clips.${format}`, filters: [{ name: format.toUpperCase(), extensions: [format] }] });
      if (file === null) return { saved: false };
      await saveCutList(workspace, { ...batch, format, file });
      return { saved: true };
    },
    'clips.listening': (input) => clipListening(session.workspace, input),
    'clips.setListening': (input) => setClipListening(session.workspace, input),
    'clips.refusal': (input) => exportRefusal(session.workspace, input),
    'clips.reveal': ({ jobId }) => {
      authorise(session.workspace, 'clips.export');
      assertSeesJob(session.workspace, jobId);
      const result = exportedClip.safeParse(session.workspace.jobs.result(jobId));
      if (!result.success) throw new ZapisError('export-not-finished');
      shell.showItemInFolder(result.data.file);
      return {};
    },
  };
}
