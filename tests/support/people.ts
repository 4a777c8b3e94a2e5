import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, type Role } from '../../shared/roles';
import { findBinaries } from '../../electron/core/media/binaries';
import { addPerson } from '../../electron/core/people/access';
import { insertSegment } from '../../electron/core/transcript/segments';
import { createVault, openVault, type OpenVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace, type WorkspaceHost } from '../../electron/core/workspace/workspace';
import { FAST } from './vault';

/** One person of each role, and a second custodian; names in both scripts. */
export const CAST = {
  custodian: { name: 'Ana Horvat', passphrase: 'mlin na potoku melje bijelo brašno' },
  interviewer: { name: 'Јован Илић', passphrase: 'stara lipa cvate iza crkve svake godine' },
  translator: { name: 'Zoë Đurić', passphrase: 'crveni traktor vuče drva kroz snijeg' },
  editor: { name: 'Ed Writer', passphrase: 'nine copper kettles hang over the stove' },
  second: { name: 'Šime Klarić', passphrase: 'galeb stoji na jarbolu i gleda bonacu' },
} as const satisfies Readonly<Record<Role | 'second', { name: string; passphrase: string }>>;

export const HOST: WorkspaceHost = {
  binaries: findBinaries(), appVersion: 'test', onlyOwnJobs: true,
  startWorker: () => { throw new Error('no worker is needed here'); },
};

/** A vault folder with everybody of {@link CAST} in it, open as the custodian. */
export async function peopledVault(): Promise<{ dir: string; vault: OpenVault; dispose(): void }> {
  const root = mkdtempSync(join(tmpdir(), 'zapis-people-'));
  const dir = join(root, 'vault');
  const vault = await createVault(dir, CAST.custodian.passphrase, { ...FAST, ownerName: CAST.custodian.name });
  for (const role of ROLES) if (role !== 'custodian') await addPerson(vault, { ...CAST[role], role }, FAST);
  await addPerson(vault, { ...CAST.second, role: 'custodian' }, FAST);
  return { dir, vault, dispose: () => { vault.close(); rmSync(root, { recursive: true, force: true }); } };
}

/** The workspace of one person after a real unlock. */
export async function workAs(dir: string, who: keyof typeof CAST): Promise<Workspace> {
  return openWorkspace(await openVault(dir, CAST[who].passphrase), HOST, new Changes());
}

/** A segment of aligned words, 100 ms each. */
export function speak(vault: OpenVault, footageId: string, id: string, text: string, atMs = 0): void {
  const words = text.split(' ').map((word, n) => ({ text: word, startUs: (atMs + n * 100) * 1000, endUs: (atMs + n * 100 + 90) * 1000, trust: 'aligned' as const }));
  insertSegment(vault.db, { id, footageId, startUs: atMs * 1000, endUs: words.at(-1)?.endUs ?? 1, text, language: 'bs', origin: 'machine', words });
}
