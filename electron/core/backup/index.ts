export { backUp, type BackupDone, type BackupOptions } from './backUp';
export { restoreBackup, type RestoreDone } from './restore';
export { verifyBackup, type BackupReport } from './verify';
