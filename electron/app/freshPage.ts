import { app, type BrowserWindow } from 'electron';
import { APP_ORIGIN, GATE_ORIGIN } from './protocols/appProtocol';

/**
 * Puts a new renderer process in the place of one that has shown the vault: what was decrypted in its memory (text,
 * frames, undo stacks of fields, answers on their way) goes with it. The window stays where it is. An empty page of
 * another site lies between, since Chromium gives another site another process; the old one is then ended without
 * waiting for it.
 */
export async function replacePage(window: BrowserWindow): Promise<void> {
  const { webContents: contents } = window;
  const page = `${APP_ORIGIN}/index.html`;
  const old = contents.getOSProcessId();
  try {
    await contents.loadURL(`${GATE_ORIGIN}/`);
    if (contents.getOSProcessId() === old) throw new Error('the process was not exchanged');
    endRenderer(old);
    await contents.loadURL(page);
  } catch {
    if (window.isDestroyed()) return;
    // Less smooth, but certain: the page with the decrypted content must not outlive the lock.
    if (contents.getOSProcessId() === old) contents.forcefullyCrashRenderer();
    await contents.loadURL(page).catch(() => undefined);
  }
}

/** Ends a renderer that is still there; the number may be anybody's once Chromium does not count it as its own. */
function endRenderer(pid: number): void {
  const own = app.getAppMetrics().some((process_) => process_.pid === pid && process_.type === 'Tab');
  if (!own) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}
