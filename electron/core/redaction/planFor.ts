import type { Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { secretForms } from '../pseudonyms/forms';
import { occurrencesIn, stretchesOf } from '../pseudonyms/occurrences';
import { pseudonymsOfFootage } from '../pseudonyms/rows';
import type { Database } from '../vault/database';
import { listPassages } from './passages';
import { planRedactions, type RedactionPlan } from './plan';
import { listRegions } from './regions';

interface Wish {
  /** The transcript, as it is stored or as it is shown: hidden words are told by it. */
  readonly segments: readonly Segment[];
  /** Null plans for the whole footage. */
  readonly clip: Span | null;
  readonly durationUs: number;
}

/**
 * What must be gone from a footage as its passages, names and words stand now. The one way from the database to a plan:
 * whoever makes something that leaves goes through here, so that nobody can forget the names and the regions.
 *
 * @throws ZapisError `redaction-plan-failed`, `region-plan-failed`.
 */
export function planFor(db: Database, footageId: string, { segments, clip, durationUs }: Wish): RedactionPlan {
  const pseudonyms = pseudonymsOfFootage(db, footageId);
  const names = pseudonyms.length === 0 ? [] : stretchesOf(occurrencesIn(segments, pseudonyms, hashOf(db, footageId)));
  const plan = planRedactions({ passages: listPassages(db, footageId), names, regions: listRegions(db, footageId), segments, clip, durationUs });
  return { ...plan, secrets: new Set(pseudonyms.flatMap(({ name, also, kind }) => secretForms({ names: [name, ...also], kind }))) };
}

export function hashOf(db: Database, footageId: string): string {
  return db.prepare<[string], string>('SELECT sha256 FROM footage WHERE id = ?').pluck().get(footageId) ?? '';
}
