import type { Passage } from '../../../shared/domain';
import { listPassages, markPassage, updatePassage, withdrawPassage } from '../../core/redaction/passages';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function passageHandlers({ session }: HandlerContext): HandlersOf<'passages'> {
  const announce = (passage: Passage): Passage => {
    session.workspace.changes.emit('passages', passage.footageId);
    return passage;
  };
  return {
    'passages.list': ({ footageId }) => listPassages(session.workspace.vault.db, footageId),
    'passages.mark': (draft) => announce(markPassage(session.workspace.vault.db, draft)),
    'passages.update': ({ passageId, ...change }) => announce(updatePassage(session.workspace.vault.db, passageId, change)),
    'passages.withdraw': ({ passageId }) => announce(withdrawPassage(session.workspace.vault.db, passageId)),
  };
}
