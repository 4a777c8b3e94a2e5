import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** So much sound, bytes, may lie about: half a minute. Each round takes some milliseconds. */
const LITTER = 2_000_000;

/**
 * Frees what a worker has done with. The sound of requests lies outside of JavaScript's own heap, whose collector sees
 * little need to hurry: without this a recogniser's memory grows by 50 MB in the first hour of footage.
 *
 * @returns to be called with each sound, when its request is answered.
 */
export function createTidier(): (sound: Float32Array) => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  let litter = 0;
  return ({ byteLength }) => {
    litter += byteLength;
    if (litter < LITTER || typeof collect !== 'function') return;
    litter = 0;
    collect();
  };
}
