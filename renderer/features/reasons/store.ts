import type { RequestInput } from '../../../shared/contract';
import { isBroughtAlong, reasonLike, type ReasonView } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { t } from '../../ui/messages';

/** The reasons for passages as this vault calls them; empty until they are read. */
export const useReasons = vaultStore<{ reasons: readonly ReasonView[] }>(() => ({ reasons: [] }));

export async function loadReasons(): Promise<void> {
  const reasons = await ask('reasons.list', {});
  if (reasons) useReasons.setState({ reasons });
}

/** A passage carries a reason that the list does not have: a handover may have brought it. */
export function meetReasons(codes: Iterable<string>): void {
  const known = new Set(useReasons.getState().reasons.map(({ code }) => code));
  if ([...codes].some((code) => !known.has(code) && !isBroughtAlong(code))) void loadReasons();
}

/** What a reason is called here; one that nobody here has named goes by what it counts as and its code. */
export function reasonText(code: string, reasons: readonly ReasonView[] = useReasons.getState().reasons): string {
  const label = reasons.find((one) => one.code === code)?.label;
  if (label) return label;
  return isBroughtAlong(code) ? t(`reasons.${code}`) : t('reasonList.unknown', { like: reasonText(reasonLike(code), reasons), code });
}

/** {@link reasonText}, followed when somebody calls a reason otherwise. */
export function useReasonText(): (code: string) => string {
  const reasons = useReasons((state) => state.reasons);
  return (code) => reasonText(code, reasons);
}

export async function saveReason(draft: RequestInput<'reasons.save'>): Promise<ReasonView | undefined> {
  const saved = await ask('reasons.save', draft);
  if (saved) await loadReasons();
  return saved;
}

export async function retireReason(code: string, retired: boolean): Promise<void> {
  if (await ask('reasons.retire', { code, retired })) await loadReasons();
}

export async function removeReason(code: string): Promise<boolean> {
  const removed = await ask('reasons.remove', { code });
  if (removed) await loadReasons();
  return removed !== undefined;
}
