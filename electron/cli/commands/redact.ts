import { AT_RISK, audioTreatment, clipVoice, isBroughtAlong, passageDraft, reasonCode, REASONS, SEVERITIES, type ClipVoice, type Job, type Passage, type PassageDraft, type Segment, type WordAnchor } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { findPhrase } from '../../../shared/text';
import { msToUs, usToMs, type Span } from '../../../shared/time';
import { getFootage } from '../../core/footage/footage';
import { markPassage } from '../../core/operations/passages';
import { addRegion } from '../../core/operations/regions';
import { setVoice } from '../../core/operations/voice';
import { readTranscript } from '../../core/operations/transcript';
import { DEFAULT_POLICY } from '../../core/redaction/policy';
import { transaction } from '../../core/vault/database';
import { facesInput } from '../../core/workspace/facesRunner';
import type { Workspace } from '../../core/workspace/workspace';
import { onlyPositional, readArguments, UsageError, type ParsedArguments } from '../arguments';
import type { Output } from '../output';
import { keyframesOf } from '../boxes';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const redactCommand: Command = {
  words: ['redact'],
  usage: 'redact ID [--voice disguise|own] [(--text "…" | --start-ms A --end-ms B) --reason R [--note "…"] [--audio mute|bleep|replace] [--video none|blur|black|faces|region [--box x,y,w,h]] [--who speaker|third-person|victim|interviewer] [--severity 1|2|3]]',
  async run(argv, output) {
    const args = readArguments(argv, {
      text: { type: 'string' }, 'start-ms': { type: 'string' }, 'end-ms': { type: 'string' }, reason: { type: 'string' },
      note: { type: 'string' }, audio: { type: 'string' }, video: { type: 'string' }, who: { type: 'string' }, severity: { type: 'string' }, box: { type: 'string' }, voice: { type: 'string' },
    });
    const given = onlyPositional(args, 'footage id');
    const [text, start, end] = [args.text('text'), args.milliseconds('start-ms'), args.milliseconds('end-ms')];
    const voice = args.text('voice') === undefined ? null : args.choice('voice', clipVoice.options, 'own');
    const marks = text !== undefined || start !== undefined || end !== undefined;
    if (voice !== null && !marks) return hideVoice(args, output, given, voice);
    if ((text === undefined) === (start === undefined && end === undefined)) throw new UsageError('Give either --text or both --start-ms and --end-ms.');
    if (text === undefined && (start === undefined || end === undefined)) throw new UsageError('Give both --start-ms and --end-ms.');
    if (args.text('reason') === undefined) throw new UsageError(`Give a --reason: ${REASONS.join(', ')}.`);
    const video = args.choice('video', ['none', 'blur', 'black', 'faces', 'region'] as const, 'none');
    const box = args.text('box');
    if ((video === 'region') !== (box !== undefined)) throw new UsageError('--video region goes together with --box x,y,w,h.');
    const keyframes = box === undefined ? [] : keyframesOf(box);
    const treatment = {
      reason: reasonOf(args.text('reason')), note: args.text('note') ?? '',
      audio: args.choice('audio', audioTreatment.options, 'mute'), video: video === 'region' ? 'none' : video,
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
      // All or nothing: words muted whose face stays in sight would look done and not be.
      const { passages, covers } = transaction(db, () => {
        if (voice !== null) setVoice(workspace, { footageId, voice });
        const before = new Set(workspace.jobs.list().map(({ id }) => id));
        const passages = drafts.map((draft) => markPassage(workspace, draft));
        if (video === 'faces') return { passages, covers: begunSince(workspace, before) };
        const around = video === 'region' ? passages.map((passage) => aroundPassage(passage, getFootage(db, footageId).durationUs)) : [];
        return { passages, covers: around.map((span): Cover => ({ regionId: addRegion(workspace, { footageId, name: '', treatment: 'pixelate', keyframes, ...span }).id, job: null })) };
      });
      for (const { job } of covers) if (job) await finishJob(workspace, output, job);
      const shown = passages.map(describe);
      output.result({ passages: shown, ...(covers.length > 0 ? { regions: covers.map(({ regionId }) => regionId) } : {}), ...(voice === null ? {} : { voice }) }, shown.map((p) => `${p.id}  ${p.startMs}–${p.endMs} ms`));
    });
  },
};

/** For all clips of the footage, in all that is said: there is no passage to it. */
function hideVoice(args: ParsedArguments, output: Output, given: string, voice: ClipVoice): Promise<void> {
  return withWorkspace(args, async (workspace) => {
    setVoice(workspace, { footageId: resolveFootageId(workspace, given), voice });
    output.result({ passages: [], voice }, [voice === 'own' ? 'Clips of this footage have the speaker’s own voice.' : 'Every clip of this footage will have a disguised voice.']);
  });
}

interface Cover { readonly regionId: string; readonly job: Job | null }

/** The searches for faces that marking has begun. */
function begunSince({ jobs }: Workspace, before: ReadonlySet<string>): Cover[] {
  return jobs.list().filter(({ id, kind }) => kind === 'faces' && !before.has(id)).map((job) => ({ job, regionId: facesInput.parse(jobs.input(job.id)).regionId }));
}

/** As far as a passage's own treatment of the picture would reach. */
function aroundPassage({ startUs, endUs }: Span, durationUs: number): Span {
  return { startUs: Math.max(0, startUs - DEFAULT_POLICY.paddingUs), endUs: Math.min(durationUs, endUs + DEFAULT_POLICY.paddingUs) };
}

/** Every place where the words stand, across segment borders, without regard to case, script or diacritics. */
function occurrences(segments: readonly Segment[], text: string): WordAnchor[] {
  const words = segments.flatMap((segment) => segment.words.map((word, index) => ({ segmentId: segment.id, index, text: word.text })));
  return findPhrase(words.map((word) => word.text), text).flatMap(({ from, to }) => {
    const [first, last] = [words[from], words[to]];
    return first && last ? [{ fromSegmentId: first.segmentId, fromWord: first.index, toSegmentId: last.segmentId, toWord: last.index }] : [];
  });
}

/** One that Zapis brings, or the code of a vault's own; whether the vault has it is the core's to say. */
function reasonOf(given: string | undefined): string {
  if (given !== undefined && (isBroughtAlong(given) || (given.includes('/') && reasonCode.safeParse(given).success))) return given;
  throw new UsageError(`--reason takes one of: ${REASONS.join(', ')}; or the code of one of the vault's own (zapis reasons list).`);
}

function describe(passage: Passage): { id: string; startMs: number; endMs: number; text: string } {
  return { id: passage.id, startMs: usToMs(passage.startUs), endMs: usToMs(passage.endUs), text: passage.text };
}
