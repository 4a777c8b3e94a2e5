import type { JSX } from 'react';
import { clipVoice, type ClipVoice, type Footage } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Choice } from '../../ui/Choice';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { loadFootage, useLibrary } from '../library/store';
import { useMay } from '../vault/person';

async function choose(footageId: string, voice: ClipVoice): Promise<void> {
  if (await ask('footage.setVoice', { footageId, voice })) await loadFootage();
}

/** Whose voice all clips of the footage have. It holds from the moment it is chosen, also for exports that have begun. */
export function VoiceChoice({ footageId }: { footageId: string }): JSX.Element | null {
  const footage = useLibrary((state) => state.footage.find(({ id }) => id === footageId));
  const mayHide = useMay('voice.hide');
  const mayShow = useMay('voice.show');
  if (!footage || footage.audio.length === 0) return null;
  const voice = footage.voice ?? 'own';
  return (
    <>
      {mayHide && <Choice label={t('clips.voice')} value={voice} onPick={(picked) => void choose(footageId, picked)} options={clipVoice.options.map((value) => ({ value, label: t(`clips.voice-${value}`), disabled: value === 'own' && voice !== 'own' && !mayShow }))} />}
      <VoiceNotice footage={[footage]} />
    </>
  );
}

/** What a disguise is worth, where one is asked for: nobody shall rely on more. */
export function VoiceNotice({ footage }: { footage: readonly Footage[] }): JSX.Element | null {
  return footage.some(({ voice }) => voice === 'disguise') ? <Notice tone="warn">{t('clips.voiceHint')}</Notice> : null;
}
