import { AT_RISK, audioTreatment, passageDraft, REASONS, SEVERITIES, type Passage, type PassageDraft, type Segment, type WordAnchor } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { findPhrase } from '../../../shared/text';
import { msToUs, usToMs } from '../../../shared/time';
import { markPassage } from '../../core/operations/passages';
import { readTranscript } from '../../core/operations/transcript';
import { transaction } from '../../core/vault/database';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const redactCommand: Command = {
  words: ['redact'],
  usage: 'redact ID (--text "…" | --start-ms A --end-ms B) --reason R [--note "…"] [--audio mute|bleep|replace] [--video none|blur|black] [--who speaker|third-person|victim|interviewer] [--severity 1|2|3]',
  async run(argv, output) {
    const args = readArguments(argv, {
      text: { type: 'string' }, 'start-ms': { type: 'string' }, 'end-ms': { type: 'string' }, reason: { type: 'string' },
      note: { type: 'string' }, audio: { type: 'string' }, video: { type: 'string' }, who: { type: 'string' }, severity: { type: 'string' },
    });
    const given = onlyPositional(args, 'footage id');
    const [text, start, end] = [args.text('text'), args.milliseconds('start-ms'), args.milliseconds('end-ms')];
    if ((text === undefined) === (start === undefined && end === undefined)) throw new UsageError('Give either --text or both --start-ms and --end-ms.');
    if (text === undefined && (start === undefined || end === undefined)) throw new UsageError('Give both --start-ms and --end-ms.');
    if (args.text('reason') === undefined) throw new UsageError(`Give a --reason: ${REASONS.join(', ')}.`);
    const treatment = {
      reason: args.choice('reason', REASONS, 'other'), note: args.text('note') ?? '',
      audio: args.choice('audio', audioTreatment.options, 'mute'), video: args.choice('video', ['none', 'blur', 'black'] as const, 'none'),
      who: args.text('who') === undefined ? null : args.choice('who', AT_RISK, 'speaker'), severity: Number(args.choice('severity', SEVERITIES.map(String), '2')),
    };
    await withWorkspace(args, async (workspace) => {
      const { db } = workspace.vault;
      const footageId = resolveFootageId(workspace, given);
      const targets: PassageDraft['target'][] = text === undefined
        ? [{ startUs: msToUs(start ?? 0), endUs: msToUs(end ?? 0) }]
        : occurrences(readTranscript(workspace, { footageId }), text).map((words) => ({ words }));
      if (targets.length === 0) throw new ZapisError('redact-text-not-found');
      const drafts = targets.map((target) => passageDraft.parse({ footageId, target, ...treatment }));
      const passages = transaction(db, () => drafts.map((draft) => markPassage(workspace, draft)));
      const shown = passages.map(describe);
      output.result({ passages: shown }, shown.map((p) => `${p.id}  ${p.startMs}–${p.endMs} ms`));
    });
  },
};

/** Every place where the words stand, across segment borders, without regard to case, script or diacritics. */
function occurrences(segments: readonly Segment[], text: string): WordAnchor[] {
  const words = segments.flatMap((segment) => segment.words.map((word, index) => ({ segmentId: segment.id, index, text: word.text })));
  return findPhrase(words.map((word) => word.text), text).flatMap(({ from, to }) => {
    const [first, last] = [words[from], words[to]];
    return first && last ? [{ fromSegmentId: first.segmentId, fromWord: first.index, toSegmentId: last.segmentId, toWord: last.index }] : [];
  });
}

function describe(passage: Passage): { id: string; startMs: number; endMs: number; text: string } {
  return { id: passage.id, startMs: usToMs(passage.startUs), endMs: usToMs(passage.endUs), text: passage.text };
}
