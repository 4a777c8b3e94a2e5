import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { languageCode } from '../../../shared/domain';
import { record } from '../audit';
import { isOwnMemory } from '../memory/imports';
import type { Vault } from '../vault/vault';
import type { Database } from '../vault/database';
import type { Actor } from './actor';

const text = z.string().min(1).max(100_000);
const unit = z.object({ source: text, target: text, from: languageCode, to: languageCode });
type Unit = z.infer<typeof unit>;

/** Pairs of another tool on their way, with where they came from: the file, and the vault or footage that wrote it, if one did. */
export const travellingMemory = z.object({
  id: z.uuid(), name: z.string().max(200), importedAt: z.string(),
  originVault: z.string().max(100).nullable(), originFootage: z.string().max(100).nullable(),
  units: z.array(unit).max(1_000_000),
});
export type TravellingMemory = z.infer<typeof travellingMemory>;

/** What was brought into the memory, a file at a time. */
export function travellingMemoryOf(db: Database): TravellingMemory[] {
  const units = db.prepare<[string], Unit>('SELECT source, target, source_language AS "from", target_language AS "to" FROM memory_unit WHERE import_id = ? ORDER BY rowid');
  return db.prepare<[], Omit<TravellingMemory, 'units'>>('SELECT id, name, imported_at AS importedAt, origin_vault AS originVault, origin_footage AS originFootage FROM memory_import ORDER BY imported_at, id').all()
    .map((one) => ({ ...one, units: units.all(one.id) }));
}

/**
 * Takes in the pairs that this vault does not have from any file. What was taken out here stays out, and what this vault, or
 * footage that is here, is the origin of does not come back as a copy: it would keep what is redacted later.
 *
 * @returns how many pairs came in.
 */
export function mergeMemory({ db, id: vaultId }: Pick<Vault, 'db' | 'id'>, theirs: readonly TravellingMemory[], { by, peer, restoreDeleted }: { readonly by: Actor; readonly peer: string; readonly restoreDeleted: boolean }): number {
  const fresh = theirs.filter(({ id, originVault, originFootage }) => db.prepare('SELECT 1 FROM memory_import WHERE id = ?').get(id) === undefined
    && !isOwnMemory({ db, id: vaultId }, { vaultId: originVault, footageId: originFootage }) && (restoreDeleted || !wasTakenOut(db, id)));
  if (fresh.length === 0) return 0;
  const here = new Set<string>();
  for (const one of db.prepare<[], Unit>('SELECT source, target, source_language AS "from", target_language AS "to" FROM memory_unit').iterate()) here.add(keyOf(one));
  const [addImport, addUnit] = [
    db.prepare('INSERT INTO memory_import (id, name, imported_at, imported_by, origin_vault, origin_footage, came_from) VALUES (?, ?, ?, NULL, ?, ?, ?)'),
    db.prepare('INSERT INTO memory_unit (id, import_id, source, target, source_language, target_language) VALUES (?, ?, ?, ?, ?, ?)'),
  ];
  let added = 0;
  for (const { id, name, importedAt, originVault, originFootage, units } of fresh) {
    const wanted = units.filter((one) => {
      const key = keyOf(one);
      return !here.has(key) && here.add(key);
    });
    if (wanted.length === 0) continue;
    addImport.run(id, name, importedAt, originVault, originFootage, peer);
    for (const { source, target, from, to } of wanted) addUnit.run(randomUUID(), id, source, target, from, to);
    record(db, { person: by, action: 'memory.handover', item: { kind: 'memory', id }, details: { units: wanted.length } });
    added += wanted.length;
  }
  return added;
}

/** Short, since a memory may have a million pairs. */
function keyOf({ source, target, from, to }: Unit): string {
  return createHash('sha256').update(JSON.stringify([from, to, source, target])).digest('base64').slice(0, 20);
}

function wasTakenOut(db: Database, id: string): boolean {
  return db.prepare("SELECT 1 FROM audit WHERE action = 'memory.import' AND item_id = ? AND json_extract(details, '$.did') = 'remove'").get(id) !== undefined;
}
