import { importTranslations } from '../../core/operations/exchange';
import { authorise } from '../../core/operations/operation';
import { judgeTranslation, readTranslation, readTranslationVersions, startTranslation, translationEngines, writeTranslation } from '../../core/operations/translation';
import { readAlternative } from '../../core/operations/translationAlternative';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles } from './dialogs';

export function translationHandlers({ session, window, language }: HandlerContext): HandlersOf<'translation'> {
  return {
    'translation.get': (input) => readTranslation(session.workspace, input),
    'translation.start': ({ language, ...input }) => startTranslation(session.workspace, { ...input, to: language }),
    'translation.engines': () => translationEngines(session.workspace, {}).map(({ id, from, to }) => ({ id, from: [...from], to: [...to] })),
    'translation.edit': (input) => writeTranslation(session.workspace, input),
    'translation.judge': (input) => judgeTranslation(session.workspace, input),
    'translation.import': async (input) => {
      const { workspace } = session;
      authorise(workspace, 'translation.edit');
      const [file] = await askForFiles(window(), { title: language.speech.t('translation.import'), buttonLabel: language.speech.t('dialogs.choose'), filters: [{ name: 'TMX, XLIFF, Word', extensions: ['tmx', 'xliff', 'xlf', 'docx'] }] });
      return file === undefined ? null : importTranslations(workspace, { ...input, file });
    },
    'translation.alternative': (input) => readAlternative(session.workspace, input),
    'translation.versions': (input) => readTranslationVersions(session.workspace, input),
  };
}
