import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './contract';
import type { Job } from './domain';
import type { Result } from './errors';

/** What the preload script exposes as `window.zapis`: the contract's requests and events, nothing else. */
export interface ZapisBridge {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  /** Subscribes to an event; the answer ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Imports files dropped on the window. Their paths are resolved in the preload script and never reach the page. */
  importDropped(files: readonly File[], interviewId: string | null): Promise<Result<Job[]>>;
}
