import { stronger } from '../redaction/picture';
import { strongerSound } from '../redaction/sound';
import type { PassageSnapshot } from './format';
import { mergeField } from './verdict';

const FIELDS = ['reason', 'note', 'audio', 'video', 'state', 'who', 'severity'] as const;

const active = (p: PassageSnapshot): boolean => p.state !== 'withdrawn' && p.state !== 'rejected';

/** True when redacting by `next` would leave anything to see or hear that `now` takes away. */
export function weakens(now: PassageSnapshot, next: PassageSnapshot): boolean {
  if (!active(now)) return false;
  return !active(next) || next.startUs > now.startUs || next.endUs < now.endUs
    || (now.audio === 'mute' && next.audio !== 'mute') || stronger(next.video, now.video) !== next.video;
}

/**
 * What stands while two vaults disagree about a passage: both times, the stronger treatments, redacted if either
 * says so. Too much for a while, rather than a name too many for ever.
 */
export function protective(ours: PassageSnapshot, theirs: PassageSnapshot): PassageSnapshot {
  if (!active(ours) && !active(theirs)) return ours;
  const [first, second] = active(ours) ? [ours, theirs] : [theirs, ours];
  if (!active(second)) return { ...ours, startUs: first.startUs, endUs: first.endUs, text: first.text, anchor: first.anchor, audio: first.audio, video: first.video, state: first.state };
  return {
    ...ours,
    startUs: Math.min(ours.startUs, theirs.startUs), endUs: Math.max(ours.endUs, theirs.endUs),
    audio: strongerSound(ours.audio, theirs.audio), video: stronger(ours.video, theirs.video),
    state: ours.state === theirs.state ? ours.state : 'marked',
    severity: ours.severity > theirs.severity ? ours.severity : theirs.severity, who: ours.who ?? theirs.who,
  };
}

/**
 * Merges two versions, already fitted to the same transcript, field by field; null when both changed a field, or
 * its words and time, in different ways. Times that differ over the same words are joined.
 */
export function mergePassages(base: PassageSnapshot | null, ours: PassageSnapshot, theirs: PassageSnapshot): PassageSnapshot | null {
  const merged: Record<string, unknown> = { ...ours };
  for (const field of FIELDS) {
    const value = mergeField<string | number | null>(base && { value: base[field] }, ours[field], theirs[field]);
    if (!value) return null;
    merged[field] = value.value;
  }
  const target = (p: PassageSnapshot) => ({ startUs: p.startUs, endUs: p.endUs, text: p.text, anchor: p.anchor });
  const sameWords = ours.anchor !== null && JSON.stringify(ours.anchor) === JSON.stringify(theirs.anchor);
  const met = sameWords
    ? { value: { ...target(ours), startUs: Math.min(ours.startUs, theirs.startUs), endUs: Math.max(ours.endUs, theirs.endUs) } }
    : mergeField(base && { value: target(base) }, target(ours), target(theirs));
  return met && { ...(merged as PassageSnapshot), ...met.value };
}
