import { useEffect, useState, type JSX } from 'react';
import type { VaultStatus } from '../../shared/contract';
import { JobsStrip } from '../features/jobs/JobsStrip';
import { DropZone } from '../features/library/DropZone';
import { Library } from '../features/library/Library';
import { selectedFootage, useLibrary } from '../features/library/store';
import { useTranslation } from '../features/translation/store';
import { RecoveryBar } from '../features/vault/RecoveryBar';
import { t } from '../ui/messages';
import { Splitter } from '../ui/Splitter';
import { Tabs } from '../ui/Tabs';
import { useMedia } from '../ui/useMedia';
import { Dialogs } from './Dialogs';
import { followContent } from './follow';
import { Stage } from './Stage';
import { TextPane } from './TextPane';
import { TopBar } from './TopBar';
import './workbench.css';

type Pane = 'library' | 'stage' | 'text';
/** Three panes do not fit below this width, which 1280 pixels at 200 % zoom are. */
const NARROW = '(max-width: 920px)';
/** Pixels; below, the panes beside the picture leave it enough for its controls in one line. */
const ROOMY = 1400;
const PANES = ['library', 'stage', 'text'] as const;

/** The open vault: library left, footage in the middle, text right, jobs at the foot. One pane at a time when narrow. */
export function Workbench({ status }: { status: VaultStatus }): JSX.Element {
  const narrow = useMedia(NARROW);
  const footage = useLibrary(selectedFootage);
  const [pane, setPane] = useState<Pane>('stage');
  // Null until somebody sets it: then it gives of its width where the window is narrow, so that the text's tools keep to one line.
  const [libraryWidth, setLibraryWidth] = useState<number | null>(null);
  const library = libraryWidth === null ? 'clamp(200px, 21.5vw, 264px)' : `${libraryWidth}px`;
  const [textWidth, setTextWidth] = useState(() => (window.innerWidth < ROOMY ? 500 : 530));
  // Two columns of text need the room of two; both widths are remembered.
  const desk = useTranslation((state) => state.open);
  const [deskWidth, setDeskWidth] = useState(720);
  const width = desk ? deskWidth : textWidth;
  useEffect(followContent, []);

  const panel = (name: Pane): { id: string; hidden: boolean; role?: 'tabpanel'; 'aria-labelledby'?: string } => ({
    id: `pane-${name}`, hidden: narrow && pane !== name, ...(narrow ? { role: 'tabpanel' as const, 'aria-labelledby': `pane-tab-${name}` } : {}),
  });
  return (
    <div className="workbench" data-narrow={narrow || undefined}>
      <TopBar status={status} footage={footage} />
      <div><RecoveryBar /></div>
      {narrow && <nav className="pane-tabs" aria-label={t('workbench.panes')}><Tabs label={t('workbench.panes')} prefix="pane" value={pane} onPick={setPane} tabs={PANES.map((value) => ({ value, label: t(`workbench.pane-${value}`) }))} /></nav>}
      <main className="panes" tabIndex={-1} style={narrow ? {} : { gridTemplateColumns: `${library} auto minmax(320px, 1fr) auto min(${width}px, calc(100vw - ${library} - 360px))` }}>
        <div className="pane" {...panel('library')}><Library /></div>
        {!narrow && <Splitter label={t('workbench.librarySplitter')} orientation="vertical" value={libraryWidth ?? Math.round(Math.min(264, Math.max(200, window.innerWidth * 0.215)))} min={200} max={420} onChange={setLibraryWidth} />}
        <div className="pane" {...panel('stage')}><Stage footage={footage} narrow={narrow} /></div>
        {!narrow && <Splitter label={t('workbench.textSplitter')} orientation="vertical" value={width} min={300} max={desk ? 1200 : 640} after onChange={desk ? setDeskWidth : setTextWidth} />}
        <div className="pane" {...panel('text')}><TextPane footage={footage} /></div>
      </main>
      <JobsStrip />
      <Dialogs />
      <DropZone />
    </div>
  );
}
