import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

/** Shows an open dialog that belongs to the window; `dontAddToRecent` keeps footage names out of the system's lists. */
export async function askForFiles(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string[]> {
  const properties = [...(options.properties ?? ['openFile']), 'dontAddToRecent' as const];
  const answer = window === null ? await dialog.showOpenDialog({ ...options, properties }) : await dialog.showOpenDialog(window, { ...options, properties });
  return answer.canceled ? [] : answer.filePaths;
}

/** Asks where to save; null when the person closed the dialog. The system asks before an existing file is replaced. */
export async function askWhereToSave(window: BrowserWindow | null, options: SaveDialogOptions): Promise<string | null> {
  const properties = ['dontAddToRecent' as const, 'showOverwriteConfirmation' as const];
  const answer = window === null ? await dialog.showSaveDialog({ ...options, properties }) : await dialog.showSaveDialog(window, { ...options, properties });
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
