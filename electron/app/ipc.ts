import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { events, requests, type EventName, type EventPayload, type RequestName, type RequestOutput, type RequestParsed } from '../../shared/contract';
import { AS_TEXT } from '../../shared/bridge';
import type { Result } from '../../shared/errors';
import { toFailure } from '../core/failure';
import { APP_ORIGIN } from './protocols/appProtocol';

export const REQUEST_CHANNEL = 'zapis:request';
export const EVENT_CHANNEL = 'zapis:event';

/** Requests that lock, or answer with nothing but how the vault stands or what the door is written in. */
const SAYS_STATUS: ReadonlySet<string> = new Set<RequestName>(['vault.lock', 'vault.chooseFolder', 'vault.status', 'app.language']);

const TEXT: ReadonlySet<string> = new Set(AS_TEXT);

/** One handler for every request of the contract; a missing one does not compile. */
export type Handlers = { readonly [N in RequestName]: (input: RequestParsed<N>) => RequestOutput<N> | Promise<RequestOutput<N>> };

/** True for the top frame of the one window, showing the app's own page. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, known: WebContents | null): boolean {
  const frame = event.senderFrame;
  if (known === null || frame === null || event.sender !== known) return false;
  return frame === known.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`);
}

/**
 * Answers the renderer's requests: sender, then schema, then handler. Never rejects; what a handler returns
 * is passed through the output schema, so that a field which the contract does not name cannot leak. An answer that
 * a lock overtook is not given: `locks` counts them.
 */
export function serveRequests(handlers: Handlers, knownContents: () => WebContents | null, locks: () => number): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown> | string> => {
    if (!isTrustedSender(event, knownContents())) return refuse('request-refused');
    if (typeof name !== 'string' || !Object.hasOwn(requests, name)) return refuse('request-unknown');
    const before = locks();
    const result = await answer(handlers, name as RequestName, input);
    const given = locks() === before || SAYS_STATUS.has(name) ? result : refuse('vault-locked');
    return TEXT.has(name) ? JSON.stringify(given) : given;
  });
}

async function answer<N extends RequestName>(handlers: Handlers, name: N, input: unknown): Promise<Result<RequestOutput<N>>> {
  const parsed = requests[name].input.safeParse(input);
  if (!parsed.success) return refuse('request-invalid');
  try {
    const value = await handlers[name](parsed.data as RequestParsed<N>);
    return { ok: true, value: requests[name].output.parse(value) as RequestOutput<N> };
  } catch (error) {
    return { ok: false, error: toFailure(error) };
  }
}

function refuse(code: string): { ok: false; error: { code: string; params: Record<string, never> } } {
  return { ok: false, error: { code, params: {} } };
}

/** Tells the renderer, if it is there. */
export function sendEvent<N extends EventName>(contents: WebContents | null, name: N, payload: EventPayload<N>): void {
  if (contents === null || contents.isDestroyed()) return;
  contents.send(EVENT_CHANNEL, name, events[name].parse(payload));
}
