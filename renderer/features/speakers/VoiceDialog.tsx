import { useId, useState, type JSX } from 'react';
import type { Footage, Speaker } from '../../../shared/domain';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { t } from '../../ui/messages';
import { interviewOf, useLibrary } from '../library/store';
import { mergeVoice, renameVoice, useSpeakers, voiceName } from './store';
import { namesToSuggest } from './voices';

const LONGEST_NAME = 80;

/** Names a voice for all its segments at once, or makes it one with another. */
export function VoiceDialog({ speaker, footage }: { speaker: Speaker; footage: Footage }): JSX.Element {
  const { speakers, suggestions } = useSpeakers();
  const interview = useLibrary((state) => interviewOf(state, footage));
  const [name, setName] = useState(speaker.name);
  const [intoId, setIntoId] = useState('');
  const listId = useId();
  const others = speakers.filter(({ id }) => id !== speaker.id);
  const names = namesToSuggest(interview, t('speakers.interpreter'), suggestions, speakers);

  async function save(): Promise<void> {
    if (await (intoId === '' ? renameVoice(speaker.id, name) : mergeVoice(speaker.id, intoId))) closeDialog();
  }

  return (
    <Dialog
      title={t('speakers.dialogTitle', { name: voiceName(speaker) })} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary">{t(intoId === '' ? 'common.save' : 'speakers.merge')}</Button></>}
    >
      <Field label={t('speakers.name')} hint={t('speakers.nameHint')} value={name} maxLength={LONGEST_NAME} disabled={intoId !== ''} onChange={(event) => { setName(event.target.value); }} />
      {names.length > 0 && (
        <div className="voice-names" role="group" aria-labelledby={listId}>
          <span className="field-hint" id={listId}>{t('speakers.suggestions')}</span>
          {names.map((one) => <Button key={one} size="small" disabled={intoId !== ''} onClick={() => { setName(one); }}>{one}</Button>)}
        </div>
      )}
      {others.length > 0 && (
        <Select
          label={t('speakers.same')} hint={t('speakers.sameHint')} value={intoId} onPick={setIntoId}
          options={[{ value: '', label: t('speakers.sameNone') }, ...others.map((one) => ({ value: one.id, label: `${one.number} · ${voiceName(one)}` }))]}
        />
      )}
    </Dialog>
  );
}
