import { randomUUID } from 'node:crypto';
import { languageCode, type LanguageCode, type MemoryImport } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { primary } from '../translation/exchange/readTmx';
import type { Exchanged } from '../translation/exchange/exchanged';
import { transaction, type Database } from '../vault/database';
import type { Vault } from '../vault/vault';

/**
 * Takes pairs of another tool into the memory. What this vault wrote out itself is refused: its interviews are in the memory
 * as they stand, and a copy would keep what is redacted or removed later.
 *
 * @throws ZapisError `memory-own`; `memory-no-language` where no pair is in languages that Zapis knows.
 */
export function addImport(vault: Pick<Vault, 'db' | 'id'>, { units, ...file }: Exchanged, name: string, by: string | null): { added: MemoryImport; skipped: number } {
  const { db } = vault;
  if (isOwnMemory(vault, file)) throw new ZapisError('memory-own');
  const seen = new Set<string>();
  const kept = units.flatMap(({ source, target, sourceLanguage, targetLanguage }) => {
    const [from, to] = [languageOf(sourceLanguage), languageOf(targetLanguage)];
    const key = JSON.stringify([from, to, source, target]);
    if (from === null || to === null || source === '' || target === null || target === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ source, target, from, to }];
  });
  if (kept.length === 0) throw new ZapisError('memory-no-language');
  return transaction(db, () => {
    const added: MemoryImport = { id: randomUUID(), name: name.trim().slice(0, 200), importedAt: new Date().toISOString(), from: null, units: kept.length };
    db.prepare('INSERT INTO memory_import (id, name, imported_at, imported_by, origin_vault, origin_footage) VALUES (?, ?, ?, ?, ?, ?)').run(added.id, added.name, added.importedAt, by, file.vaultId, file.footageId);
    const insert = db.prepare('INSERT INTO memory_unit (id, import_id, source, target, source_language, target_language) VALUES (?, ?, ?, ?, ?, ?)');
    for (const { source, target, from, to } of kept) insert.run(randomUUID(), added.id, source, target, from, to);
    return { added, skipped: units.length - kept.length };
  });
}

/** Whether a file was written by this vault, or of footage that is here. */
export function isOwnMemory({ db, id }: Pick<Vault, 'db' | 'id'>, { vaultId, footageId }: Pick<Exchanged, 'vaultId' | 'footageId'>): boolean {
  return vaultId === id || (footageId !== null && db.prepare('SELECT 1 FROM footage WHERE id = ?').get(footageId) !== undefined);
}

export function listImports(db: Database): MemoryImport[] {
  return db.prepare<[], MemoryImport>('SELECT i.id, i.name, i.imported_at AS importedAt, i.came_from AS "from", count(u.id) AS units FROM memory_import AS i LEFT JOIN memory_unit AS u ON u.import_id = i.id GROUP BY i.id ORDER BY i.imported_at, i.id').all();
}

/** Takes an import out again, with all its pairs. @throws ZapisError `memory-import-missing`. */
export function removeImport(db: Database, id: string): void {
  if (db.prepare('DELETE FROM memory_import WHERE id = ?').run(id).changes === 0) throw new ZapisError('memory-import-missing');
}

function languageOf(tag: string): LanguageCode | null {
  // Serbo-Croatian and Bosnian by their old codes, as older tools write them.
  const code = { sh: 'bs', bos: 'bs', hrv: 'hr', srp: 'sr', eng: 'en' }[primary(tag)] ?? primary(tag);
  const known = languageCode.safeParse(code);
  return known.success && known.data !== 'und' ? known.data : null;
}
