import type { JSX } from 'react';
import { openDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { isActive, useJobs } from '../jobs/store';
import { selectedFootage, useLibrary } from '../library/store';
import { useModels } from '../models/store';
import { canTellVoices } from './detect';

/** There only where the two models are that it needs: elsewhere people say who speaks, and nothing tempts them. */
export function DetectButton(): JSX.Element | null {
  const footageId = useLibrary(selectedFootage)?.id;
  const able = useModels((state) => canTellVoices(state.models));
  const busy = useJobs((state) => state.jobs.some((job) => job.footageId === footageId && (job.kind === 'speakers' || job.kind === 'transcribe') && isActive(job)));
  if (!able) return null;
  return <Button size="small" icon="people" disabled={busy} onClick={() => { openDialog({ kind: 'detectVoices' }); }}>{t('speakers.detect')}</Button>;
}
