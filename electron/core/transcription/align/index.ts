import type { Word } from '../../../../shared/domain';
import { alignWords, type AlignRequest } from './align';
import { createSynthesiser, type LoadEspeak } from './synthesiser';

export type { AlignRequest } from './align';
export type { LoadEspeak } from './synthesiser';

export interface Aligner {
  /**
   * When each word of a known text is spoken in a stretch of sound. Synchronous and of bounded memory:
   * run it in a worker. Trust is `untimed` for every word when the stretch is silent, far too short for
   * the text, or speaks something else.
   */
  align(request: AlignRequest): Word[];
  dispose(): void;
}

/** Loads the voices once; about 270 ms and 90 MB. */
export async function createAligner(load?: LoadEspeak): Promise<Aligner> {
  const synthesiser = await createSynthesiser(load);
  return {
    align: (request) => alignWords(synthesiser, request),
    dispose: () => synthesiser.dispose(),
  };
}
