import { createHash } from 'node:crypto';
import { MOSAIC_BLOCKS } from '../clips/pictureFilter';
import { REGION_MARGIN } from '../clips/regionMask';
import { FADE_US, GUARD_US, SAMPLE_RATE, TONE_AMPLITUDE, TONE_HZ } from '../clips/soundFilter';
import type { RedactionPlan } from '../redaction/plan';
import { DEFAULT_POLICY } from '../redaction/policy';

/** Raise it when the filters change what they take out: every preview made before is then made anew. */
const RENDERER_VERSION = 2;
/** Whatever of Zapis itself decides how a plan comes out. */
const RENDERER = short({ RENDERER_VERSION, DEFAULT_POLICY, FADE_US, GUARD_US, MOSAIC_BLOCKS, SAMPLE_RATE, TONE_AMPLITUDE, TONE_HZ });

/** Names what a redacted preview takes out of sound and picture: same name, same cuts. The hidden words are no part of it. */
export function planHash(footageSha256: string, { clip, sound, picture, regions }: Pick<RedactionPlan, 'clip' | 'sound' | 'picture' | 'regions'>): string {
  const spans = {
    footageSha256, clip: [clip.startUs, clip.endUs],
    sound: sound.map(({ startUs, endUs, treatment }) => [startUs, endUs, treatment]),
    picture: picture.map(({ startUs, endUs, treatment }) => [startUs, endUs, treatment]),
    // Without regions the name is what it was before there were any.
    ...(regions.length === 0 ? {} : { margin: REGION_MARGIN, regions: regions.map(({ startUs, endUs, treatment, shape, keyframes }) => [startUs, endUs, treatment, keyframes.map(({ atUs, x, y, w, h }) => [atUs, x, y, w, h]), ...(shape === undefined ? [] : [shape])]) }),
  };
  return `${RENDERER}-${createHash('sha256').update(JSON.stringify(spans)).digest('hex')}`;
}

/** Whether this Zapis would redact the same plan in the same way. */
export function isOfThisRenderer(hash: string | null): boolean {
  return hash?.startsWith(`${RENDERER}-`) === true;
}

function short(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}
