import type { Footage } from '../../../shared/domain';
import { vaultStore } from '../../state/session';
import { useMay } from '../vault/person';

/** Whether somebody who sees the raw footage looks at what editors get, and of which footage. */
export const useView = vaultStore<{ publishedOf: string | null }>(() => ({ publishedOf: null }));

/** What the player shows of a footage: raw, as editors get it, or nothing yet. */
export function usePlayerView(footage: Footage): 'footage' | 'published' | null {
  const raw = useMay('footage.play');
  const wanted = useView((state) => state.publishedOf === footage.id);
  const published = footage.release?.standing === true && footage.release.previewed;
  if (published && (wanted || !raw)) return 'published';
  return raw ? 'footage' : null;
}

export function usePlayable(footage: Footage): boolean {
  return usePlayerView(footage) !== null;
}
