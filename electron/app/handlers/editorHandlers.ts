import { configurePlayback, playbackSettings } from '../../core/operations/playback';
import { findMatches, joinSegments, markReviewed, replaceText, retimeSegment, splitSegment } from '../../core/operations/segments';
import { addSpeaker, assignSpeaker, detectSpeakers, listSpeakers, mergeSpeakers, renameSpeaker, setOverlap } from '../../core/operations/speakers';
import type { HandlerContext, HandlersOf } from './appHandlers';

type Editor = HandlersOf<'speakers'> & HandlersOf<'playback'> & Pick<HandlersOf<'transcript'>, 'transcript.split' | 'transcript.join' | 'transcript.retime' | 'transcript.matches' | 'transcript.replace' | 'transcript.setOverlap' | 'transcript.markReviewed'>;

/** What a person does to a transcript beyond its words. */
export function editorHandlers({ session }: HandlerContext): Editor {
  return {
    'transcript.split': (input) => splitSegment(session.workspace, input),
    'transcript.join': (input) => joinSegments(session.workspace, input),
    'transcript.retime': (input) => retimeSegment(session.workspace, input),
    'transcript.matches': (input) => findMatches(session.workspace, input),
    'transcript.replace': (input) => replaceText(session.workspace, input),
    'transcript.setOverlap': (input) => setOverlap(session.workspace, input),
    'transcript.markReviewed': (input) => markReviewed(session.workspace, input),
    'speakers.list': (input) => listSpeakers(session.workspace, input),
    'speakers.add': (input) => addSpeaker(session.workspace, input),
    'speakers.rename': (input) => renameSpeaker(session.workspace, input),
    'speakers.assign': (input) => assignSpeaker(session.workspace, input),
    'speakers.detect': (input) => detectSpeakers(session.workspace, input),
    'speakers.merge': (input) => mergeSpeakers(session.workspace, input),
    'playback.settings': () => playbackSettings(session.workspace, {}),
    'playback.configure': (input) => configurePlayback(session.workspace, input),
  };
}
