import { app } from 'electron';
import { applyStartupArguments } from './app/arguments';
import { hardenProcess } from './app/security';
import { startApp } from './app/startApp';

const args = applyStartupArguments(process.argv);
hardenProcess();
void app.whenReady().then(() => startApp(args));
