import type { JSX } from 'react';
import { ACTS, isBroughtAlong, reasonLike, REASONS, reasonTold, type ReasonView } from '../../../shared/domain';
import { Select } from '../../ui/Field';
import { t } from '../../ui/messages';
import { reasonText, useReasons } from './store';

/** What a vault's own reason means, as far as somebody said so. */
function hintOf(code: string, reasons: readonly ReasonView[]): string {
  return isBroughtAlong(code) ? t(`reasonHints.${code}`) : reasons.find((one) => one.code === code)?.about || t('reasonList.countsAs', { like: reasonText(reasonLike(code), reasons) });
}

/**
 * All reasons at once, each with what it means: choosing the wrong one is worse than reading a line more. What exactly
 * the speaker accuses himself of is asked only where he does. A retired or unknown reason is offered only to what has it.
 */
export function ReasonList({ value, onPick }: { value: string; onPick: (reason: string) => void }): JSX.Element {
  const reasons = useReasons((state) => state.reasons);
  const own = reasons.filter(({ code, retired }) => !isBroughtAlong(code) && !retired).map(({ code }) => code);
  const all = [...REASONS, ...own, ...(isBroughtAlong(value) || own.includes(value) ? [] : [value])];
  const accuses = reasonTold(value) === 'self-incrimination';
  const chosen = accuses ? 'self-incrimination' : value;
  return (
    <>
      <fieldset className="reasons">
        <legend className="field-label">{t('passages.reason')}</legend>
        {all.filter((code) => code === 'self-incrimination' || reasonTold(code) !== 'self-incrimination').map((code) => (
          <label key={code} className={`reason-${reasonTold(code)}`}>
            <input type="radio" name="reason" value={code} checked={code === chosen} onChange={() => { onPick(code); }} />
            <span className="reason-mark" />
            <span><strong>{reasonText(code, reasons)}</strong><span className="small muted">{hintOf(code, reasons)}</span></span>
          </label>
        ))}
      </fieldset>
      {accuses && (
        <Select
          label={t('passages.act')} hint={value === 'self-incrimination' ? t('passages.actHint') : hintOf(value, reasons)} value={value} onPick={onPick}
          options={[{ value: 'self-incrimination', label: t('passages.actUnsaid') }, ...[...ACTS, ...all.filter((code) => !isBroughtAlong(code) && reasonTold(code) === 'self-incrimination')].map((code) => ({ value: code, label: reasonText(code, reasons) }))]}
        />
      )}
    </>
  );
}
