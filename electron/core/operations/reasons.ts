import { isBroughtAlong, type ReasonDraft, type ReasonView } from '../../../shared/domain';
import { listReasons as list, removeReason as remove, retireReason as retire, saveReason as save } from '../redaction/reasons';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';
import { seesRaw } from './release';

/** The reasons of this vault. Its own ones may tell what interviews hold, so who sees nothing raw learns only of those that Zapis brings. */
export const listReasons = looking('passages.list', (workspace: Workspace): ReasonView[] => {
  const reasons = list(workspace.vault.db);
  return seesRaw(workspace) ? reasons : reasons.filter(({ code }) => isBroughtAlong(code)).map((one) => ({ ...one, uses: 0 }));
});

const did = (what: string) => (_input: unknown, { code }: { code: string }): Deed => ({ item: { kind: 'reason', id: code }, details: { did: what } });

export const saveReason = changing('reasons.edit', ({ vault }: Workspace, draft: ReasonDraft): ReasonView => save(vault.db, draft), (draft, output) => did(draft.code === null ? 'add' : 'rename')(draft, output));

export const retireReason = changing('reasons.edit', ({ vault }: Workspace, { code, retired }: { code: string; retired: boolean }): ReasonView => retire(vault.db, code, retired), (input, output) => did(input.retired ? 'retire' : 'offer')(input, output));

export const removeReason = changing('reasons.edit', ({ vault }: Workspace, { code }: { code: string }): { code: string } => {
  remove(vault.db, code);
  return { code };
}, did('remove'));
