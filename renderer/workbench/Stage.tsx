import { useState, type JSX } from 'react';
import type { Footage } from '../../shared/domain';
import { importByDialog, useLibrary } from '../features/library/store';
import { ClosedStage } from '../features/player/ClosedStage';
import { Player } from '../features/player/Player';
import { Transport } from '../features/player/Transport';
import { usePlayerView } from '../features/player/view';
import { Timeline } from '../features/timeline/Timeline';
import { useMay } from '../features/vault/person';
import { openDialog } from '../state/dialogs';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { t } from '../ui/messages';
import { Splitter } from '../ui/Splitter';

/** The middle: picture, controls, timeline. */
export function Stage({ footage, narrow }: { footage: Footage | null; narrow: boolean }): JSX.Element {
  const loaded = useLibrary((state) => state.loaded);
  const mayImport = useMay('footage.import');
  const seesRaw = useMay('footage.play');
  if (!footage) return <div className="stage-pane">{loaded && (mayImport ? <Welcome /> : <div className="empty empty-centre"><Icon name="film" size={36} className="empty-icon" /><h3>{t(seesRaw ? 'library.emptyTitle' : 'release.noneTitle')}</h3><p>{t(seesRaw ? 'role.noImport' : 'release.noneForEditor')}</p></div>)}</div>;
  return <OpenStage footage={footage} narrow={narrow} />;
}

function OpenStage({ footage, narrow }: { footage: Footage; narrow: boolean }): JSX.Element {
  const view = usePlayerView(footage);
  const [timelineHeight, setTimelineHeight] = useState(190);
  return (
    <div className="stage-pane">
      {view ? <Player key={`${footage.id} ${view}`} footage={footage} view={view} /> : <ClosedStage key={footage.id} footage={footage} />}
      <Transport footage={footage} />
      {footage.video && <Splitter label={t('workbench.timelineSplitter')} orientation="horizontal" value={timelineHeight} min={110} max={420} after onChange={setTimelineHeight} />}
      <div className="timeline-place" style={footage.video ? { height: narrow ? 120 : timelineHeight } : {}} data-fills={footage.video === null || undefined}><Timeline key={footage.id} footage={footage} /></div>
    </div>
  );
}

/** An empty vault teaches the way through it. */
function Welcome(): JSX.Element {
  const steps = ['import', 'transcribe', 'mark', 'export'] as const;
  return (
    <div className="welcome">
      <Icon name="film" size={36} className="empty-icon" />
      <h2>{t('welcome.title')}</h2>
      <p>{t('welcome.text')}</p>
      <div className="row row-wrap">
        <Button kind="primary" size="large" icon="import" onClick={() => void importByDialog()}>{t('welcome.import')}</Button>
        <Button size="large" icon="person" onClick={() => { openDialog({ kind: 'interview', interviewId: null }); }}>{t('welcome.interview')}</Button>
      </div>
      <ol className="welcome-steps">
        {steps.map((step, index) => <li key={step}><span className="mono">{index + 1}</span><span><strong>{t(`welcome.${step}Title`)}</strong>{t(`welcome.${step}Text`)}</span></li>)}
      </ol>
    </div>
  );
}
