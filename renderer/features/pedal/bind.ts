import type { PedalAction, PlaybackSettings } from '../../../shared/domain';

/** What is needed of a keyboard event. */
export interface PedalPress {
  readonly code: string;
  readonly key: string;
}

/** How a press is remembered: many media keys have no code, some pedals no key; null when the system says nothing of it. */
export function pedalKey({ code, key }: PedalPress): string | null {
  const name = code === '' || code === 'Unidentified' ? key : code;
  return name === '' || name === 'Unidentified' ? null : name;
}

/** Keys that a dialog, a text or the system needs. */
const NEEDED = /^(?:Enter|Tab|Escape|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Arrow\w+|Control|Shift|Alt|AltGraph|Meta|CapsLock|NumLock|ContextMenu|Dead|Process)$/;

/**
 * Why a key cannot be a pedal's: it would be missing while typing, or does something already.
 * @param isShortcut whether a shortcut of the window goes by this name
 */
export function refusalOf(press: PedalPress, isShortcut: (key: string) => boolean): 'unknown' | 'typing' | 'taken' | null {
  if (pedalKey(press) === null) return 'unknown';
  if ([...press.key].length === 1 || NEEDED.test(press.key)) return 'typing';
  return isShortcut(press.key) ? 'taken' : null;
}

/** The settings with a key bound; whatever it did before it does no more. */
export function bind(settings: PlaybackSettings, action: PedalAction, key: string | null): PlaybackSettings {
  const freed = Object.fromEntries(Object.entries(settings.pedal).map(([name, old]) => [name, old === key ? null : old])) as PlaybackSettings['pedal'];
  return { ...settings, pedal: { ...freed, [action]: key } };
}
