import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVaultInWindow, discard, launchApp, type RunningApp } from '../support/app';

/** The security list of docs/architecture.md, item by item, against the real window. */
describe('security of the real window', () => {
  let running: RunningApp;
  let server: Server;
  let hits = 0;
  let address = '';

  beforeAll(async () => {
    server = createServer((_request, response) => {
      hits += 1;
      response.setHeader('access-control-allow-origin', '*');
      response.end('reached');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    running = await launchApp();
    await createVaultInWindow(running.page);
  });

  afterAll(async () => {
    await running.close();
    server.close();
    discard(running.root);
  });

  test('the page is served by app:// with a strict policy and no Node', async () => {
    const facts = await running.page.evaluate(async () => {
      const response = await fetch('app://zapis/index.html');
      return {
        origin: location.origin, policy: response.headers.get('content-security-policy'),
        node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis),
        bridge: Object.keys((globalThis as unknown as { zapis: object }).zapis).sort(),
      };
    });
    expect(facts.origin).toBe('app://zapis');
    expect(facts.policy).toContain("default-src 'none'");
    expect(facts.policy).not.toMatch(/unsafe|\*/);
    expect(facts.node).toEqual([]);
    expect(facts.bridge).toEqual(['importDropped', 'on', 'request']);
  });

  test('sandbox, context isolation and no node integration are on', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
    expect(preferences['experimentalFeatures'] ?? false).toBe(false);
  });

  test.each(['fetch', 'image', 'websocket', 'beacon'])('no %s reaches even this machine', async (way) => {
    const before = hits;
    await running.page.evaluate(async ({ kind, url }) => {
      try {
        if (kind === 'fetch') await fetch(url);
        if (kind === 'beacon') navigator.sendBeacon(url, 'x');
        if (kind === 'websocket') new WebSocket(url.replace('http', 'ws'));
        if (kind === 'image') {
          await new Promise((done) => {
            const image = new Image();
            image.onload = image.onerror = done;
            image.src = url;
          });
        }
      } catch { /* refused, as it should be */ }
    }, { kind: way, url: address });
    await running.page.waitForTimeout(300);
    expect(hits).toBe(before);
  });

  test('the session itself cancels requests, with no help from the page policy', async () => {
    const before = hits;
    const outcome = await running.app.evaluate(async ({ session }, url) => {
      try {
        await session.fromPartition('zapis').fetch(url);
        return 'reached';
      } catch {
        return 'refused';
      }
    }, address);
    expect(outcome).toBe('refused');
    expect(hits).toBe(before);
  });

  test('file:// is refused', async () => {
    const outcome = await running.page.evaluate(async () => fetch('file:///etc/hostname').then(() => 'read', () => 'refused'));
    expect(outcome).toBe('refused');
  });

  test.each(['app://zapis/../main.js', 'app://zapis/%2e%2e/main.js', 'app://zapis/..%2fmain.js', 'app://elsewhere/index.html'])('%s is not served', async (url) => {
    const outcome = await running.page.evaluate(async (address_) => fetch(address_).then((r) => r.status, () => 0), url);
    expect([0, 404]).toContain(outcome);
  });

  test('navigation and new windows are refused', async () => {
    const before = running.page.url();
    await running.page.evaluate((url) => { location.href = url; }, address);
    await running.page.evaluate(() => { location.href = 'file:///etc/hostname'; });
    const opened = await running.page.evaluate((url) => window.open(url) === null, address);
    await running.page.waitForTimeout(300);
    expect(opened).toBe(true);
    expect(running.page.url()).toBe(before);
    expect(running.app.windows()).toHaveLength(1);
  });

  test('every permission is denied', async () => {
    const states = await running.page.evaluate(async () => {
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', () => 'denied');
      const place = await new Promise<string>((done) => { navigator.geolocation.getCurrentPosition(() => { done('granted'); }, () => { done('denied'); }); });
      return { media, place, notification: Notification.permission };
    });
    expect(states).toEqual({ media: 'denied', place: 'denied', notification: 'denied' });
  });

  test('a request from a window that is not ours is refused', async () => {
    const outcome = await running.app.evaluate(async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
      await stranger.loadURL('data:text/html,<p>stranger</p>');
      const answer = await (stranger.webContents.executeJavaScript("zapis.request('footage.list', {})") as Promise<unknown>);
      stranger.destroy();
      return answer;
    }, `${running.app.process().spawnargs.find((a) => a.endsWith('main')) ?? process.cwd()}/dist/preload.js`);
    expect(outcome).toEqual({ ok: false, error: { code: 'request-refused', params: {} } });
  });

  test.each([
    ['a name outside the contract', 'vault.exportKeys', {}, 'request-unknown'],
    ['a name from the prototype', 'constructor', {}, 'request-unknown'],
    ['a wrong input', 'vault.unlock', { passphrase: 7 }, 'request-invalid'],
    ['an input with more than asked', 'vault.status', { extra: true }, 'request-invalid'],
  ])('%s is refused', async (_what, name, input, code) => {
    const answer = await running.page.evaluate(({ n, i }) => (globalThis as unknown as { zapis: { request(a: string, b: unknown): unknown } }).zapis.request(n, i), { n: name, i: input });
    expect(answer).toEqual({ ok: false, error: { code, params: {} } });
  });

  test('errors cross without paths or stacks', async () => {
    const answer = await running.page.evaluate(() => (globalThis as unknown as { zapis: { request(a: string, b: unknown): unknown } }).zapis.request('transcript.editText', { segmentId: 'none', text: 'x' }));
    expect(JSON.stringify(answer)).not.toMatch(/\/|at .*\(|Error:/);
  });

  test('the window title says nothing', async () => {
    const titles = await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
    expect([...titles, await running.page.evaluate(() => document.title)]).toEqual(['Zapis', 'Zapis']);
  });
});
