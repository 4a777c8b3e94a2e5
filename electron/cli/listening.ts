import type { ExportedClip } from '../../shared/domain';
import { modelPath } from '../core/models/catalogue';
import { UsageError, type ParsedArguments } from './arguments';

/** The options by which an export says whether its clip is listened to once more; without any the vault's setting holds. */
export const LISTENING_OPTIONS = { listen: { type: 'boolean' }, 'no-listen': { type: 'boolean' }, model: { type: 'string' } } as const;

/** @throws UsageError when they contradict each other; ZapisError `model-…` when the model named is not there. */
export function listeningOf(args: ParsedArguments): { readonly listen?: boolean; readonly modelId?: string } {
  const modelId = args.text('model');
  if (args.flag('no-listen')) {
    if (args.flag('listen') || modelId !== undefined) throw new UsageError('--no-listen goes without --listen and --model.');
    return { listen: false };
  }
  // Known now, not when the clip is rendered.
  if (modelId !== undefined) modelPath(modelId);
  return { ...(args.flag('listen') || modelId !== undefined ? { listen: true } : {}), ...(modelId === undefined ? {} : { modelId }) };
}

/** What is said of a clip to which nobody has listened, and in which nobody has looked for faces that it covers. */
export function heardLine({ heardBy, unlooked }: ExportedClip): string[] {
  return [...(heardBy === null ? ['- not listened to again'] : []), ...(unlooked === 'no-detector' ? ['- nobody looked for faces: the face detector is not installed'] : [])];
}
