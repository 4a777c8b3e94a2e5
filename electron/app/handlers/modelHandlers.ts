import path from 'node:path';
import { listModels } from '../../core/models/catalogue';
import { listInterviews } from '../../core/operations/interviews';
import { removeModel } from '../../core/operations/models';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles } from './dialogs';

export function modelHandlers({ session, window, language }: HandlerContext): HandlersOf<'models'> {
  return {
    'models.list': () => listModels(listInterviews(session.workspace, {}).flatMap((interview) => interview.languages)),
    'models.remove': (input) => removeModel(session.workspace, input),
    'models.addFile': async () => {
      const { jobs } = session.workspace;
      const [file] = await askForFiles(window(), { title: language.speech.t('models.title'), buttonLabel: language.speech.t('dialogs.choose'), filters: [{ name: language.speech.t('models.title'), extensions: ['bin', 'gguf', 'gz'] }] });
      return file === undefined ? null : jobs.enqueue('model', path.basename(file), null, { path: file });
    },
    'models.addPacks': async () => {
      const { jobs } = session.workspace;
      const [folder] = await askForFiles(window(), { title: language.speech.t('models.addPacks'), buttonLabel: language.speech.t('dialogs.choose'), properties: ['openDirectory'] });
      return folder === undefined ? null : jobs.enqueue('model', path.basename(folder), null, { path: folder });
    },
  };
}
