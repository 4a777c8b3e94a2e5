import type { Footage } from '../../../shared/domain';
import { ask } from '../../api/client';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { loadFootage } from '../library/store';

/** Lets editors see a footage from now on, redacted. */
export async function releaseFootage(footage: Footage): Promise<void> {
  if (!(await ask('footage.release', { footageId: footage.id }))) return;
  await loadFootage();
  toast(t('release.released'));
}

/** Takes that back: editors see nothing of it from now on. */
export async function takeBackRelease(footage: Footage): Promise<void> {
  if (!(await ask('footage.takeBack', { footageId: footage.id }))) return;
  await loadFootage();
  toast(t('release.takenBack'));
}
