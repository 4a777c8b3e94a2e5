import path from 'node:path';
import { BrowserWindow, session, type Session } from 'electron';
import { APP_ORIGIN } from './protocols/appProtocol';

/** Not `persist:`: Chromium keeps the caches of such a session in memory only. */
const PARTITION = 'zapis';

/** The session of the one window. */
export function windowSession(): Session {
  return session.fromPartition(PARTITION, { cache: false });
}

/** Opens the workbench. The title never says what is open. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440, height: 900, minWidth: 960, minHeight: 600,
    title: 'Zapis', show: false, backgroundColor: '#16181c', autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(__dirname, 'preload.js'),
      partition: PARTITION,
      sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false,
      spellcheck: false, devTools: process.env['ZAPIS_DEVTOOLS'] === '1', backgroundThrottling: false,
    },
  });
  window.on('page-title-updated', (event) => { event.preventDefault(); });
  window.once('ready-to-show', () => { window.show(); });
  window.webContents.on('before-input-event', (event, input) => {
    // Chromium's own reload would drop a half-typed correction.
    if (input.key === 'F5' || ((input.control || input.meta) && input.key.toLowerCase() === 'r')) event.preventDefault();
  });
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}
