import type { Job, PowerSettings, PowerStatus } from '../../../shared/domain';
import { HEAVY_JOBS } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';

export const usePower = vaultStore<{ status: PowerStatus | null }>(() => ({ status: null }));

export function takePower(status: PowerStatus | undefined): void {
  if (status) usePower.setState({ status });
}

export async function loadPower(): Promise<void> {
  takePower(await ask('power.status', {}));
}

export async function configurePower(settings: PowerSettings): Promise<void> {
  takePower(await ask('power.configure', settings));
}

export async function goOnAnyway(): Promise<void> {
  takePower(await ask('power.goOn', {}));
}

/** Why this job waits for power; null when it does not. */
export function useWaitsForPower(job: Job): NonNullable<PowerStatus['pausedFor']> | null {
  const pausedFor = usePower((state) => state.status?.pausedFor ?? null);
  return job.state === 'queued' && HEAVY_JOBS.includes(job.kind) ? pausedFor : null;
}
