import { addRegion, coverFaces, listRegions, removeRegion, searchAgain, updateRegion } from '../../core/operations/regions';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function regionHandlers({ session }: HandlerContext): HandlersOf<'regions'> {
  return {
    'regions.list': (input) => listRegions(session.workspace, input),
    'regions.add': (draft) => addRegion(session.workspace, draft),
    'regions.update': ({ regionId, change }) => updateRegion(session.workspace, { regionId, ...change }),
    'regions.remove': (input) => removeRegion(session.workspace, input),
    'regions.coverFaces': (input) => coverFaces(session.workspace, input),
    'regions.searchAgain': (input) => searchAgain(session.workspace, input),
  };
}
