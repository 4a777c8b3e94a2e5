import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './contract';
import type { Job } from './domain';
import type { Result } from './errors';

/**
 * Requests whose answers cross as JSON text. What crosses from the preload script's world into the page's is copied object by
 * object, while the page stands still: 30 000 words took a quarter of a second, as text they take a tenth of that.
 */
export const AS_TEXT = ['transcript.get', 'translation.get', 'pseudonyms.list'] as const satisfies readonly RequestName[];

/** The answer to a request as it crosses. */
export type Sent<N extends RequestName> = N extends (typeof AS_TEXT)[number] ? string : Result<RequestOutput<N>>;

/** What the preload script exposes as `window.zapis`: the contract's requests and events, nothing else. */
export interface ZapisBridge {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Sent<N>>;
  /** Subscribes to an event; the answer ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Imports files dropped on the window. Their paths are resolved in the preload script and never reach the page. */
  importDropped(files: readonly File[], interviewId: string | null): Promise<Result<Job[]>>;
}
