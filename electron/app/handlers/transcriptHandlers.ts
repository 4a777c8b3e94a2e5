import { setScript } from '../../core/operations/script';
import { editText, readTranscript, redo, startTranscription, undo } from '../../core/operations/transcript';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function transcriptHandlers({ session }: HandlerContext): HandlersOf<'transcript'> & HandlersOf<'history'> {
  return {
    'transcript.get': (input) => readTranscript(session.workspace, input),
    'transcript.start': (input) => startTranscription(session.workspace, input),
    'transcript.editText': (input) => editText(session.workspace, input),
    'transcript.setScript': (input) => setScript(session.workspace, input),
    'history.undo': (input) => undo(session.workspace, input),
    'history.redo': (input) => redo(session.workspace, input),
  };
}
