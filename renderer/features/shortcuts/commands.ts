import { openDialog } from '../../state/dialogs';
import type { Action } from '../../../shared/roles';
import { US_PER_SECOND } from '../../../shared/time';
import type { MessageKey } from '../../ui/messages';
import { addChosen, travelClips } from '../cliplist/store';
import { remarkSelection } from '../remarks/store';
import { toggleJobs } from '../jobs/store';
import { importByDialog, useLibrary } from '../library/store';
import { replaceName } from '../names/store';
import { markIn, markOut, pause, seekBy, setRange, shuttle, stepFrame, stepRate, togglePlay } from '../player/playback';
import { usePlayer } from '../player/store';
import { similarWords } from '../spelling/atCursor';
import { confirmDoubt, stepDoubt } from '../review/review';
import { editVoice, giveVoice, toggleOverlap } from '../speakers/store';
import { zoom, zoomAll } from '../timeline/store';
import { alignAgain } from '../transcript/alignAgain';
import { openFind, openReplace } from '../transcript/findStore';
import { hearSegment, hearThisWord, loopSegment } from '../transcript/listening';
import { joinWithNext, retime, splitAtCaret, splitAtPlayhead } from '../transcript/reshape';
import { deskByKey } from '../translation/store';
import { commitEdit, markSelection, redo, undo } from '../transcript/store';
import { allowed } from '../vault/person';
import { lockVault } from '../vault/store';
import { useTextTab } from '../../state/textTab';

export const GROUPS = ['playback', 'clip', 'text', 'desk', 'timeline', 'window'] as const;
export type CommandGroup = (typeof GROUPS)[number];

/** One shortcut: the keyboard handler and the shortcut sheet both read this table, so they cannot disagree. */
export interface Command {
  readonly keys: readonly string[];
  readonly label: MessageKey;
  readonly group: CommandGroup;
  /** Works while typing and while a dialog is open. */
  readonly everywhere?: boolean;
  /** Its keys with Alt work while the text of a segment is being typed. */
  readonly whileTyping?: boolean;
  /** What the person's role must allow; a key that it does not allow is neither listed nor obeyed. */
  readonly action?: Action;
  /** Absent for keys that another part handles; they are listed here for the sheet. */
  readonly run?: (key: string) => void;
  /** How the keys are listed, where each alone would fill the sheet. */
  readonly shown?: readonly string[];
}

/** A voice has one key. */
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const SHORT_US = US_PER_SECOND;
const NUDGE_US = 0.1 * US_PER_SECOND;
const LONG_US = 5 * US_PER_SECOND;

