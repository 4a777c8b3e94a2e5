import type { JSX } from 'react';
import { classes } from '../../ui/classes';
import { t } from '../../ui/messages';

/** Colours repeat after nine voices; the number beside the name never does. */
export function voiceClass(number: number): string {
  return `voice-${((number - 1) % 9) + 1}`;
}

export function VoiceMark({ number }: { number: number }): JSX.Element {
  return <span className={classes('voice-mark', voiceClass(number))} aria-hidden="true">{number}</span>;
}

interface VoiceLabelProps {
  /** 0: nobody has said who speaks. */
  number: number;
  name: string;
  /** The voice is another than before: only then it is written, for screen readers always. */
  changes: boolean;
}

/** Who speaks, above the words of a segment. */
export function VoiceLabel({ number, name, changes }: VoiceLabelProps): JSX.Element {
  if (!changes) return <span className="visually-hidden">{name}: </span>;
  return (
    <div className={classes('segment-voice', number === 0 && 'voice-none')}>
      {number > 0 && <VoiceMark number={number} />}
      <span className="truncate" title={number === 0 ? t('speakers.nobodyHint') : undefined}>{name}</span>
    </div>
  );
}
