import { listReasons, removeReason, retireReason, saveReason } from '../../core/operations/reasons';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function reasonHandlers({ session }: HandlerContext): HandlersOf<'reasons'> {
  return {
    'reasons.list': (input) => listReasons(session.workspace, input),
    'reasons.save': (draft) => saveReason(session.workspace, draft),
    'reasons.retire': (input) => retireReason(session.workspace, input),
    'reasons.remove': (input) => removeReason(session.workspace, input),
  };
}
