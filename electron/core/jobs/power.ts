import { LOW_BATTERY, type PauseReason, type PowerSettings } from '../../../shared/domain';

/** What is known of the computer's power. */
export interface PowerState {
  readonly onBattery: boolean;
  /** Charge, 0 to 1; null where the computer does not tell. */
  readonly level: number | null;
  /** So hot that the system slows the processor down, or soon will. */
  readonly hot: boolean;
}

/** Tells of the computer's power. The app brings Electron's. */
export interface PowerSource {
  state(): PowerState;
  /** Returns the way to stop listening. */
  onChange(listener: () => void): () => void;
  /** The window knows how full the battery is, main does not. */
  tellLevel(level: number | null): void;
}

/** Where a person asked for the work and waits for it: the command line. */
export const MAINS: PowerSource = { state: () => ({ onBattery: false, level: null, hot: false }), onChange: () => () => undefined, tellLevel: () => undefined };

/** Why heavy work had better wait; null when it need not. Heat comes first: it harms, whatever anybody has chosen. */
export function whyPause({ onBattery, level, hot }: PowerState, settings: Pick<PowerSettings, 'onBattery'>): PauseReason | null {
  if (hot) return 'heat';
  if (!onBattery || settings.onBattery === 'always') return null;
  if (settings.onBattery === 'never' || level === null) return 'battery';
  return level < LOW_BATTERY ? 'batteryLow' : null;
}
