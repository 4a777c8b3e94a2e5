import type { OpenReason, Passage } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { peopleWithAccess } from '../people/people';
import type { Database } from '../vault/database';
import { pseudonymsOfFootage } from '../pseudonyms/rows';
import { getSetting } from '../vault/settings';
import { listPassages } from './passages';

/**
 * Passages of a footage that still want somebody's judgement: what is marked and not approved, and suggestions from
 * the vault's threshold on that nobody has decided. (Lesser suggestions are redacted like all others, but hold nobody up.)
 */
export function openPassages(db: Database, footageId: string): Passage[] {
  const threshold = getSetting(db, 'suggestionThreshold');
  return listPassages(db, footageId).filter(({ state, severity }) => state === 'marked' || (state === 'suggested' && severity >= threshold));
}

/** What wants somebody's judgement: a passage, or a name that something else stands for. */
export interface Open {
  readonly id: string;
  readonly kind: OpenReason['kind'];
}

/** All that is open in a footage: passages, and names of its interview that no second person has looked at. */
export function openItems(db: Database, footageId: string): Open[] {
  const passages = openPassages(db, footageId).map(({ id, state }): Open => ({ id, kind: state === 'suggested' ? 'suggested' : 'marked' }));
  return [...passages, ...pseudonymsOfFootage(db, footageId).filter(({ state }) => state === 'marked').map(({ id }): Open => ({ id, kind: 'name' }))];
}

/** Why a footage is not ready to leave: each reason with its count and the first passage or name that it holds for. */
export function openReasons(open: readonly Open[]): OpenReason[] {
  return (['suggested', 'marked', 'name'] as const).flatMap((kind) => {
    const of = open.filter((one) => one.kind === kind);
    const [first] = of;
    return first ? [{ kind, count: of.length, passageId: first.id }] : [];
  });
}

/** Whoever works alone has no second person: his clips say in their manifest that nobody approved. */
export function needsSecondPerson(db: Database): boolean {
  return peopleWithAccess(db).length > 1;
}

/**
 * What holds up a clip: all that is open, and where one person works alone the suggestions, which he can decide himself.
 */
export function holdingUp(db: Database, footageId: string): Open[] {
  const alone = !needsSecondPerson(db);
  return openItems(db, footageId).filter(({ kind }) => !alone || kind === 'suggested');
}

/** What a custodian took upon himself. */
export interface Override {
  /** Ids of the passages and names that were open then; what opened since is not covered. */
  readonly open: readonly string[];
}

/** @throws ZapisError `export-not-approved` while a passage waits for a judgement that the vault's people could give. */
export function assertApproved(db: Database, footageId: string, override: Override | null = null): void {
  const open = holdingUp(db, footageId).filter(({ id }) => override?.open.includes(id) !== true);
  if (open.length > 0) throw new ZapisError('export-not-approved', countsOf(open));
}

/** As the sentences of refusals want it. */
export function countsOf(open: readonly Open[]): { count: number; marked: number; suggested: number; names: number } {
  const of = (kind: Open['kind']): number => open.filter((one) => one.kind === kind).length;
  return { count: open.length, marked: of('marked'), suggested: of('suggested'), names: of('name') };
}
