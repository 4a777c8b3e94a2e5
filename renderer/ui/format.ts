import { US_PER_SECOND } from '../../shared/time';
import { speech } from './language';
import { t } from './messages';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes for people, decimal units as file managers show them: `1.4 GB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : speech().number(value, 1)} ${UNITS[unit] ?? 'B'}`;
}

/** Time left in words that do not jitter: seconds under a minute, then whole minutes, then hours. */
export function formatRemaining(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return t('jobs.secondsLeft', { count: Math.max(1, seconds) });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return t('jobs.minutesLeft', { count: minutes });
  return t('jobs.hoursLeft', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** `h:mm:ss.mmm`, for in and out points that people type. */
export function formatPoint(us: number): string {
  const ms = Math.round(us / 1000);
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  const seconds = Math.floor(ms / 1000);
  const h = Math.floor(seconds / 3600);
  const m = Math.floor(seconds / 60) % 60;
  const tail = `${pad(seconds % 60, 2)}.${pad(ms % 1000, 3)}`;
  return h > 0 ? `${h}:${pad(m, 2)}:${tail}` : `${m}:${tail}`;
}

/** Reads `ss`, `m:ss`, `h:mm:ss`, with decimals (point or comma); null when it is not a time. */
export function parsePoint(text: string): number | null {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const [, h = '0', m = '0', s = '0', fraction = ''] = match;
  if (match[2] !== undefined && Number(s) > 59) return null;
  if (match[1] !== undefined && Number(m) > 59) return null;
  return (Number(h) * 3600 + Number(m) * 60 + Number(s)) * US_PER_SECOND + Number(fraction.padEnd(6, '0'));
}

/** The day of an ISO time, where the person is: `3 Mar 2026`. */
export function formatDay(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : speech().day(time);
}

/** Day and time of an ISO time, where the person is: `3 Mar 2026, 14:05`. */
export function formatMoment(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : speech().moment(time);
}
