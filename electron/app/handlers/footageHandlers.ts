import { FOOTAGE_EXTENSIONS } from '../../../shared/footageFiles';
import { assignFootage, deleteFootage, importFootage, listFootage, waveformOf } from '../../core/operations/footage';
import { authorise } from '../../core/operations/operation';
import { setVoice } from '../../core/operations/voice';
import { releaseFootage, takeBackRelease } from '../../core/operations/release';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles } from './dialogs';

export function footageHandlers({ session, window, language }: HandlerContext): HandlersOf<'footage'> {
  return {
    'footage.list': (input) => listFootage(session.workspace, input),
    'footage.pick': async ({ interviewId }) => {
      const { workspace } = session;
      authorise(workspace, 'footage.import');
      const paths = await askForFiles(window(), {
        title: language.speech.t('library.import'), buttonLabel: language.speech.t('dialogs.choose'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: language.speech.t('library.footage'), extensions: [...FOOTAGE_EXTENSIONS] }, { name: language.speech.t('dialogs.allFiles'), extensions: ['*'] }],
      });
      return paths.length === 0 ? [] : importFootage(workspace, { paths, interviewId });
    },
    'footage.importDropped': (input) => importFootage(session.workspace, input),
    'footage.assign': (input) => assignFootage(session.workspace, input),
    'footage.delete': (input) => deleteFootage(session.workspace, input),
    'footage.release': (input) => releaseFootage(session.workspace, input).footage,
    'footage.takeBack': (input) => takeBackRelease(session.workspace, input),
    'footage.setVoice': (input) => setVoice(session.workspace, input),
    'footage.waveform': (input) => waveformOf(session.workspace, input),
  };
}
