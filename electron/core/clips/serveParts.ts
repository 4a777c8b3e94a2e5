import type { MediaEnv } from '../media/env';
import { letters } from '../media/graphs';
import type { Served } from '../media/loopback';
import type { ByteSource } from '../vault/stores';

/** The footage of a clip on the loopback, under the one set of credentials that ffmpeg takes. */
export interface ServedParts {
  readonly env: Served['env'];
  /** Where one of the footages is. */
  part(footageId: string): Served;
  /** Where something else that was given along is. */
  companion(name: string): string;
  /** Something more, known only now; answers with its address. */
  add(name: string, source: ByteSource): string;
  /** Serves the mask of the part of this number along; answers with its address. */
  addMask(part: number, source: ByteSource): string;
  close(): void;
}

/** @param companions as in `Loopback.serve`; names may not begin with `part`. */
export function serveParts({ loopback, vault }: MediaEnv, parts: readonly { readonly footageId: string }[], companions: Readonly<Record<string, ByteSource>>): ServedParts {
  const [first = '', ...others] = [...new Set(parts.map(({ footageId }) => footageId))];
  const names = new Map(others.map((footageId, i) => [footageId, `part${letters(i)}`]));
  const originals = Object.fromEntries([...names].map(([footageId, name]) => [name, vault.stores.open(footageId).original()]));
  const served = loopback.serve(vault.stores.open(first).original(), { ...companions, ...originals });
  return {
    env: served.env,
    part: (footageId) => ({ ...served, url: footageId === first ? served.url : `${served.url}/${names.get(footageId)}` }),
    add: (name, source) => served.add(name, source),
    addMask: (part, source) => served.add(`mask${letters(part)}`, source),
    companion: (name) => `${served.url}/${name}`,
    close: () => { served.close(); },
  };
}
