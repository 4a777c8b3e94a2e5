import { useEffect, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { usePlayer } from './store';
import './player.css';

/** In the place of the picture for those who may not see it raw. The timeline still serves to choose a clip. */
export function ClosedStage({ footage }: { footage: Footage }): JSX.Element {
  const { id, durationUs } = footage;
  useEffect(() => { usePlayer.setState({ footageId: id, durationUs, playing: false, shuttle: 0, failed: false, inUs: null, outUs: null }); }, [id, durationUs]);
  return (
    <div className="stage stage-closed">
      <p className="stage-note"><Icon name="eye" size={28} /><span>{t('role.redactedOnly')}</span></p>
    </div>
  );
}
