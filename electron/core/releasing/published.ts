import type { Waveform } from '../../../shared/domain';
import { US_PER_SECOND, type Span } from '../../../shared/time';
import { FADE_US, GUARD_US } from '../clips/soundFilter';
import { getFootage } from '../footage/footage';
import type { RedactionPlan } from '../redaction/plan';
import { planFor } from '../redaction/planFor';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import type { ByteSource, DerivedName } from '../vault/stores';
import type { Vault } from '../vault/vault';
import { planHash } from './planHash';
import { standingRelease, type StandingRelease } from './release';

export const PREVIEWS = 'redacted-';

export function previewName(hash: string): DerivedName {
  return `${PREVIEWS}${hash}`;
}

/** What must be gone from the whole of a footage as its passages and words stand now, and the name of it. */
export function currentPlan(db: Database, footageId: string): { plan: RedactionPlan; hash: string } {
  const { durationUs, sha256 } = getFootage(db, footageId);
  const plan = planFor(db, footageId, { segments: listSegments(db, footageId), clip: null, durationUs });
  return { plan, hash: planHash(sha256, plan) };
}

/** A redacted preview as it may be served. */
export interface PublishedMedia {
  readonly source: ByteSource;
  readonly mimeType: string;
  /** Asked before every piece: false from the moment when the release is taken back. */
  readonly current: () => boolean;
}

/** The plan of a standing release cannot change while it stands, so it is computed once for each. */
const hashOfRelease = new Map<string, string>();

/** The redacted preview of a released footage; null unless it stands, was measured, and is made by the plan of now. */
export function publishedMedia({ db, stores }: Vault, footageId: string): PublishedMedia | null {
  const release = standingRelease(db, footageId);
  if (release === null || release.preview === null || release.preview !== hashNow(db, release)) return null;
  const source = stores.open(footageId).derived(previewName(release.preview));
  const current = (): boolean => standingRelease(db, footageId)?.id === release.id;
  return source && { source, mimeType: getFootage(db, footageId).video === null ? 'audio/mp4' : 'video/mp4', current };
}

function hashNow(db: Database, { id, footageId }: StandingRelease): string {
  const hash = hashOfRelease.get(id) ?? currentPlan(db, footageId).hash;
  hashOfRelease.set(id, hash);
  return hash;
}

/** A waveform with nothing drawn where nothing may be heard: the shape of a name tells its syllables. */
export function redactedWaveform({ peaks, peaksPerSecond }: Waveform, sound: readonly Span[]): Waveform {
  const masked = Uint8Array.from(peaks);
  const perUs = peaksPerSecond / US_PER_SECOND;
  for (const { startUs, endUs } of sound) {
    // One peak more at each end: resampling smears.
    masked.fill(0, Math.max(0, Math.floor((startUs - GUARD_US - FADE_US) * perUs) - 1), Math.ceil((endUs + GUARD_US + FADE_US) * perUs) + 1);
  }
  return { peaks: masked, peaksPerSecond };
}
