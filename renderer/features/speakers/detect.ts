import type { ModelInfo, SpeakerCount } from '../../../shared/domain';
import { t } from '../../ui/messages';

/** More speakers than this are seldom counted beforehand. */
const MOST = 8;

/** Both models that tell voices apart are there and fit. */
export function canTellVoices(models: readonly ModelInfo[]): boolean {
  const voices = models.filter((model) => model.kind === 'voices');
  return voices.length > 0 && voices.every((model) => model.installed && model.fits);
}

/** How many speak, for a list to choose from. */
export function countChoices(): { value: string; label: string }[] {
  return [{ value: 'auto', label: t('speakers.countAuto') }, ...Array.from({ length: MOST - 1 }, (_, i) => ({ value: String(i + 2), label: t('speakers.countKnown', { count: i + 2 }) }))];
}

export function countOf(choice: string): SpeakerCount {
  return choice === 'auto' ? choice : Number(choice);
}
