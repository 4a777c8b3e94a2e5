import { useId, useMemo, type JSX } from 'react';
import { script as scriptChoice, type Footage, type Script, type Segment } from '../../../shared/domain';
import { ask } from '../../api/client';
import { t } from '../../ui/messages';
import { loadFootage } from '../library/store';
import { commitEdit, useTranscript } from './store';

/** Languages that people write in two scripts; Croatian converts too, but nobody asks for it. */
const TWO_SCRIPTS: readonly Segment['language'][] = ['bs', 'sr', 'cnr', 'mk'];

async function choose(footageId: string, script: Script): Promise<void> {
  // What is being typed was typed in the script that is shown now.
  await commitEdit();
  if (await ask('transcript.setScript', { footageId, script })) await loadFootage();
}

/** Latin, Cyrillic, or as it was heard: how the text is shown and leaves; nothing where there is but one script. */
export function ScriptSwitch({ footage }: { footage: Footage }): JSX.Element | null {
  const name = useId();
  const segments = useTranscript((state) => state.segments);
  const shown = footage.script ?? 'asHeard';
  const useful = useMemo(() => segments.some(({ language }) => TWO_SCRIPTS.includes(language)), [segments]);
  if (!useful && shown === 'asHeard') return null;
  return (
    <div className="choice script-switch" role="radiogroup" aria-label={t('transcript.script')}>
      {scriptChoice.options.map((value) => (
        <label key={value} title={t(`transcript.script-${value}`)}>
          <input type="radio" name={name} value={value} checked={value === shown} aria-label={t(`transcript.script-${value}`)} onChange={() => void choose(footage.id, value)} />
          <span aria-hidden="true">{t(`transcript.scriptShort-${value}`)}</span>
        </label>
      ))}
    </div>
  );
}
