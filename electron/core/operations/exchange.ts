import type { LaidIn, LanguageCode } from '../../../shared/domain';
import { getFootage } from '../footage/footage';
import type { Exchanged } from '../translation/exchange/exchanged';
import { layIn } from '../translation/exchange/layIn';
import { readExchanged } from '../translation/exchange/read';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing } from './operation';

interface Import {
  readonly footageId: string;
  readonly language: LanguageCode;
}

/**
 * Lays what was edited in another tool back on its segments.
 *
 * @throws ZapisError `footage-missing`, and as `readExchanged` and `layIn`.
 */
export async function importTranslations(workspace: Workspace, { file, ...input }: Import & { readonly file: string }): Promise<LaidIn> {
  authorise(workspace, 'translation.edit');
  getFootage(workspace.vault.db, input.footageId);
  return layExchanged(workspace, { ...input, exchanged: await readExchanged(file) });
}

const layExchanged = changing('translation.edit', (workspace, { footageId, language, exchanged }: Import & { readonly exchanged: Exchanged }): LaidIn => {
  const laid = layIn(workspace.vault.db, footageId, language, exchanged, workspace.actor.id);
  workspace.changes.emit('translation', footageId, null);
  return laid;
}, ({ footageId, language, exchanged: { format } }, { laid, told }) => ({ item: { kind: 'footage', id: footageId }, details: { did: 'importTranslations', format, language, laid, told: told.length } }));
