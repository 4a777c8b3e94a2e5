import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { Region } from '../../../shared/domain';
import { classes } from '../../ui/classes';
import { t } from '../../ui/messages';
import { pause } from '../player/playback';
import { useMay } from '../vault/person';
import { moved, sized, type Place } from './box';
import { nameOf } from './names';
import { placeRegion, removeRegion, useRegions } from './store';
import { useDrag } from './useDrag';

/** One press of an arrow, as a share of the picture. */
const STEP = 0.01;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

interface RegionBoxProps {
  region: Region;
  place: Place;
  /** Where the player stands: a change is stored as a keyframe there. */
  atUs: number;
  frameUs: number;
  selected: boolean;
}

/**
 * The box of a region in the picture. What a key or the mouse does is stored when it is let go, so that it is one step to
 * undo, however long it was held.
 */
export function RegionBox({ region, place, atUs, frameUs, selected }: RegionBoxProps): JSX.Element {
  const mayDraw = useMay('regions.draw');
  const wanted = useRegions((state) => state.wanted === region.id);
  const own = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<{ atUs: number; place: Place } | null>(null);
  const shown = draft?.place ?? place;

  useEffect(() => {
    if (!wanted) return;
    own.current?.focus();
    useRegions.setState({ wanted: null });
  }, [wanted]);

  const change = (next: Place): void => {
    pause();
    setDraft({ atUs: draft?.atUs ?? atUs, place: next });
  };
  const store = (): void => {
    if (!draft) return;
    setDraft(null);
    void placeRegion(region, draft.atUs, draft.place, frameUs);
  };
  const drag = useDrag({ place: shown, change, store });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow && mayDraw) change((event.shiftKey ? sized : moved)(shown, ...arrow));
    else if (event.key === 'Escape' && draft) setDraft(null);
    else if (event.key === 'Delete') void removeRegion(region);
    else return;
    event.preventDefault();
  };
  const { x, y, w, h } = shown;
  return (
    <button
      ref={own} type="button" className={classes('region-box', region.bare && 'region-box-bare', region.shape === 'ellipse' && 'region-box-round', selected && 'region-box-selected')} data-region-id={region.id} aria-current={selected || undefined}
      aria-label={t('picture.boxNamed', { name: nameOf(region), x: percent(x), y: percent(y), w: percent(w), h: percent(h) })} title={mayDraw ? t('picture.boxKeys') : undefined}
      style={{ left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` }}
      onFocus={() => { useRegions.setState({ selected: region.id }); }} onBlur={store} onKeyDown={onKeyDown} onKeyUp={(event) => { if (ARROWS[event.key]) store(); }}
      {...(mayDraw ? drag : {})}
    >
      {mayDraw && selected && <span className="region-corner" data-corner />}
    </button>
  );
}

function percent(share: number): number {
  return Math.round(share * 100);
}
