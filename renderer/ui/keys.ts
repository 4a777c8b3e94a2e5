const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);
const NAMES: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };

/** What is needed of a keyboard event. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * The name of a key press as the command table writes it, such as `Ctrl+Shift+Z` or `?`; null for a bare modifier.
 * On a Cyrillic or Greek layout the letter keys give no Latin letter: there the place of the key counts, so that
 * J-K-L work without switching the layout.
 */
export function keyName(press: KeyPress): string | null {
  if (MODIFIERS.has(press.key)) return null;
  const ascii = /^[\x20-\x7e]$/.test(press.key);
  let key = press.key;
  if (press.key === ' ') key = 'Space';
  else if (ascii) key = press.key.toUpperCase();
  else if (press.key.length === 1 || press.key === 'Dead' || press.key === 'Unidentified') key = /^(?:Key([A-Z])|Digit(\d))$/.exec(press.code)?.slice(1).find(Boolean) ?? press.key;
  const letter = /^[A-Z]$/.test(key);
  // On a layout where "?" needs Shift the Shift is part of the character, not of the shortcut.
  const shift = press.shiftKey && (letter || key.length > 1);
  return [(press.ctrlKey || press.metaKey) && 'Ctrl', press.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** The caps that make up a shortcut, named as on a keyboard. */
export function keyNames(shortcut: string): string[] {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+').map((part) => part || '+');
  return [...new Set(parts)].map((part) => NAMES[part] ?? part);
}
