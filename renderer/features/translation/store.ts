import type { TranslationState, TranslationView } from '../../../shared/domain';
import { ask } from '../../api/client';
import { onLock, vaultStore } from '../../state/session';
import { seek } from '../player/playback';
import { useTranscript } from '../transcript/store';

/** The language that the desk renders into. */
export const TARGET = 'en';

interface Translation {
  /** The desk stands in the place of the text. */
  open: boolean;
  footageId: string | null;
  rows: ReadonlyMap<string, TranslationView>;
  /** The segment whose field has, or is to have, the keyboard. */
  at: string | null;
}

export const useTranslation = vaultStore<Translation>(() => ({ open: false, footageId: null, rows: new Map(), at: null }));

export function toggleDesk(): void {
  useTranslation.setState(({ open }) => ({ open: !open, at: null }));
}

/** Fetches a footage's translation; rows that did not change stay the same objects. */
export async function loadTranslation(footageId: string): Promise<void> {
  if (useTranslation.getState().footageId !== footageId) useTranslation.setState({ footageId, rows: new Map(), at: null });
  const fresh = await ask('translation.get', { footageId, language: TARGET });
  if (!fresh || useTranslation.getState().footageId !== footageId) return;
  useTranslation.setState(({ rows }) => ({ rows: new Map(fresh.map((row) => {
    const known = rows.get(row.segmentId);
    return [row.segmentId, known && JSON.stringify(known) === JSON.stringify(row) ? known : row];
  })) }));
}

/** Somebody, or a job, changed something of a footage. */
export function translationChanged(footageId: string): void {
  const { open, footageId: shown } = useTranslation.getState();
  if (open && shown === footageId) void loadTranslation(footageId);
}

function take(row: TranslationView | undefined): void {
  if (row) useTranslation.setState(({ rows }) => ({ rows: new Map([...rows, [row.segmentId, row]]) }));
}

const saving = new Map<string, { readonly text: string; readonly done: Promise<void> }>();
onLock(() => { saving.clear(); });

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
  const next = segments[(order.get(segmentId) ?? 0) + by];
  if (!next) return;
  seek(next.startUs);
  useTranslation.setState({ at: next.id });
}
