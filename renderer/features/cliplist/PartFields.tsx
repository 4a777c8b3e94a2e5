import type { JSX } from 'react';
import type { ListedClip } from '../../../shared/domain';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { checkPart, type TypedPart } from './partTimes';

interface PartFieldsProps {
  clip: ListedClip;
  typed: readonly TypedPart[];
  durationOf: (footageId: string) => number;
  onType: (typed: readonly TypedPart[]) => void;
}

/** Where each stretch of a clip begins and ends. */
export function PartFields({ clip, typed, durationOf, onType }: PartFieldsProps): JSX.Element {
  const set = (at: number, change: Partial<TypedPart>): void => { onType(typed.map((part, i) => (i === at ? { ...part, ...change } : part))); };
  const many = clip.parts.length > 1;
  return (
    <>
      {clip.parts.map(({ footageId }, at) => {
        const part = typed[at] ?? { start: '', end: '' };
        const { startError, endError } = checkPart(part, durationOf(footageId));
        return (
          <div key={at} className="clip-fades">
            <Field className="mono" label={many ? t('cliplist.partFrom', { number: at + 1 }) : t('clips.from')} value={part.start} error={startError ? t('clips.badTime') : null} onChange={(event) => { set(at, { start: event.target.value }); }} />
            <Field className="mono" label={many ? t('cliplist.partTo', { number: at + 1 }) : t('clips.to')} value={part.end} error={endError ? t(endError === 'order' ? 'clips.endBeforeStart' : 'clips.badTime') : null} onChange={(event) => { set(at, { end: event.target.value }); }} />
          </div>
        );
      })}
      {clip.parts.some(({ byWords }) => byWords) && <p className="small muted">{t('cliplist.timesHint')}</p>}
    </>
  );
}
