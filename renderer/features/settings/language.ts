import type { InterfaceLanguage } from '../../../shared/messages';
import { ask, request } from '../../api/client';
import { speakIn } from '../../ui/language';

/** Before anything is drawn: the language that was chosen on this computer, or that the computer is set to. */
export async function takeLanguage(): Promise<void> {
  const answer = await request('app.language', {});
  speakIn(answer.ok ? answer.value.language : 'en');
}

/** Changes the language of the whole window at once. */
export async function chooseLanguage(language: InterfaceLanguage): Promise<void> {
  const answer = await ask('app.setLanguage', { language });
  if (answer) speakIn(answer.language);
}
