import { app, protocol, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './protocols/appProtocol';

/** Schemes that a page may load from; everything else is cancelled and counted. */
const LOCAL_SCHEMES = new Set(['app:', 'media:', 'blob:', 'devtools:']);

let refusedRequests = 0;

/** How many requests the page tried to send anywhere but to the app itself. Tests and the health page read it. */
export function refusedRequestCount(): number {
  return refusedRequests;
}

/** Switches and schemes that must be set before Electron is ready. */
export function hardenProcess(): void {
  // Chromium's own services would otherwise look for updates, field trials and name servers.
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'no-pings', 'disable-breakpad', 'disable-sync', 'no-first-run']) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // Chromium refuses to sandbox as root; `--no-sandbox` is how test machines say so. Nobody else passes it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, stream: true, corsEnabled: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => {
    confineContents(contents);
  });
}

function confineContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  // Reloading the one page is how a lock clears the renderer; every other destination is refused.
  const refuse = (event: { preventDefault(): void; url: string }): void => {
    if (event.url !== `${APP_ORIGIN}/index.html`) event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
}

/** Denies every permission, download and outgoing request of a session. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const refused = !LOCAL_SCHEMES.has(new URL(details.url).protocol);
    if (refused) refusedRequests += 1;
    answer({ cancel: refused });
  });
}
