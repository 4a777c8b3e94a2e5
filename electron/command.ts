import { commandOf } from './app/commandOf';
import { runCommand } from './app/commandLine';
import { hardenProcess } from './app/security';

hardenProcess();
runCommand(commandOf(process.argv.slice(1)) ?? []);
