import type { ClipVoice, Footage } from '../../../shared/domain';
import { setVoice as set } from '../footage/footage';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing } from './operation';

/**
 * Says whose voice the clips of a footage have. Another can be asked for by all who mark; the speaker's own shows what was
 * hidden, and is for those who may withdraw.
 *
 * @throws ZapisError `not-allowed`, `footage-missing`.
 */
export const setVoice = changing('voice.hide', (workspace: Workspace, { footageId, voice }: { footageId: string; voice: ClipVoice }): Footage => {
  if (voice === 'own') authorise(workspace, 'voice.show');
  const footage = set(workspace.vault.db, footageId, voice);
  workspace.changes.emit('footage', footageId);
  return footage;
}, ({ footageId, voice }) => ({ item: { kind: 'footage', id: footageId }, details: { voice } }));
