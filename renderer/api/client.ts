import type { ZapisBridge } from '../../shared/bridge';
import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from '../../shared/contract';
import type { Job } from '../../shared/domain';
import type { Result } from '../../shared/errors';
import { currentSession } from '../state/session';
import { showFailure } from '../ui/notices';

declare global {
  interface Window {
    readonly zapis: ZapisBridge;
  }
}

/** Sends a request of the contract; never rejects. */
export async function request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>> {
  const sent: string | Result<RequestOutput<N>> = await window.zapis.request(name, input);
  return typeof sent === 'string' ? JSON.parse(sent) as Result<RequestOutput<N>> : sent;
}

/**
 * Sends a request and shows its failure to the person. The answer is undefined when it failed, and when the vault
 * was locked meanwhile: a late answer must not bring text or footage back into the page.
 */
export async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N> | undefined> {
  return settle(request(name, input));
}

/** As `ask`, for files dropped on the window. */
export async function askImport(files: readonly File[], interviewId: string | null): Promise<Job[] | undefined> {
  return settle(window.zapis.importDropped(files, interviewId));
}

async function settle<T>(answer: Promise<Result<T>>): Promise<T | undefined> {
  const session = currentSession();
  const result = await answer;
  if (session !== currentSession()) return undefined;
  if (result.ok) return result.value;
  showFailure(result.error);
  return undefined;
}

export function on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.zapis.on(name, listener);
}
