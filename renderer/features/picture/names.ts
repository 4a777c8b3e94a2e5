import type { Region } from '../../../shared/domain';
import { t } from '../../ui/messages';

/** What people call a region: by its own name, else by its kind. */
export function nameOf({ name, kind }: Pick<Region, 'name' | 'kind'>): string {
  return name === '' ? t(`picture.kind-${kind}`) : name;
}
