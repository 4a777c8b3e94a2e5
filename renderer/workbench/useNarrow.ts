import { useSyncExternalStore } from 'react';

/** Three panes do not fit below this width, which 1280 pixels at 200 % zoom are. */
const query = '(max-width: 920px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => { media.removeEventListener('change', changed); };
    },
    () => window.matchMedia(query).matches,
  );
}
