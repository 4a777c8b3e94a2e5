import { exportMemory, importMemory, inconsistentTerms, memoryImports, removeMemoryImport, searchMemory, similarInMemory } from '../../core/operations/memory';
import { authorise } from '../../core/operations/operation';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles, askWhereToSave } from './dialogs';

export function memoryHandlers({ session, window, language }: HandlerContext): HandlersOf<'memory'> {
  return {
    'memory.search': (input) => searchMemory(session.workspace, input),
    'memory.similar': (input) => similarInMemory(session.workspace, input),
    'memory.terms': (input) => inconsistentTerms(session.workspace, input),
    'memory.imports': () => memoryImports(session.workspace, {}),
    'memory.removeImport': (input) => removeMemoryImport(session.workspace, input),
    'memory.import': async () => {
      const { workspace } = session;
      authorise(workspace, 'memory.import');
      const [file] = await askForFiles(window(), { title: language.speech.t('memory.title'), buttonLabel: language.speech.t('dialogs.choose'), filters: [{ name: 'TMX, XLIFF', extensions: ['tmx', 'xliff', 'xlf'] }] });
      return file === undefined ? null : importMemory(workspace, { file });
    },
    'memory.export': async ({ redacted }) => {
      const { workspace } = session;
      authorise(workspace, redacted ? 'transcript.exportRedacted' : 'transcript.exportRaw');
      const file = await askWhereToSave(window(), { title: language.speech.t(redacted ? 'memory.export' : 'memory.exportRaw'), buttonLabel: language.speech.t('common.save'), defaultPath: 'memory.tmx', filters: [{ name: 'TMX', extensions: ['tmx'] }] });
      return file === null ? null : exportMemory(workspace, { file, redacted });
    },
  };
}
