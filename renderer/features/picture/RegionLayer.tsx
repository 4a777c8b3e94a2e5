import { useEffect, useMemo, useState, type CSSProperties, type JSX } from 'react';
import type { Footage, Region } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import { t } from '../../ui/messages';
import { onTick } from '../player/playback';
import { useMay } from '../vault/person';
import { placeAt, type Place } from './box';
import { RegionBox } from './RegionBox';
import { useRegions } from './store';
import './picture.css';

/** Of footage whose rate nobody knows. */
const FALLBACK_FPS = 25;

interface Shown { readonly atUs: number; readonly boxes: readonly { readonly region: Region; readonly place: Place }[]; readonly whole: boolean }

/** Over the raw picture: the boxes of the regions that stand where the player stands. */
export function RegionLayer({ footage }: { footage: Footage }): JSX.Element | null {
  const maySee = useMay('regions.list');
  const { regions, selected, footageId } = useRegions();
  const shown = useShown(footageId === footage.id ? regions : NONE);
  if (!maySee || footage.video === null || (shown.boxes.length === 0 && !shown.whole)) return null;
  const { width, height, fps } = footage.video;
  return (
    <div className="region-layer">
      <div className="region-frame" style={{ '--ratio': width / height } as CSSProperties} role="group" aria-label={t('picture.boxes')}>
        {shown.whole && <p className="region-whole"><span>{t('picture.wholeCovered')}</span></p>}
        {shown.boxes.map(({ region, place }) => <RegionBox key={region.id} region={region} place={place} atUs={shown.atUs} frameUs={US_PER_SECOND / (fps || FALLBACK_FPS)} selected={region.id === selected} />)}
      </div>
    </div>
  );
}

const NONE: readonly Region[] = [];

/** What stands where the player stands. Drawn anew only while something does: most frames of most footage have none. */
function useShown(regions: readonly Region[]): Shown {
  const [atUs, setAtUs] = useState(0);
  const shown = useMemo(() => find(regions, atUs), [regions, atUs]);
  useEffect(() => {
    let empty = false;
    return onTick((now) => {
      const { boxes, whole } = find(regions, now);
      const wasEmpty = empty;
      empty = boxes.length === 0 && !whole;
      if (!empty || !wasEmpty) setAtUs(now);
    });
  }, [regions]);
  return shown;
}

function find(regions: readonly Region[], atUs: number): Shown {
  return {
    atUs,
    boxes: regions.flatMap((region) => {
      const place = placeAt(region, atUs);
      return place ? [{ region, place }] : [];
    }),
    whole: regions.some((one) => one.kind === 'faces' && one.searched === null && one.startUs <= atUs && atUs < one.endUs),
  };
}
