import type { ZapisBridge } from '../../shared/bridge';
import type { Result } from '../../shared/errors';
import { loadFootage, useLibrary } from '../../renderer/features/library/store';
import { setVaultStatus } from '../../renderer/features/vault/store';
import { toast, useToasts } from '../../renderer/ui/notices';

/** The page's side of the bridge, answering when the test says so. */
function fakeBridge(): { bridge: ZapisBridge; answer: (value: Result<unknown>) => void } {
  let resolve: (value: Result<unknown>) => void = () => undefined;
  const bridge = {
    request: () => new Promise((r) => { resolve = r; }),
    on: () => () => undefined,
    importDropped: () => Promise.resolve({ ok: true, value: [] }),
  } as unknown as ZapisBridge;
  return { bridge, answer: (value) => { resolve(value); } };
}

const { bridge, answer } = fakeBridge();
Object.assign(globalThis, { window: { zapis: bridge } });

const footage = [{ id: 'f', name: 'secret.mp4' }];
const status = (state: 'locked' | 'unlocked'): { state: 'locked' | 'unlocked'; name: string; idleMinutes: number; person: null; recoveryKey: null } => ({ state, name: 'vault', idleMinutes: 10, person: null, recoveryKey: null });

test('a lock empties every store, toasts included', async () => {
  setVaultStatus(status('unlocked'));
  const loading = loadFootage();
  answer({ ok: true, value: footage });
  await loading;
  toast('secret.mp4 could not be imported', 'danger');
  expect(useLibrary.getState().footage).toHaveLength(1);
  setVaultStatus(status('locked'));
  expect(useLibrary.getState()).toMatchObject({ footage: [], footageId: null, query: '' });
  expect(useToasts.getState().toasts).toEqual([]);
});

test('an answer that comes after the lock is thrown away', async () => {
  setVaultStatus(status('unlocked'));
  const loading = loadFootage();
  setVaultStatus(status('locked'));
  answer({ ok: true, value: footage });
  await loading;
  expect(useLibrary.getState().footage).toEqual([]);
});

test('a failure that comes after the lock says nothing either', async () => {
  setVaultStatus(status('unlocked'));
  const loading = loadFootage();
  setVaultStatus(status('locked'));
  answer({ ok: false, error: { code: 'footage-damaged', params: {} } });
  await loading;
  expect(useToasts.getState().toasts).toEqual([]);
});
