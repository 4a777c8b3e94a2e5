import { saveTranscript } from '../../core/operations/documents';
import { authorise } from '../../core/operations/operation';
import { assertVisible } from '../../core/operations/release';
import { setScript } from '../../core/operations/script';
import { alignTranscript, editText, readTranscript, redo, startTranscription, undo } from '../../core/operations/transcript';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askWhereToSave } from './dialogs';
import type { editorHandlers } from './editorHandlers';

export function transcriptHandlers({ session, window, language }: HandlerContext): Omit<HandlersOf<'transcript'>, keyof ReturnType<typeof editorHandlers>> & HandlersOf<'history'> {
  return {
    'transcript.get': (input) => readTranscript(session.workspace, input),
    'transcript.start': (input) => startTranscription(session.workspace, input),
    'transcript.align': (input) => alignTranscript(session.workspace, input),
    'transcript.editText': (input) => editText(session.workspace, input),
    'transcript.setScript': (input) => setScript(session.workspace, input),
    'transcript.save': async ({ footageId, format, redacted, lang }) => {
      const { workspace } = session;
      authorise(workspace, redacted ? 'transcript.exportRedacted' : 'transcript.exportRaw');
      assertVisible(workspace, footageId);
      // Never proposed from the footage's name: file names of raw footage tend to carry the speaker's.
      const file = await askWhereToSave(window(), { title: language.speech.t('transcript.save'), buttonLabel: language.speech.t('common.save'), defaultPath: `transcript.${format}`, filters: [{ name: format.toUpperCase(), extensions: [format] }] });
      if (file === null) return { saved: false, tooFast: 0 };
      const { tooFast } = await saveTranscript(workspace, { footageId, format, redacted, lang, file });
      return { saved: true, tooFast: tooFast.length };
    },
    'history.undo': (input) => undo(session.workspace, input),
    'history.redo': (input) => redo(session.workspace, input),
  };
}
