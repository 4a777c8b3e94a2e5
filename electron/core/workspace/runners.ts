import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { clipRequest, exportedClip, type ExportedClip, footageOf, languageCode, speakerCount } from '../../../shared/domain';
import { exportClip, isRevealed } from '../clips/export';
import { heardSoFar, UNHEARD, type HeardSoFar } from '../clips/leak/listenAgain';
import { lookedSoFar, type LookedSoFar } from '../clips/leak/lookAgain';
import { importFootage } from '../footage/import';
import { ensureWaveform } from '../media/waveform';
import { makePreview } from '../media/preview';
import { getFootage } from '../footage/footage';
import { addModelsFrom } from '../models/add';
import { modelPath } from '../models/catalogue';
import { assertModelFits } from '../models/fit';
import { rememberSpeed } from '../models/speeds';
import { assertToldLanguage } from '../models/told';
import { whileUsed } from '../models/use';
import { assertApproved } from '../redaction/gate';
import { assertStands } from '../releasing/release';
import { doneAligning } from '../transcript/toAlign';
import { startAligner } from '../transcription/alignerClient';
import { addCounts, NOTHING_REALIGNED, realign, realignCounts } from '../transcription/realign';
import { glossaryForHearing } from '../glossary/hearing';
import { interviewLanguages } from '../transcription/rows';
import { transcribeFootage } from '../transcription/transcribe';
import { chosenThreads } from './keepPower';
import { looker, registerFaces } from './facesRunner';
import { enqueueSpeakers, registerSpeakers } from './speakersRunner';
import { registerMemory } from './memoryRunner';
import { registerTranslate } from './translateRunner';
import type { Workspace } from './workspace';

export const importInput = z.object({ path: z.string(), interviewId: z.string().nullable() });
export const transcribeInput = z.object({ language: z.union([languageCode, z.literal('auto')]), modelId: z.string(), replace: z.boolean(), /** Use the names of the interview's glossary. */ glossary: z.boolean().default(true), /** Languages to be expected; absent: those of the interview. */ candidates: z.array(languageCode).optional(), /** Tell voices apart afterwards; null: people say who speaks. */ speakers: speakerCount.nullable().default(null) });
export const alignInput = z.object({ /** Null: all of the footage. */ segmentIds: z.array(z.string()).nullable() });
export const exportInput = z.object({ request: clipRequest, outFile: z.string(), overwrite: z.boolean(), /** By footage, the release by which somebody may export who sees only what is released. */ releases: z.record(z.string(), z.string()).default({}), /** The same of before a clip could be of several footages. */ releaseId: z.string().nullable().default(null), /** What a custodian took upon himself. */ override: z.object({ by: z.string().nullable(), why: z.string(), open: z.array(z.string()) }).nullable().default(null), /** The model by which the finished clip is listened to once more; null listens to nothing. */ listenBy: z.string().nullable().default(null), /** Why nobody listens. */ unheard: z.enum(UNHEARD).nullable().default(null) });
/** Saved with the footage's row, so that an import killed right after it is no duplicate of itself. */
const importedSchema = z.object({ footageId: z.string() });
export const modelInput = z.object({ path: z.string() });

/** Teaches the queue how each kind of job is done. Every runner resumes from its checkpoint. */
export function registerRunners(workspace: Workspace): void {
  registerImport(workspace);
  registerPreview(workspace);
  registerTranscribe(workspace);
  registerAlign(workspace);
  registerSpeakers(workspace);
  registerTranslate(workspace);
  registerMemory(workspace);
  registerFaces(workspace);
  registerExport(workspace);
  workspace.jobs.register('model', async (ctx) => {
    const { path: file } = modelInput.parse(ctx.input);
    return { models: await addModelsFrom(file, { signal: ctx.signal, onProgress: (fraction: number) => { ctx.progress(fraction); } }) };
  });
}

function registerImport(workspace: Workspace): void {
  workspace.jobs.register('import', async (ctx) => {
    const { path: file, interviewId } = importInput.parse(ctx.input);
    const before = importedSchema.safeParse(ctx.checkpoint).data;
    const { footage, duplicate } = before ? { footage: getFootage(workspace.vault.db, before.footageId), duplicate: false } : await importFootage(workspace, file, {
      interviewId,
      signal: ctx.signal,
      onInserted: (footageId) => { ctx.saveCheckpoint({ footageId }); },
      onProgress: ({ bytes, totalBytes }) => { ctx.progress(totalBytes === 0 ? 0 : bytes / totalBytes); },
    });
    ctx.setFootage(footage.id);
    workspace.changes.emit('footage', footage.id);
    if (!duplicate) enqueuePreview(workspace, footage.id);
    return { footageId: footage.id, duplicate };
  });
}

/** Begins making what the player and the timeline need of a footage, in the background. */
export function enqueuePreview(workspace: Workspace, footageId: string): void {
  // A job that was killed after it had asked for the preview asks again when it resumes.
  if (workspace.jobs.list().some((job) => job.kind === 'preview' && job.footageId === footageId && job.finishedAt === null)) return;
  workspace.jobs.enqueue('preview', getFootage(workspace.vault.db, footageId).name, footageId, {});
}

