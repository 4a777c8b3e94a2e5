import { createRequire } from 'node:module';
import { app } from 'electron';
import { commandOf } from './app/commandOf';
import { leaveDisplay } from './app/withoutDisplay';

// Bundles of their own: a command loads nothing of the window, and neither is loaded before it is known where it will run.
const load = createRequire(__filename);
// A clone has `npm run zapis`, and its first argument here is its own folder.
const command = app.isPackaged ? commandOf(process.argv.slice(1)) : null;
if (command === null) {
  load('./window.js');
} else {
  leaveDisplay(command);
  load('./command.js');
}
