import type { Script } from '../../../shared/domain';
import { setScript as set } from '../transcript/script';
import type { Workspace } from '../workspace/workspace';
import { changing } from './operation';

/** In which script a footage's transcript is shown and leaves. @throws ZapisError `footage-missing`. */
export const setScript = changing('transcript.setScript', ({ vault, changes }: Workspace, { footageId, script }: { footageId: string; script: Script }): Record<string, never> => {
  set(vault.db, footageId, script);
  changes.emit('footage', footageId);
  changes.emit('transcript', footageId);
  return {};
}, ({ footageId, script }) => ({ item: { kind: 'footage', id: footageId }, details: { script } }));
