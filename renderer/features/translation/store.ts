import type { Segment, TranslationState, TranslationView } from '../../../shared/domain';
import { ask } from '../../api/client';
import { onLock, vaultStore } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { currentUs, seek } from '../player/playback';
import { useTranscript } from '../transcript/store';
import { wordAt } from '../transcript/words';

/** The language that the desk renders into. */
export const TARGET = 'en';

interface Translation {
  /** The desk stands in the place of the text. */
  open: boolean;
  footageId: string | null;
  rows: ReadonlyMap<string, TranslationView>;
  /** The segment that has, or is to have, the keyboard. */
  at: string | null;
  /** In which of its two texts. */
  side: DeskSide;
}

export type DeskSide = 'original' | 'translation';

export const useTranslation = vaultStore<Translation>(() => ({ open: false, footageId: null, rows: new Map(), at: null, side: 'translation' }));

export function toggleDesk(): void {
  useTranslation.setState(({ open }) => ({ open: !open, at: null, side: 'translation' }));
}

/** As {@link toggleDesk}, the keyboard going along: to the segment where it stood in the text, or that is being said. */
export function deskByKey(): void {
  const { segments, cursor } = useTranscript.getState();
  if (segments.length === 0) return;
  useTextTab.setState({ tab: 'transcript' });
  const { open } = useTranslation.getState();
  toggleDesk();
  const at = cursor?.segmentId ?? wordAt(segments, currentUs())?.segmentId ?? segments[0]?.id ?? null;
  if (open) requestAnimationFrame(() => { document.getElementById('transcript-grid')?.focus({ preventScroll: true }); });
  else useTranslation.setState({ at });
}

/** Fetches a footage's translation, or some of its segments'; rows that did not change stay the same objects. */
export async function loadTranslation(footageId: string, segmentIds: readonly string[] | null = null): Promise<void> {
  if (useTranslation.getState().footageId !== footageId) useTranslation.setState(({ at }) => ({ footageId, rows: new Map(), at: at !== null && useTranscript.getState().order.has(at) ? at : null }));
  const fresh = await ask('translation.get', { footageId, language: TARGET, ...(segmentIds && { segmentIds: [...segmentIds] }) });
  if (!fresh || useTranslation.getState().footageId !== footageId) return;
  const { rows } = useTranslation.getState();
  const now = fresh.map((row) => {
    const known = rows.get(row.segmentId);
    return [row.segmentId, known && JSON.stringify(known) === JSON.stringify(row) ? known : row] as const;
  });
  const before = segmentIds ? [...rows].filter(([id]) => !segmentIds.includes(id)) : [];
  if (now.length + before.length !== rows.size || now.some(([id, row]) => rows.get(id) !== row)) useTranslation.setState({ rows: new Map([...before, ...now]) });
}

/** Somebody, or a job, changed something of a footage. */
export function translationChanged(footageId: string, segmentIds: readonly string[] | null = null): void {
  const { open, footageId: shown } = useTranslation.getState();
  if (open && shown === footageId) void loadTranslation(footageId, segmentIds);
}

function take(row: TranslationView | undefined): void {
  if (row) useTranslation.setState(({ rows }) => ({ rows: new Map([...rows, [row.segmentId, row]]) }));
}

const saving = new Map<string, { readonly text: string; readonly done: Promise<void> }>();
onLock(() => { saving.clear(); cancelIdleCallback(toSeek); });

/** Saves what was typed, once, also where leaving the field and the key that left it both ask for it. */
export async function saveTranslation(segmentId: string, typed: string): Promise<void> {
  const text = typed.trim();
  const known = saving.get(segmentId);
  if (known?.text === text) return known.done;
  if ((useTranslation.getState().rows.get(segmentId)?.text ?? '') === text) return;
  const done = ask('translation.edit', { segmentId, language: TARGET, text }).then(take).finally(() => { saving.delete(segmentId); });
  saving.set(segmentId, { text, done });
  await done;
}

export async function judge(segmentId: string, state: Exclude<TranslationState, 'machine'>): Promise<void> {
  take(await ask('translation.judge', { segmentId, language: TARGET, state }));
}

/** Goes on to another segment, and there with the footage. */
export function go(segmentId: string, by: 1 | -1): void {
  const { segments, order } = useTranscript.getState();
  goTo(segments[(order.get(segmentId) ?? 0) + by]);
}

/** True where somebody should still look: nobody has checked the translation, or the original was changed since. */
export function needsWork(row: TranslationView | undefined): boolean {
  return row === undefined || row.stale || row.state === 'machine' || row.state === 'edited';
}

/** On to the next segment that {@link needsWork}, round the end of the footage. @returns false when there is none */
export function goToOpen(segmentId: string | null, by: 1 | -1): boolean {
  const { segments, order } = useTranscript.getState();
  const { rows } = useTranslation.getState();
  const from = order.get(segmentId ?? '') ?? -1;
  for (let step = 1; step <= segments.length; step += 1) {
    const segment = segments[(from + by * step + 2 * segments.length) % segments.length];
    if (segment && segment.words.length > 0 && needsWork(rows.get(segment.id))) {
      goTo(segment);
      return true;
    }
  }
  return false;
}

function goTo(segment: Segment | undefined): void {
  if (!segment) return;
  useTranslation.setState({ at: segment.id });
  seekAtRest(segment);
}

/** The picture may follow a moment later; what is typed may not wait for it. */
const MOST_REST_MS = 150;
let toSeek = 0;

function seekAtRest({ id, startUs }: Segment): void {
  cancelIdleCallback(toSeek);
  // Whoever has gone elsewhere meanwhile, or to other footage, is not called back.
  toSeek = requestIdleCallback(() => { if (useTranslation.getState().at === id) seek(startUs); }, { timeout: MOST_REST_MS });
}
