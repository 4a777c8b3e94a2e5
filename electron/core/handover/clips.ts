import { z } from 'zod';
import { clipDressing, MOST_PARTS } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { record } from '../audit';
import { clipFromRow, clipToRow, keptPart, type KeptClip } from '../cliplist/rows';
import { writeRow } from '../transcript/history';
import type { Database } from '../vault/database';
import type { Actor } from './actor';

/** A listed clip on its way to another vault. A part's footage is null where it is the one that the clip travels with. */
export const travellingClip = z.object({
  id: z.uuid(), place: z.number(), title: z.string().max(200), lowerThird: z.string().max(200), fadeInUs: clipDressing.shape.fadeInUs.unwrap(), fadeOutUs: clipDressing.shape.fadeOutUs.unwrap(),
  parts: z.array(keptPart.extend({ footageId: z.uuid().nullable() }).refine((part) => part.endUs > part.startUs)).min(1).max(MOST_PARTS), createdAt: z.string(), updatedAt: z.iso.datetime(),
});
export type TravellingClip = z.infer<typeof travellingClip>;

const own = (db: Database, footageId: string): KeptClip[] => db.prepare('SELECT * FROM clip WHERE footage_id = ? ORDER BY place, id').all(footageId).map(clipFromRow);

/** The clips that go with a footage. */
export function travellingClipsOf(db: Database, footageId: string): TravellingClip[] {
  return own(db, footageId).map(({ id, place, title, lowerThird, fadeInUs, fadeOutUs, parts, createdAt, updatedAt }) => ({
    id, place, title, lowerThird, fadeInUs, fadeOutUs, createdAt, updatedAt, parts: parts.map((part) => ({ ...part, footageId: part.footageId === footageId ? null : part.footageId })),
  }));
}

/**
 * Takes in what a colleague did on the list: new clips, and of a clip that both know the state that was written last. One that was
 * removed here stays away unless it was changed over there after that.
 *
 * @throws ZapisError `handover-damaged` when a clip's id belongs to another footage here.
 */
export function mergeClips(db: Database, footageId: string, theirs: readonly TravellingClip[], by: Actor): void {
  const here = new Map(own(db, footageId).map((clip) => [clip.id, clip]));
  for (const clip of theirs) {
    const ours = here.get(clip.id);
    if (!ours && db.prepare('SELECT 1 FROM clip WHERE id = ?').get(clip.id) !== undefined) throw new ZapisError('handover-damaged');
    if (ours ? clip.updatedAt <= ours.updatedAt : wasRemovedAfter(db, clip)) continue;
    const taken: KeptClip = { ...clip, footageId, parts: clip.parts.map((part) => ({ ...part, footageId: part.footageId ?? footageId })) };
    writeRow(db, 'clip', clip.id, clipToRow(taken, by.id));
    record(db, { person: by, action: 'clips.handover', item: { kind: 'clip', id: clip.id }, details: { footage: footageId } });
  }
}

function wasRemovedAfter(db: Database, { id, updatedAt }: TravellingClip): boolean {
  const at = db.prepare<[string], string | null>("SELECT max(at) FROM audit WHERE action = 'clips.edit' AND item_id = ? AND json_extract(details, '$.did') = 'remove'").pluck().get(id) ?? null;
  return at !== null && at >= updatedAt;
}
