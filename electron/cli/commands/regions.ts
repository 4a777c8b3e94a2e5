import { regionShape, regionTreatment, type Keyframe, type Region } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { msToUs, usToMs } from '../../../shared/time';
import { addRegion, coverFaces, listRegions, removeRegion, searchAgain } from '../../core/operations/regions';
import { getFootage } from '../../core/footage/footage';
import { facesWaiting } from '../../core/workspace/facesRunner';
import type { Workspace } from '../../core/workspace/workspace';
import { onlyPositional, readArguments, UsageError, type ParsedArguments } from '../arguments';
import { keyframesOf } from '../boxes';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

const keyframeTold = ({ atUs, x, y, w, h }: Keyframe): object => ({ atMs: usToMs(atUs), x, y, w, h });
/** Without its keyframes: a track of a face has hundreds. */
const summary = (r: Region): object => ({
  id: r.id, kind: r.kind, name: r.name, treatment: r.treatment, shape: r.shape, bare: r.bare, startMs: usToMs(r.startUs), endMs: usToMs(r.endUs), searched: r.searched, order: r.orderId,
  keyframeCount: r.keyframes.length, ...placesOf(r),
});
const told = (r: Region): object => ({ ...summary(r), keyframes: r.keyframes.map(keyframeTold) });

function placesOf({ keyframes }: Region): object {
  const [first, last] = [keyframes[0], keyframes.at(-1)];
  return first && last ? { first: keyframeTold(first), ...(keyframes.length > 1 ? { last: keyframeTold(last) } : {}) } : {};
}

const line = (r: Region): string => `${r.id}  ${usToMs(r.startUs)}–${usToMs(r.endUs)} ms  ${r.kind}  ${r.treatment}${r.shape === 'ellipse' ? '  ellipse' : ''}${r.kind === 'faces' ? '' : `  ${r.keyframes.length} keyframe${r.keyframes.length === 1 ? '' : 's'}`}${r.kind === 'faces' && r.searched === null ? '  not searched: covered whole' : ''}${r.bare ? '  left in sight: nothing covered' : ''}${r.name === '' ? '' : `  ${r.name}`}`;

const keyframeLine = ({ atUs, x, y, w, h }: Keyframe): string => `    ${usToMs(atUs)} ms  ${[x, y, w, h].map((share) => share.toFixed(4)).join(',')}`;

const STRETCH = { 'start-ms': { type: 'string' }, 'end-ms': { type: 'string' }, treatment: { type: 'string' } } as const;

/** The whole footage unless told. */
function stretchOf(args: ParsedArguments, workspace: Workspace, footageId: string): { startUs: number; endUs: number } {
  const end = args.milliseconds('end-ms');
  return { startUs: msToUs(args.milliseconds('start-ms') ?? 0), endUs: end === undefined ? getFootage(workspace.vault.db, footageId).durationUs : msToUs(end) };
}

export const regionsAdd: Command = {
  words: ['regions', 'add'],
  usage: 'regions add ID --box x,y,w,h[;…] [--start-ms A] [--end-ms B] [--treatment pixelate|black] [--shape rectangle|ellipse] [--name "…"] [--bare]    covers a part of the picture; --bare: says that faces there are meant to be seen',
  async run(argv, output) {
    const args = readArguments(argv, { ...STRETCH, box: { type: 'string' }, name: { type: 'string' }, bare: { type: 'boolean' }, shape: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const box = args.text('box');
    if (box === undefined) throw new UsageError('Say where: --box x,y,w,h.');
    const keyframes = keyframesOf(box);
    const treatment = args.choice('treatment', regionTreatment.options, 'pixelate');
    await withWorkspace(args, (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const region = addRegion(workspace, { footageId, name: args.text('name') ?? '', treatment, shape: args.choice('shape', regionShape.options, 'rectangle'), bare: args.flag('bare'), keyframes, ...stretchOf(args, workspace, footageId) });
      output.result(told(region), [line(region)]);
      return Promise.resolve();
    });
  },
};

export const regionsList: Command = {
  words: ['regions', 'list'],
  usage: 'regions list ID [--keyframes]    covered parts of the picture, tracks of faces, and orders to cover faces; --keyframes: with every place and time of each',
  async run(argv, output) {
    const args = readArguments(argv, { keyframes: { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const whole = args.flag('keyframes');
    await withWorkspace(args, (workspace) => {
      const regions = listRegions(workspace, { footageId: resolveFootageId(workspace, given) });
      output.result({ regions: regions.map(whole ? told : summary) }, regions.flatMap((r) => [line(r), ...(whole ? r.keyframes.map(keyframeLine) : [])]));
      return Promise.resolve();
    });
  },
};

export const regionsRemove: Command = {
  words: ['regions', 'remove'],
  usage: 'regions remove ID --region R    an order goes together with the faces found for it; of a face the cover is taken off',
  async run(argv, output) {
    const args = readArguments(argv, { region: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const regionId = args.text('region');
    if (regionId === undefined) throw new UsageError('Say which region: --region R.');
    await withWorkspace(args, (workspace) => {
      if (!listRegions(workspace, { footageId: resolveFootageId(workspace, given) }).some(({ id }) => id === regionId)) throw new ZapisError('region-missing');
      const { id, bare } = removeRegion(workspace, { regionId });
      output.result({ id, bare }, [bare ? 'Its cover is off; the face is left in sight.' : 'Removed.']);
      return Promise.resolve();
    });
  },
};

export const facesCommand: Command = {
  words: ['faces'],
  usage: 'faces ID [--start-ms A] [--end-ms B] [--treatment pixelate|black] | faces ID --region R    finds the faces in every frame and covers them; R: an order whose search was cancelled',
  async run(argv, output) {
    const args = readArguments(argv, { ...STRETCH, region: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const again = args.text('region');
    const treatment = args.choice('treatment', regionTreatment.options, 'pixelate');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const interrupted = facesWaiting(workspace, footageId);
      if (interrupted) workspace.jobs.adopt(interrupted.id);
      const job = interrupted ?? (again === undefined ? coverFaces(workspace, { footageId, treatment, ...stretchOf(args, workspace, footageId) }) : searchAgain(workspace, { regionId: again })).job;
      const result = await finishJob(workspace, output, job) as { tracks: number; frames: number };
      output.result(result, [`${result.tracks} tracks of faces in ${result.frames} frames. Look at each before anything leaves.`]);
    });
  },
};
