import { configurePower, goOnAnyway, powerStatus } from '../../core/operations/power';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function powerHandlers({ session }: HandlerContext): HandlersOf<'power'> {
  return {
    'power.status': (input) => powerStatus(session.workspace, input),
    'power.configure': (input) => configurePower(session.workspace, input),
    'power.goOn': (input) => goOnAnyway(session.workspace, input),
    'power.battery': ({ level }) => {
      session.host.power?.tellLevel(level);
      return {};
    },
  };
}
