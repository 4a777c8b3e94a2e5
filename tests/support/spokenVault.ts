import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeDrafts } from '../../electron/core/translation/rows';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { peopledVault, speak, workAs, type CAST } from './people';
import { storeFootage } from './vault';

/** The id of a sentence of `spokenVault`, as a handover would take it. */
export const spokenId = (i: number): string => `3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c1${i}`;

export interface SpokenVault {
  readonly people: Awaited<ReturnType<typeof peopledVault>>;
  readonly work: Workspace;
  readonly footageId: string;
  /** A folder outside the vault. */
  readonly out: string;
  /** Ends whoever is at work now. */
  dispose(working: Workspace): Promise<void>;
}

/** A vault of several people with one footage in which these sentences are said; one of the people is at work. */
export async function spokenVault(said: readonly (readonly [text: string, english: string])[], { as, drafts = false }: { readonly as: keyof typeof CAST; /** The machine has rendered them. */ readonly drafts?: boolean }): Promise<SpokenVault> {
  const people = await peopledVault();
  const footageId = storeFootage(people.vault, randomBytes(5_000));
  people.vault.db.prepare('UPDATE footage SET duration_us = 60000000').run();
  said.forEach(([text], i) => { speak(people.vault, footageId, spokenId(i), text, i * 4_000); });
  if (drafts) {
    storeDrafts(people.vault.db, said.map(([text, english], i) => ({
      segmentId: spokenId(i), footageId, language: 'en', text: english, state: 'machine', engine: 'apertium', model: 'm', sources: [{ segmentId: spokenId(i), text }], links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '',
    })));
  }
  people.vault.close();
  const work = await workAs(people.dir, as);
  const out = mkdtempSync(join(tmpdir(), 'zapis-spoken-'));
  return {
    people, work, footageId, out,
    async dispose(working) {
      await working.close();
      people.dispose();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
