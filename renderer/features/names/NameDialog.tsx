import { useEffect, useRef, useState, type JSX } from 'react';
import { NAME_KINDS, type Footage, type NameKind, type PseudonymView } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { useTranscript } from '../transcript/store';
import { PlaceList } from './PlaceList';
import { saveName, showName, type NamePreview } from './store';
import './names.css';

/** Typing a name asks for its places anew once the fingers rest. */
const REST_MS = 250;

interface NameDialogProps {
  footage: Footage;
  /** As it is said in the text. */
  text: string;
  old: PseudonymView | null;
}

/** Sets what stands for a name everywhere: every form of it that would go is shown before anything is saved. */
export function NameDialog({ footage, text, old }: NameDialogProps): JSX.Element {
  const [name, setName] = useState(old?.name ?? text);
  const [also, setAlso] = useState(old?.also.join('; ') ?? '');
  const [kind, setKind] = useState<NameKind>(old?.kind ?? 'person');
  const [substitute, setSubstitute] = useState(old?.substitute ?? '');
  const [chosen, setChosen] = useState(old !== null);
  const [preview, setPreview] = useState<NamePreview | null>(null);
  const first = useRef(old === null && text !== '');

  useEffect(() => {
    let stale = false;
    const looked = first.current;
    const look = async (): Promise<void> => {
      if (name.trim() === '') {
        setPreview(null);
        return;
      }
      const found = await ask('pseudonyms.preview', { footageId: footage.id, id: old?.id ?? null, name, also: othersIn(also), kind: looked ? null : kind });
      if (stale || !found) return;
      first.current = false;
      setPreview(found);
      if (!chosen) setSubstitute(found.proposal.substitute);
      if (!looked) return;
      setName(found.proposal.name);
      setKind(found.proposal.kind);
      setAlso(found.proposal.also.join('; '));
    };
    const timer = setTimeout(() => void look(), looked ? 0 : REST_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [footage.id, old?.id, name, also, kind, chosen]);

  async function save(): Promise<void> {
    const saved = await saveName({ footageId: footage.id, id: old?.id ?? null, name, also: othersIn(also), kind, substitute });
    if (!saved) return;
    useTranscript.setState({ selection: null });
    closeDialog();
    showName(saved.id);
  }

  const found = preview?.found ?? [];
  const doubtful = found.filter(({ foundBy, small }) => foundBy !== 'name' || small).length;
  return (
    <Dialog
      wide title={t(old ? 'names.editTitle' : 'names.setTitle')} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="redact" disabled={name.trim() === '' || substitute.trim() === ''}>{t(old ? 'common.save' : 'names.set')}</Button></>}
    >
      <div className="grid-2">
        <Field label={t('names.name')} hint={t(old ? 'names.nameStays' : 'names.nameHint')} value={name} maxLength={200} disabled={old !== null} onChange={(event) => { setName(event.target.value); }} />
        <Field label={t('names.substitute')} hint={t('names.substituteHint')} value={substitute} maxLength={60} onChange={(event) => { setSubstitute(event.target.value); setChosen(true); }} />
      </div>
      <Choice label={t('names.kind')} value={kind} options={NAME_KINDS.map((value) => ({ value, label: t(`names.kind-${value}`) }))} onPick={setKind} />
      <Field label={t('names.also')} hint={t('names.alsoHint')} value={also} onChange={(event) => { setAlso(event.target.value); }} />
      <section className="name-found" aria-label={t('names.places')}>
        <p role="status"><strong>{tn('names.count', found.length)}</strong>{preview && preview.elsewhere > 0 && <> {tn('names.elsewhere', preview.elsewhere)}</>}</p>
        {found.length > 0 && <PlaceList places={found} />}
        {doubtful > 0 && <Notice>{tn('names.doubtful', doubtful)}</Notice>}
      </section>
    </Dialog>
  );
}

function othersIn(typed: string): string[] {
  return typed.split(';').map((one) => one.trim()).filter((one) => one !== '');
}
