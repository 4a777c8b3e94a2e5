import { addRemark, answerRemark, listRemarks, removeRemark, setRemarkState } from '../../core/operations/remarks';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function remarkHandlers({ session }: HandlerContext): HandlersOf<'remarks'> {
  return {
    'remarks.list': (input) => listRemarks(session.workspace, input),
    'remarks.add': (draft) => addRemark(session.workspace, draft),
    'remarks.answer': (input) => answerRemark(session.workspace, input),
    'remarks.setState': (input) => setRemarkState(session.workspace, input),
    'remarks.remove': (input) => removeRemark(session.workspace, input),
  };
}
