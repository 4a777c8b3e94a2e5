import { useEffect, useRef, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { RegionLayer } from '../picture/RegionLayer';
import { attach, togglePlay } from './playback';
import { usePlayer } from './store';
import './player.css';

/** The picture. Sound-only footage has the element too: it makes the sound, the timeline shows the waveform. */
export function Player({ footage, view }: { footage: Footage; view: 'footage' | 'published' }): JSX.Element {
  const ref = useRef<HTMLVideoElement>(null);
  const failed = usePlayer((state) => state.failed);
  const pending = view === 'footage' && footage.playback === 'proxy-pending';
  const { id, durationUs } = footage;
  // Chromium remembers what it got under an address: each release has its own.
  const version = view === 'published' ? `?${encodeURIComponent(footage.release?.at ?? '')}` : '';
  const fps = footage.video?.fps ?? 0;

  useEffect(() => {
    const element = ref.current;
    if (!element || pending) return undefined;
    // Set here, not as a prop: detaching takes the source away, and a strict remount must bring it back.
    element.src = `media://${view}/${id}${version}`;
    return attach(element, { id, durationUs, fps });
  }, [id, durationUs, fps, pending, view, version]);

  return (
    <div className="stage" data-sound-only={footage.video === null || undefined}>
      <video ref={ref} data-testid="player" className="video" preload="auto" aria-label={t('player.video', { name: footage.name })} disablePictureInPicture disableRemotePlayback onClick={togglePlay} />
      {view === 'footage' && !pending && <RegionLayer footage={footage} />}
      {view === 'published' && <p className="stage-badge"><Icon name="eye" size={12} />{t('release.badge')}</p>}
      {footage.video === null && !pending && <p className="stage-note"><Icon name="sound" size={28} />{t('player.soundOnly')}</p>}
      {pending && <p className="stage-note" role="status"><Icon name="clock" size={28} />{t('player.previewPending')}</p>}
      {failed && !pending && <p className="stage-note" role="alert"><Icon name="alert" size={28} />{t('player.failed')}</p>}
    </div>
  );
}
