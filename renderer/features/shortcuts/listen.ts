import { useDialog } from '../../state/dialogs';
import { keyName } from '../../ui/keys';
import { allowed } from '../vault/person';
import { useVault } from '../vault/store';
import { COMMANDS, type Command } from './commands';

const byKey = new Map<string, Command>();
for (const command of COMMANDS) {
  if (command.run) for (const key of command.keys) byKey.set(key, command);
}

/** Whether the focused thing uses plain keys itself: then only shortcuts with Ctrl may act. */
function takesKeys(target: EventTarget | null, key: string, { whileTyping }: Command): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (whileTyping && key.startsWith('Alt+') && target.matches('.segment-editor textarea, .desk-field')) return false;
  if (target.matches('textarea, select, input:not([type=range], [type=checkbox], [type=radio])')) return true;
  if (key === 'Space' || key === 'Enter') return target.matches('button, summary, a, input');
  return key.includes('Arrow') && target.matches('input, [role=tab], [role=menuitem], [role=menuitemradio], [role=separator]');
}

/** Undo inside a text field is the field's own. */
function belongsToField(target: EventTarget | null, key: string): boolean {
  return target instanceof HTMLElement && target.matches('textarea, input:not([type=range])') && /^Ctrl\+(Shift\+)?[ZYACVX]$/.test(key);
}

/** One handler for the whole window. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyName(event);
    const command = key === null ? undefined : byKey.get(key);
    if (!command?.run || key === null || event.defaultPrevented || useVault.getState().status?.state !== 'unlocked') return;
    if (!command.everywhere) {
      if (useDialog.getState().open) return;
      if (belongsToField(event.target, key) || (!key.startsWith('Ctrl+') && takesKeys(event.target, key, command))) return;
    }
    event.preventDefault();
    if (!command.action || allowed(command.action)) command.run(key);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => { window.removeEventListener('keydown', onKeyDown); };
}
