import { join } from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { FrameCovers } from '../../electron/core/clips/frameCovers';
import { startFaces } from '../../electron/core/faces/client';
import { orderFaces, storeFaces } from '../../electron/core/faces/order';
import { searchFaces } from '../../electron/core/faces/search';
import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { planRegions } from '../../electron/core/redaction/regionPlan';
import { listRegions } from '../../electron/core/redaction/regions';
import { facesFootage, RATE, SECONDS } from '../support/facesFootage';
import { runBench, withBench } from './support/bench';
import { timed } from './support/report';

const MODEL = 'ultraface-rfb-320';

/** Faces that move, hide, are small and stand in the dark: how fast every frame is searched, and how many are covered. */
runBench(() => withBench(async ({ workspace, dir }) => {
  const model = modelPath(MODEL);
  const client = startFaces(workspace.startWorker, model);
  const { file, truth } = await facesFootage(dir, 'faces.mp4', client);
  client.dispose();
  const { footage } = await importFootage(workspace, file);
  const stretch = { startUs: 0, endUs: SECONDS * 1_000_000 };
  const { db } = workspace.vault;
  const order = orderFaces(db, footage.id, stretch, 'pixelate', null);
  let frames = 0;
  const ms = await timed(async () => {
    const found = await searchFaces(workspace, footage.id, stretch, { model, signal: new AbortController().signal, onCheckpoint: () => undefined, onProgress: () => undefined });
    frames = found.frames;
    storeFaces(db, order.id, stretch, found.tracks, MODEL, null);
  });
  const request = { footageId: footage.id, ...stretch, subtitles: 'none' as const };
  const alone = await timed(async () => void await exportClip(workspace, request, join(dir, 'alone.mp4')));
  const looked = await timed(async () => void await exportClip(workspace, request, join(dir, 'looked.mp4'), { looking: { modelId: MODEL, modelPath: model, startWorker: workspace.startWorker } }));
  console.log(`faces in the finished clip: ${((looked - alone) / 1000 / SECONDS).toFixed(2)} s for each second in which three faces are covered; the export itself ${(alone / 1000 / SECONDS).toFixed(2)} s`);
  const covers = new FrameCovers(planRegions(listRegions(db, footage.id), stretch).covers);
  let [faces, covered] = [0, 0];
  for (let frame = 0; frame < SECONDS * RATE; frame += 1) {
    const boxes = covers.during((frame * 1_000_000) / RATE, ((frame + 1) * 1_000_000) / RATE);
    for (const one of truth(frame)) {
      faces += 1;
      if (boxes.some((box) => box.left <= one.left && box.top <= one.top && box.right >= one.right && box.bottom >= one.bottom)) covered += 1;
    }
  }
  console.log(`faces: ${frames} frames in ${ms.toFixed(0)} ms, ${((frames * 1000) / ms).toFixed(1)} frames/s, ${((SECONDS * 1000) / ms).toFixed(2)} × real time; ${covered} of ${faces} faces covered, ${((100 * covered) / faces).toFixed(2)} % (goal ≥ 99.5)`);
}));
