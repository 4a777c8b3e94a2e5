import type { JSX } from 'react';
import type { Footage } from '../../shared/domain';
import { NamesPanel } from '../features/names/NamesPanel';
import { useNames } from '../features/names/store';
import { ClipsPanel } from '../features/cliplist/ClipsPanel';
import { useClipList } from '../features/cliplist/store';
import { PassagesPanel } from '../features/passages/PassagesPanel';
import { currentPassages, usePassages } from '../features/passages/store';
import { PicturePanel } from '../features/picture/PicturePanel';
import { useRegions } from '../features/picture/store';
import { RemarksPanel } from '../features/remarks/RemarksPanel';
import { shows, useRemarks } from '../features/remarks/store';
import { TranscriptPane } from '../features/transcript/TranscriptPane';
import { useMay } from '../features/vault/person';
import { useTextTab } from '../state/textTab';
import { t } from '../ui/messages';
import { Tabs } from '../ui/Tabs';

/** The right pane: the text, and the list of what is marked in it. */
export function TextPane({ footage }: { footage: Footage | null }): JSX.Element {
  const { tab } = useTextTab();
  const count = usePassages((state) => currentPassages(state.passages).length);
  const names = useNames((state) => state.names.length);
  const clips = useClipList((state) => state.clips.length);
  const asked = useRemarks((state) => state.remarks.filter((one) => shows('open', one)).length);
  const regions = useRegions((state) => state.regions.length);
  const seesRegions = useMay('regions.list');
  const seesNames = useMay('pseudonyms.list');
  if (!footage) return <div className="text-pane"><p className="library-none text-none">{t('workbench.noFootage')}</p></div>;
  return (
    <div className="text-pane">
      <div className="text-tabs"><Tabs label={t('workbench.textTabs')} prefix="text" value={tab} onPick={(picked) => { useTextTab.setState({ tab: picked }); }} tabs={[{ value: 'transcript', label: t('transcript.title') }, { value: 'passages', label: t('passages.title'), count }, ...(seesNames ? [{ value: 'names' as const, label: t('names.title'), count: names }] : []), ...(seesRegions ? [{ value: 'picture' as const, label: t('picture.title'), count: regions }] : []), { value: 'clips' as const, label: t('cliplist.title'), count: clips }, { value: 'remarks' as const, label: t('remarks.tab'), count: asked }]} /></div>
      <div className="text-panel" id="text-transcript" role="tabpanel" aria-labelledby="text-tab-transcript" hidden={tab !== 'transcript'}><TranscriptPane footage={footage} /></div>
      <div className="text-panel" id="text-passages" role="tabpanel" aria-labelledby="text-tab-passages" hidden={tab !== 'passages'}><PassagesPanel footage={footage} /></div>
      {seesNames && <div className="text-panel" id="text-names" role="tabpanel" aria-labelledby="text-tab-names" hidden={tab !== 'names'}><NamesPanel footage={footage} /></div>}
      {seesRegions && <div className="text-panel" id="text-picture" role="tabpanel" aria-labelledby="text-tab-picture" hidden={tab !== 'picture'}>{tab === 'picture' && <PicturePanel footage={footage} />}</div>}
      <div className="text-panel" id="text-clips" role="tabpanel" aria-labelledby="text-tab-clips" hidden={tab !== 'clips'}><ClipsPanel /></div>
      <div className="text-panel" id="text-remarks" role="tabpanel" aria-labelledby="text-tab-remarks" hidden={tab !== 'remarks'}><RemarksPanel /></div>
    </div>
  );
}