export const COMMANDS: readonly Command[] = [
  { keys: ['Space', 'Ctrl+Space'], label: 'shortcuts.playPause', action: 'footage.playRedacted', group: 'playback', run: togglePlay },
  { keys: ['L'], label: 'shortcuts.forwards', action: 'footage.playRedacted', group: 'playback', run: () => { shuttle(1); } },
  { keys: ['K'], label: 'shortcuts.stop', action: 'footage.playRedacted', group: 'playback', run: pause },
  { keys: ['J'], label: 'shortcuts.backwards', action: 'footage.playRedacted', group: 'playback', run: () => { shuttle(-1); } },
  { keys: ['ArrowLeft'], label: 'shortcuts.back1', action: 'footage.playRedacted', group: 'playback', run: () => { seekBy(-SHORT_US); } },
  { keys: ['ArrowRight'], label: 'shortcuts.forward1', action: 'footage.playRedacted', group: 'playback', run: () => { seekBy(SHORT_US); } },
  { keys: ['Shift+ArrowLeft'], label: 'shortcuts.back5', action: 'footage.playRedacted', group: 'playback', run: () => { seekBy(-LONG_US); } },
  { keys: ['Shift+ArrowRight'], label: 'shortcuts.forward5', action: 'footage.playRedacted', group: 'playback', run: () => { seekBy(LONG_US); } },
  { keys: [','], label: 'shortcuts.frameBack', action: 'footage.playRedacted', group: 'playback', run: () => { stepFrame(-1); } },
  { keys: ['.'], label: 'shortcuts.frameForward', action: 'footage.playRedacted', group: 'playback', run: () => { stepFrame(1); } },
  { keys: ['[', 'Alt+ArrowDown'], label: 'shortcuts.slower', action: 'footage.playRedacted', group: 'playback', whileTyping: true, run: () => { stepRate(-1); } },
  { keys: [']', 'Alt+ArrowUp'], label: 'shortcuts.faster', action: 'footage.playRedacted', group: 'playback', whileTyping: true, run: () => { stepRate(1); } },
  { keys: ['R', 'Alt+R'], label: 'shortcuts.loop', action: 'footage.playRedacted', group: 'playback', whileTyping: true, run: loopSegment },
  { keys: ['W', 'Alt+W'], label: 'shortcuts.hearWord', action: 'footage.playRedacted', group: 'playback', whileTyping: true, run: hearThisWord },
  { keys: ['Alt+P'], label: 'shortcuts.hearSegment', action: 'footage.playRedacted', group: 'playback', whileTyping: true, run: hearSegment },
  { keys: ['Ctrl+Click'], label: 'shortcuts.clickWord', action: 'footage.playRedacted', group: 'playback' },

  { keys: ['I'], label: 'shortcuts.markIn', action: 'footage.playRedacted', group: 'clip', run: markIn },
  { keys: ['O'], label: 'shortcuts.markOut', action: 'footage.playRedacted', group: 'clip', run: markOut },
  { keys: ['Shift+I'], label: 'shortcuts.clearIn', action: 'footage.playRedacted', group: 'clip', run: () => { setRange(null, usePlayer.getState().outUs); } },
  { keys: ['Shift+O'], label: 'shortcuts.clearOut', action: 'footage.playRedacted', group: 'clip', run: () => { setRange(usePlayer.getState().inUs, null); } },
  { keys: ['Shift+X'], label: 'shortcuts.clearRange', group: 'clip', run: () => { setRange(null, null); } },
  { keys: ['M'], label: 'shortcuts.mark', action: 'passages.mark', group: 'clip', run: markSelection },
  { keys: ['P'], label: 'shortcuts.replaceName', action: 'pseudonyms.save', group: 'clip', run: replaceName },
  { keys: ['A'], label: 'shortcuts.acceptPassage', action: 'passages.mark', group: 'clip' },
  { keys: ['X'], label: 'shortcuts.rejectPassage', action: 'passages.reject', group: 'clip' },
  { keys: ['Arrows'], shown: ['← ↑ ↓ →'], label: 'shortcuts.moveBox', action: 'regions.draw', group: 'clip' },
  { keys: ['Shift+Arrows'], shown: ['Shift+← ↑ ↓ →'], label: 'shortcuts.sizeBox', action: 'regions.draw', group: 'clip' },
  { keys: ['Delete'], label: 'shortcuts.removeBox', action: 'regions.remove', group: 'clip' },
  { keys: ['C'], label: 'shortcuts.addClip', action: 'clips.edit', group: 'clip', run: () => void addChosen() },
  { keys: ['Ctrl+E'], label: 'shortcuts.exportClip', action: 'clips.export', group: 'clip', run: () => { withFootage(() => { openDialog({ kind: 'export' }); }); } },

  { keys: ['Enter', 'F2'], label: 'shortcuts.editText', action: 'transcript.edit', group: 'text' },
  { keys: ['Ctrl+Enter'], label: 'shortcuts.splitAtCaret', action: 'transcript.edit', group: 'text', run: inText(() => void splitAtCaret()) },
  { keys: ['S'], label: 'shortcuts.splitAtPlayhead', action: 'transcript.edit', group: 'text', run: () => void splitAtPlayhead() },
  { keys: ['Ctrl+Shift+Enter'], label: 'shortcuts.join', action: 'transcript.edit', group: 'text', run: inText(() => void joinWithNext()) },
  { keys: ['Alt+I'], label: 'shortcuts.startHere', action: 'transcript.edit', group: 'text', whileTyping: true, run: () => void retime('start') },
  { keys: ['Alt+O'], label: 'shortcuts.endHere', action: 'transcript.edit', group: 'text', whileTyping: true, run: () => void retime('end') },
  { keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'], label: 'shortcuts.nudgeStart', action: 'transcript.edit', group: 'text', run: (key) => void retime('start', key.endsWith('Left') ? -NUDGE_US : NUDGE_US) },
  { keys: ['Alt+Shift+ArrowLeft', 'Alt+Shift+ArrowRight'], label: 'shortcuts.nudgeEnd', action: 'transcript.edit', group: 'text', run: (key) => void retime('end', key.endsWith('Left') ? -NUDGE_US : NUDGE_US) },
  { keys: ['G'], label: 'shortcuts.goToWord', action: 'footage.playRedacted', group: 'text' },
  { keys: ['Shift+ArrowRight'], label: 'shortcuts.extend', action: 'passages.mark', group: 'text' },
  { keys: ['Alt+A'], label: 'shortcuts.alignSegment', action: 'transcript.edit', group: 'text', run: () => void alignAgain(false) },
  { keys: ['Alt+Shift+A'], label: 'shortcuts.alignAll', action: 'transcript.edit', group: 'text', run: () => void alignAgain(true) },
  { keys: DIGITS, shown: ['1–9'], label: 'shortcuts.giveVoice', action: 'transcript.edit', group: 'text', run: (key) => void giveVoice(Number(key)) },
  { keys: DIGITS.map((digit) => `Alt+${digit}`), shown: ['Alt+1–9'], label: 'shortcuts.giveVoiceOn', action: 'transcript.edit', group: 'text', run: (key) => void giveVoice(Number(key.slice(-1)), 'change') },
  { keys: ['N'], label: 'shortcuts.giveNobody', action: 'transcript.edit', group: 'text', run: () => void giveVoice(null) },
  { keys: ['B'], label: 'shortcuts.overlap', action: 'transcript.edit', group: 'text', run: () => void toggleOverlap() },
  { keys: ['V'], label: 'shortcuts.editVoice', action: 'transcript.edit', group: 'text', run: editVoice },
  { keys: ['F8'], label: 'shortcuts.nextDoubt', action: 'transcript.edit', group: 'text', run: () => void stepDoubt(1) },
  { keys: ['Shift+F8'], label: 'shortcuts.previousDoubt', action: 'transcript.edit', group: 'text', run: () => void stepDoubt(-1) },
  { keys: ['F7'], label: 'shortcuts.similarWords', action: 'transcript.edit', group: 'text', run: similarWords },
  { keys: ['F9'], label: 'shortcuts.confirmDoubt', action: 'transcript.edit', group: 'text', run: () => void confirmDoubt() },
  { keys: ['Ctrl+Z'], label: 'shortcuts.undo', action: 'transcript.edit', group: 'text', run: () => void travel('undo') },
  { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], label: 'shortcuts.redo', action: 'transcript.edit', group: 'text', run: () => void travel('redo') },
  { keys: ['Ctrl+F'], label: 'shortcuts.find', group: 'text', run: () => { openFind(); } },
  { keys: ['Ctrl+H'], label: 'shortcuts.replace', action: 'transcript.edit', group: 'text', run: openReplace },
  { keys: ['Ctrl+T'], label: 'shortcuts.transcribe', action: 'transcript.start', group: 'text', run: () => { withFootage(() => { openDialog({ kind: 'transcribe' }); }); } },
  { keys: ['Ctrl+Shift+S'], label: 'shortcuts.saveTranscript', action: 'transcript.exportRedacted', group: 'text', run: () => { withFootage(() => { openDialog({ kind: 'saveTranscript' }); }); } },

  { keys: ['Q', 'Alt+Q'], label: 'shortcuts.remark', action: 'remarks.write', group: 'desk', run: remarkSelection },
  { keys: ['Ctrl+D'], label: 'shortcuts.desk', action: 'translation.edit', group: 'desk', run: deskByKey },
  { keys: ['Enter', 'Shift+Enter'], label: 'shortcuts.deskNext', action: 'translation.edit', group: 'desk' },
  { keys: ['Ctrl+Enter'], label: 'shortcuts.deskChecked', action: 'translation.edit', group: 'desk' },
  { keys: ['Ctrl+Shift+Enter'], label: 'shortcuts.deskApproved', action: 'translation.edit', group: 'desk' },
  { keys: ['F8', 'Shift+F8'], label: 'shortcuts.deskOpen', action: 'translation.edit', group: 'desk' },
  { keys: ['F7'], label: 'shortcuts.deskSpelling', action: 'spelling.check', group: 'desk' },
  { keys: ['F6'], label: 'shortcuts.deskOriginal', action: 'translation.edit', group: 'desk' },
  { keys: ['Alt+E'], label: 'shortcuts.deskAlternatives', action: 'translation.edit', group: 'desk' },
  { keys: ['Alt+H'], label: 'shortcuts.deskVersions', action: 'translation.edit', group: 'desk' },
  { keys: ['Alt+M'], label: 'shortcuts.deskMemory', action: 'memory.use', group: 'desk' },
  { keys: ['Alt+Shift+M'], label: 'shortcuts.deskMemorySearch', action: 'memory.use', group: 'desk' },
  { keys: DIGITS.slice(0, 5).map((digit) => `Alt+${digit}`), shown: ['Alt+1–5'], label: 'shortcuts.deskMemoryTake', action: 'translation.edit', group: 'desk' },

  { keys: ['+', '='], label: 'shortcuts.zoomIn', group: 'timeline', run: () => { zoom(0.5); } },
  { keys: ['-'], label: 'shortcuts.zoomOut', group: 'timeline', run: () => { zoom(2); } },
  { keys: ['0'], label: 'shortcuts.zoomAll', group: 'timeline', run: zoomAll },

  { keys: ['Ctrl+I'], label: 'shortcuts.import', action: 'footage.import', group: 'window', run: () => void importByDialog() },
  { keys: ['Ctrl+N'], label: 'shortcuts.newInterview', action: 'interviews.create', group: 'window', run: () => { openDialog({ kind: 'interview', interviewId: null }); } },
  { keys: ['Ctrl+J'], label: 'shortcuts.jobs', group: 'window', run: toggleJobs },
  { keys: ['Ctrl+K'], label: 'shortcuts.vault', group: 'window', run: () => { openDialog({ kind: 'vault' }); } },
  { keys: ['?'], label: 'shortcuts.sheet', group: 'window', run: () => { openDialog({ kind: 'shortcuts' }); } },
  // What has been typed is saved first: a lock must not cost a correction.
  { keys: ['Ctrl+L'], label: 'shortcuts.lock', group: 'window', everywhere: true, run: () => void commitEdit().then(lockVault) },
];

/** The list of clips has a history of its own. While it is open it is what is seen, so it is what is taken back, wherever the focus is. */
function travel(direction: 'undo' | 'redo'): Promise<void> {
  if (useTextTab.getState().tab === 'clips' && allowed('clips.edit')) return travelClips(direction);
  return direction === 'undo' ? undo() : redo();
}

/** Ctrl+Enter in another field, a note or a search, must not reshape the transcript. */
function inText(run: () => void): () => void {
  return () => { if (document.activeElement?.closest('input, select, textarea') === null) run(); };
}

function withFootage(run: () => void): void {
  if (useLibrary.getState().footageId !== null) run();
}
