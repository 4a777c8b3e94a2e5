import type { CheckReport } from '../../../shared/domain';
import { tn } from '../../ui/messages';

/** What a check found, as a sentence. */
export function healthText({ ok, footage, problems, deep }: CheckReport & { deep: boolean }): string {
  if (!ok) return tn('safety.unhealthy', problems.length);
  return tn(deep ? 'safety.healthyDeep' : 'safety.healthyQuick', footage);
}
