import path from 'node:path';
import { app, Menu, powerMonitor, type BrowserWindow } from 'electron';
import { findBinaries } from '../core/media/binaries';
import { mediaOf } from '../core/operations/footage';
import { maySeeJob } from '../core/operations/jobs';
import type { Workspace, WorkspaceHost } from '../core/workspace/workspace';
import type { StartupArguments } from './arguments';
import { appHandlers } from './handlers/appHandlers';
import { replacePage } from './freshPage';
import { sendEvent, serveRequests } from './ipc';
import { electronPower } from './power';
import { serveApp } from './protocols/appProtocol';
import { serveMedia } from './protocols/mediaProtocol';
import { hardenSession } from './security';
import { VaultSession } from './vaultSession';
import { openWindow, windowSession } from './window';
import { startUtilityWorker } from './workerHost';

/** Wires the parts together: one window, one vault session, one table of handlers. */
export function startApp(args: StartupArguments): void {
  Menu.setApplicationMenu(null);
  let window: BrowserWindow | null = null;
  let showing = false;
  const contents = (): Electron.WebContents | null => window?.webContents ?? null;
  const host: WorkspaceHost = { binaries: findBinaries(), startWorker: startUtilityWorker, appVersion: app.getVersion(), onlyOwnJobs: false, power: electronPower() };
  const session = new VaultSession(args.vaultDir, host, (status, workspace) => {
    sendEvent(contents(), 'vault.changed', status);
    if (workspace !== null) forwardChanges(workspace, contents, () => session.unlocked === workspace);
    if (workspace === null && showing && window !== null && !window.isDestroyed()) void replacePage(window);
    showing = workspace !== null;
  });

  const electronSession = windowSession();
  hardenSession(electronSession);
  serveApp(electronSession, path.join(__dirname, 'renderer'));
  serveMedia(electronSession, (footageId, view) => (session.unlocked === null ? null : mediaOf(session.unlocked, footageId, view)));
  serveRequests(appHandlers(session, () => window), contents, () => session.locks);
  window = openWindow();

  for (const moment of ['lock-screen', 'suspend', 'shutdown'] as const) {
    powerMonitor.on(moment as 'lock-screen', () => { void session.lock(); });
  }
  app.on('window-all-closed', () => { app.quit(); });
  quitInOrder(session);
}

/** `current` is false from the moment of a lock on: what running work still says is said to nobody. */
function forwardChanges(workspace: Workspace, shown: () => Electron.WebContents | null, current: () => boolean): void {
  const contents = (): Electron.WebContents | null => (current() ? shown() : null);
  if (workspace.changes.listenerCount('footage') > 0) return;
  workspace.jobs.onChange((job) => { if (maySeeJob(workspace, job)) sendEvent(contents(), 'jobs.changed', job); });
  workspace.power.onChange((status) => { sendEvent(contents(), 'power.changed', status); });
  workspace.changes.on('footage', (footageId) => { sendEvent(contents(), 'footage.changed', { footageId }); });
  workspace.changes.on('transcript', (footageId) => { sendEvent(contents(), 'transcript.changed', { footageId }); });
  workspace.changes.on('translation', (footageId, segmentIds) => { sendEvent(contents(), 'translation.changed', { footageId, segmentIds: segmentIds && [...segmentIds] }); });
  workspace.changes.on('clips', (footageId) => { sendEvent(contents(), 'clips.changed', { footageId }); });
  workspace.changes.on('passages', (footageId) => { sendEvent(contents(), 'passages.changed', { footageId }); });
  workspace.changes.on('remarks', (footageId) => { sendEvent(contents(), 'remarks.changed', { footageId }); });
  workspace.changes.on('interviews', () => { sendEvent(contents(), 'interviews.changed', {}); });
}

/** Running jobs are put to rest and the keys wiped before the process ends. */
function quitInOrder(session: VaultSession): void {
  let rested = false;
  app.on('before-quit', (event) => {
    if (rested) return;
    event.preventDefault();
    void session.dispose().finally(() => {
      rested = true;
      app.quit();
    });
  });
}
