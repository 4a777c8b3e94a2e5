import { useState, type JSX } from 'react';
import { LONGEST_FADE_US, type ListedClip } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { useLibrary } from '../library/store';
import { PartFields } from './PartFields';
import { partsOf, typedParts, type TypedPart } from './partTimes';
import { changeClip } from './store';

/** Seconds as people type them, in microseconds; null when it is no length of a fade. */
function fadeOf(text: string): number | null {
  const seconds = text.trim() === '' ? 0 : Number(text.trim().replace(',', '.'));
  const us = Math.round(seconds * US_PER_SECOND);
  return Number.isFinite(us) && us >= 0 && us <= LONGEST_FADE_US ? us : null;
}

/** What is written over a clip, how it comes and goes, and where its stretches begin and end. */
export function ClipDialog({ clip }: { clip: ListedClip }): JSX.Element {
  const [title, setTitle] = useState(clip.title);
  const [lowerThird, setLowerThird] = useState(clip.lowerThird);
  const [fadeIn, setFadeIn] = useState(String(clip.fadeInUs / US_PER_SECOND));
  const [fadeOut, setFadeOut] = useState(String(clip.fadeOutUs / US_PER_SECOND));
  const [typed, setTyped] = useState<readonly TypedPart[]>(() => typedParts(clip));
  const footage = useLibrary((state) => state.footage);
  const durationOf = (footageId: string): number => footage.find(({ id }) => id === footageId)?.durationUs ?? 0;
  const parts = partsOf(clip, typed, durationOf);
  const [fadeInUs, fadeOutUs] = [fadeOf(fadeIn), fadeOf(fadeOut)];

  async function save(): Promise<void> {
    if (fadeInUs === null || fadeOutUs === null || parts === null) return;
    if (await changeClip(clip.id, { title: title.trim(), lowerThird: lowerThird.trim(), fadeInUs, fadeOutUs, ...(parts ? { parts } : {}) })) closeDialog();
  }

  return (
    <Dialog title={t('cliplist.editTitle')} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" disabled={fadeInUs === null || fadeOutUs === null || parts === null}>{t('cliplist.save')}</Button></>}>
      <Field label={t('cliplist.clipTitle')} hint={t('cliplist.titleHint')} maxLength={200} value={title} onChange={(event) => { setTitle(event.target.value); }} />
      <Field label={t('cliplist.lowerThird')} maxLength={200} value={lowerThird} onChange={(event) => { setLowerThird(event.target.value); }} />
      <div className="clip-fades">
        <Field className="mono" inputMode="decimal" label={t('cliplist.fadeInSeconds')} value={fadeIn} error={fadeInUs === null ? t('cliplist.badFade') : null} onChange={(event) => { setFadeIn(event.target.value); }} />
        <Field className="mono" inputMode="decimal" label={t('cliplist.fadeOutSeconds')} value={fadeOut} error={fadeOutUs === null ? t('cliplist.badFade') : null} onChange={(event) => { setFadeOut(event.target.value); }} />
      </div>
      <PartFields clip={clip} typed={typed} durationOf={durationOf} onType={setTyped} />
    </Dialog>
  );
}