function registerPreview(workspace: Workspace): void {
  workspace.jobs.register('preview', async (ctx) => {
    const footageId = ctx.footageId ?? '';
    const needsProxy = getFootage(workspace.vault.db, footageId).playback === 'proxy-pending';
    await ensureWaveform(workspace, footageId, { signal: ctx.signal });
    workspace.changes.emit('footage', footageId);
    if (needsProxy) {
      await makePreview(workspace, footageId, { signal: ctx.signal, onProgress: (fraction: number) => { ctx.progress(fraction); } });
      workspace.changes.emit('footage', footageId);
    }
    return {};
  });
}

function registerTranscribe(workspace: Workspace): void {
  workspace.jobs.register('transcribe', async (ctx) => {
    const { language, modelId, replace, glossary, candidates, speakers } = transcribeInput.parse(ctx.input);
    const footageId = ctx.footageId ?? '';
    // Before the worker starts: a queued job may have waited while the catalogue or the machine changed.
    assertModelFits(modelId);
    assertToldLanguage(modelId, language, candidates ?? interviewLanguages(workspace.vault.db, footageId));
    const result = await whileUsed(modelId, async () => transcribeFootage(workspace, footageId, {
      language, modelId, replace, candidates,
      ...glossaryForHearing(workspace.vault.db, footageId, glossary),
      modelPath: modelPath(modelId),
      threads: chosenThreads(workspace.vault.db, workspace.threads),
      signal: ctx.signal,
      checkpoint: ctx.checkpoint,
      onCheckpoint: (value) => { ctx.saveCheckpoint(value); },
      onProgress: (fraction, speed) => { ctx.progress(fraction, { speed }); },
      onSegments: () => { workspace.changes.emit('transcript', footageId); },
    }));
    rememberSpeed(modelId, result.audioMs, result.elapsedMs);
    if (speakers !== null) enqueueSpeakers(workspace, footageId, speakers);
    return result;
  });
}

/** Where an interrupted alignment stands. */
const alignCheckpoint = z.object({ fromUs: z.number().int().nonnegative(), before: realignCounts });

function registerAlign(workspace: Workspace): void {
  const { vault, startWorker, changes } = workspace;
  workspace.jobs.register('align', async (ctx) => {
    const { segmentIds } = alignInput.parse(ctx.input);
    const footageId = ctx.footageId ?? '';
    const { durationUs } = getFootage(vault.db, footageId);
    const { fromUs, before } = alignCheckpoint.safeParse(ctx.checkpoint).data ?? { fromUs: 0, before: NOTHING_REALIGNED };
    const aligner = startAligner(startWorker);
    const began = performance.now();
    try {
      const counts = await realign(workspace, footageId, aligner, {
        segmentIds: segmentIds === null ? null : new Set(segmentIds), fromUs, signal: ctx.signal,
        onStored: ({ reachedUs, taken, counts: now }) => {
          doneAligning(vault.db, taken);
          ctx.saveCheckpoint({ fromUs: reachedUs, before: addCounts(before, now) });
          ctx.progress(reachedUs / durationUs, { speed: (reachedUs - fromUs) / 1000 / (performance.now() - began) });
        },
      });
      return { footage: footageId, ...addCounts(before, counts), elapsedMs: Math.round(performance.now() - began) };
    } finally {
      aligner.dispose();
      for (const what of ['transcript', 'passages'] as const) changes.emit(what, footageId);
    }
  });
}

function registerExport(workspace: Workspace): void {
  workspace.jobs.register('export', async (ctx) => {
    const { request, outFile, overwrite, releases, releaseId, override, listenBy, unheard } = exportInput.parse(ctx.input);
    const assertMayLeave = (): void => {
      const { db } = workspace.vault;
      if (releaseId !== null) assertStands(db, request.footageId, releaseId);
      for (const [footageId, id] of Object.entries(releases)) assertStands(db, footageId, id);
      for (const footageId of footageOf(request)) assertApproved(db, footageId, override);
    };
    assertMayLeave();
    ctx.setTitle(path.basename(outFile));
    const revealed = exportedClip.safeParse(ctx.checkpoint).data;
    if (revealed && await isRevealed(revealed)) return revealed;
    const listening = listenBy === null ? (unheard ?? 'switched-off') : { modelId: listenBy, modelPath: modelPath(listenBy), startWorker: workspace.startWorker, threads: chosenThreads(workspace.vault.db, workspace.threads) };
    let kept: object = { ...lookedSoFar.safeParse(ctx.checkpoint).data, ...heardSoFar.safeParse(ctx.checkpoint).data };
    const keep = (soFar: LookedSoFar | HeardSoFar): void => {
      kept = { ...kept, ...soFar };
      ctx.saveCheckpoint(kept);
    };
    const exported = (): Promise<ExportedClip> => exportClip(workspace, request, outFile, {
      listening,
      looking: looker(workspace),
      lookedSoFar: lookedSoFar.safeParse(ctx.checkpoint).data,
      onLooked: keep,
      heardSoFar: heardSoFar.safeParse(ctx.checkpoint).data,
      onHeard: keep,
      override: override && { by: override.by, why: override.why, isForUnheard: override.open.length === 0 },
      // Killed while the files were being given their names: those that have theirs are this job's own.
      overwrite: overwrite || (revealed !== undefined && !existsSync(revealed.file)),
      beforeReveal: (clip) => {
        assertMayLeave();
        ctx.saveCheckpoint(clip);
      },
      signal: ctx.signal,
      onProgress: (fraction) => { ctx.progress(fraction); },
    });
    return listenBy === null ? exported() : whileUsed(listenBy, exported);
  });
}
