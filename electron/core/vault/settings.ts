import { z } from 'zod';
import { DEFAULT_PLAYBACK, DEFAULT_POWER, DEFAULT_SEVERITY, keptCheck, playbackSettings, powerSettings, severity } from '../../../shared/domain';
import type { Database } from './database';

/** Settings of a vault: they lie inside it, so that they follow it and tell a stranger nothing. */
const SETTINGS = {
  /** Minutes without a key press or click after which the vault locks itself. */
  idleMinutes: z.number().int().min(1).max(240),
  /** What the last deep check found, until somebody dismisses it. */
  deepCheck: keptCheck.nullable(),
  /** Ids of segments whose corrected words wait to be found in the sound. */
  toAlign: z.array(z.string()),
  /** Heavy work on a battery, and processor threads. */
  power: powerSettings,
  /** Keys of a foot pedal and the like. */
  playback: playbackSettings,
  /** From which severity on an undecided suggestion holds up exports. */
  suggestionThreshold: severity,
  /** Whether finished clips are recognised once more before they get their names, unless an export says otherwise. */
  listenAgain: z.boolean(),
  /** Why they are not, in a custodian's words, and his initials. Leaves with every clip that nobody hears. */
  unheard: z.object({ by: z.string().nullable(), why: z.string() }).nullable(),
} as const;

/** What holds until somebody chooses otherwise. */
const DEFAULTS: { readonly [K in SettingName]: SettingValue<K> } = { idleMinutes: 10, deepCheck: null, toAlign: [], power: DEFAULT_POWER, playback: DEFAULT_PLAYBACK, suggestionThreshold: DEFAULT_SEVERITY, listenAgain: true, unheard: null };

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<K extends SettingName> = z.infer<(typeof SETTINGS)[K]>;

/** The setting, or its default where it was never set or holds something this version does not know. */
export function getSetting<K extends SettingName>(db: Database, name: K): SettingValue<K> {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(name);
  if (row === undefined) return DEFAULTS[name];
  const parsed = SETTINGS[name].safeParse(JSON.parse(row.value));
  return parsed.success ? (parsed.data as SettingValue<K>) : DEFAULTS[name];
}

/** @throws ZodError when the value is outside the setting's range. */
export function setSetting<K extends SettingName>(db: Database, name: K, value: SettingValue<K>): void {
  const text = JSON.stringify(SETTINGS[name].parse(value));
  db.prepare('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(name, text);
}

export function getIdleMinutes(db: Database): number {
  return getSetting(db, 'idleMinutes');
}

export function setIdleMinutes(db: Database, minutes: number): void {
  setSetting(db, 'idleMinutes', minutes);
}
