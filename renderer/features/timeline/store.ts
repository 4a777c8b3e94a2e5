import type { Waveform } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { currentUs } from '../player/playback';
import { usePlayer } from '../player/store';
import { clampViewport, zoomViewport, type Viewport } from './viewport';

interface Timeline {
  footageId: string | null;
  waveform: Waveform | null;
  loading: boolean;
  view: Viewport;
}

export const useTimeline = vaultStore<Timeline>(() => ({ footageId: null, waveform: null, loading: false, view: { startUs: 0, spanUs: 1 } }));

/** Shows the whole of the footage and fetches its waveform, which may first have to be made. */
export async function openTimeline(footageId: string, durationUs: number, audible: boolean): Promise<void> {
  useTimeline.setState({ footageId, waveform: null, loading: audible, view: { startUs: 0, spanUs: durationUs } });
  // What nobody here may hear is not drawn either.
  if (!audible) return;
  const waveform = await ask('footage.waveform', { footageId });
  if (useTimeline.getState().footageId === footageId) useTimeline.setState({ waveform: waveform ?? null, loading: false });
}

export function setView(view: Viewport): void {
  useTimeline.setState({ view: clampViewport(view, usePlayer.getState().durationUs) });
}

/** Zooms around a time, or around the playhead. */
export function zoom(factor: number, aroundUs = currentUs()): void {
  const { view } = useTimeline.getState();
  const inside = Math.min(Math.max(aroundUs, view.startUs), view.startUs + view.spanUs);
  useTimeline.setState({ view: zoomViewport(view, factor, inside, usePlayer.getState().durationUs) });
}

export function zoomAll(): void {
  setView({ startUs: 0, spanUs: usePlayer.getState().durationUs });
}
