import { vaultStore } from '../../state/session';

/** Footage known to have a transcript, gathered from what the screens have seen. */
export const useTranscribed = vaultStore<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

export function noteTranscribed(footageId: string): void {
  useTranscribed.setState(({ ids }) => (ids.has(footageId) ? {} : { ids: new Set([...ids, footageId]) }));
}
