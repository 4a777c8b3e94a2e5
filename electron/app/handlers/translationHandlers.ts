import { judgeTranslation, readTranslation, readTranslationVersions, startTranslation, translationEngines, writeTranslation } from '../../core/operations/translation';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function translationHandlers({ session }: HandlerContext): HandlersOf<'translation'> {
  return {
    'translation.get': (input) => readTranslation(session.workspace, input),
    'translation.start': ({ language, ...input }) => startTranslation(session.workspace, { ...input, to: language }),
    'translation.engines': () => translationEngines(session.workspace, {}).map(({ id, from, to }) => ({ id, from: [...from], to: [...to] })),
    'translation.edit': (input) => writeTranslation(session.workspace, input),
    'translation.judge': (input) => judgeTranslation(session.workspace, input),
    'translation.versions': (input) => readTranslationVersions(session.workspace, input),
  };
}
