import { SEVERITIES, type PassageView, type Severity } from '../../../shared/domain';
import { may, type Action } from '../../../shared/roles';
import { usToMs } from '../../../shared/time';
import { ZapisError } from '../../../shared/errors';
import { setSuggestionThreshold } from '../../core/operations/clips';
import { acceptPassage, commentPassage, listPassages, rejectPassage } from '../../core/operations/passages';
import { authorise } from '../../core/operations/operation';
import { onlyPositional, readArguments, UsageError, type ParsedArguments } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Workspace } from '../../core/workspace/workspace';
import type { Command } from '.';

/** A passage as the command line tells it; words only to whom they are not hidden. */
function told(p: PassageView, readsRaw: boolean): object {
  return {
    id: p.id, startMs: usToMs(p.startUs), endMs: usToMs(p.endUs), reason: p.reason, who: p.who, severity: p.severity, audio: p.audio, video: p.video, state: p.state,
    markedBy: p.markedBy?.name ?? null, approvedBy: p.state === 'approved' ? p.changedBy?.name ?? null : null,
    ...(readsRaw ? { text: p.text, note: p.note, suggestion: p.suggestion, comments: p.comments.map(({ at, by, text }) => ({ at, by, text })) } : {}),
  };
}

export const passagesCommand: Command = {
  words: ['passages'],
  usage: 'passages ID    every passage with its state, who is at risk, and who marked and approved it',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const given = onlyPositional(args, 'footage id');
    await withWorkspace(args, async (workspace) => {
      const passages = listPassages(workspace, { footageId: resolveFootageId(workspace, given) });
      const readsRaw = may(workspace.actor.role, 'transcript.readRaw');
      output.result({ passages: passages.map((p) => told(p, readsRaw)) },
        passages.map((p) => `${p.id}  ${usToMs(p.startUs)}–${usToMs(p.endUs)} ms  ${p.state}  ${p.reason}  severity ${p.severity}${p.video === 'none' ? '' : `  picture ${p.video}`}${p.who === null ? '' : `  ${p.who}`}`));
    });
  },
};

/** Does something to one passage of a footage. */
async function onPassage<T>(args: ParsedArguments, action: Action, work: (workspace: Workspace, passageId: string) => T): Promise<T> {
  const given = onlyPositional(args, 'footage id');
  const passageId = args.text('passage');
  if (passageId === undefined) throw new UsageError('Say which passage: --passage P.');
  return withWorkspace(args, async (workspace) => {
    authorise(workspace, action);
    const found = listPassages(workspace, { footageId: resolveFootageId(workspace, given) }).some(({ id }) => id === passageId);
    if (!found) throw new ZapisError('passage-missing');
    return work(workspace, passageId);
  });
}

export const acceptCommand: Command = {
  words: ['accept'],
  usage: 'accept ID --passage P    a suggestion is right: it counts as marked by you and waits for the second person',
  async run(argv, output) {
    const { id, state } = await onPassage(readArguments(argv, { passage: { type: 'string' } }), 'passages.mark', (workspace, passageId) => acceptPassage(workspace, { passageId }));
    output.result({ id, state }, ['Accepted.']);
  },
};

export const rejectCommand: Command = {
  words: ['reject'],
  usage: 'reject ID --passage P    need not be redacted; what is marked only by a second person: --as NAME',
  async run(argv, output) {
    const { id, state } = await onPassage(readArguments(argv, { passage: { type: 'string' } }), 'passages.reject', (workspace, passageId) => rejectPassage(workspace, { passageId }));
    output.result({ id, state }, ['Rejected.']);
  },
};

export const commentCommand: Command = {
  words: ['comment'],
  usage: 'comment ID --passage P --text "…"    for colleagues inside the vault',
  async run(argv, output) {
    const args = readArguments(argv, { passage: { type: 'string' }, text: { type: 'string' } });
    const text = args.text('text');
    if (text === undefined) throw new UsageError('Give the comment: --text "…".');
    const { comment } = await onPassage(args, 'passages.comment', (workspace, passageId) => commentPassage(workspace, { passageId, text }));
    output.result({ id: comment.id }, ['Said.']);
  },
};

export const thresholdCommand: Command = {
  words: ['passages', 'threshold'],
  usage: 'passages threshold 1|2|3    from which severity on an undecided suggestion holds up exports',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const given = onlyPositional(args, 'severity');
    const threshold: Severity | undefined = SEVERITIES.find((one) => String(one) === given);
    if (threshold === undefined) throw new UsageError('The severity is 1, 2 or 3.');
    await withWorkspace(args, (workspace) => Promise.resolve(setSuggestionThreshold(workspace, { threshold })));
    output.result({ threshold }, [`From severity ${threshold} on.`]);
  },
};
