import { redo, undo } from '../../core/transcript/history';
import { editSegmentText, listSegments } from '../../core/transcript/segments';
import { getFootage } from '../../core/footage/footage';
import { defaultModelId } from '../../core/models/catalogue';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function transcriptHandlers({ session }: HandlerContext): HandlersOf<'transcript'> & HandlersOf<'history'> {
  const announce = (footageId: string): void => {
    session.workspace.changes.emit('transcript', footageId);
    session.workspace.changes.emit('passages', footageId);
  };
  return {
    'transcript.get': ({ footageId }) => listSegments(session.workspace.vault.db, footageId),
    'transcript.start': ({ footageId, language, modelId, replace }) => {
      const { jobs, vault } = session.workspace;
      const name = getFootage(vault.db, footageId).name;
      return jobs.enqueue('transcribe', name, footageId, { language, modelId: modelId ?? defaultModelId(), replace });
    },
    'transcript.editText': ({ segmentId, text }) => {
      const segment = editSegmentText(session.workspace.vault.db, segmentId, text);
      announce(segment.footageId);
      return segment;
    },
    'history.undo': ({ footageId }) => {
      const answer = undo(session.workspace.vault.db, footageId);
      announce(footageId);
      return answer;
    },
    'history.redo': ({ footageId }) => {
      const answer = redo(session.workspace.vault.db, footageId);
      announce(footageId);
      return answer;
    },
  };
}
