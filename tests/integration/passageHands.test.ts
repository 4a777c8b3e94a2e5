import { randomBytes } from 'node:crypto';
import { requests } from '../../shared/contract';
import { approvePassage, listPassages, markPassage, updatePassage } from '../../electron/core/operations/passages';
import { passagesOf } from '../../electron/core/handover/rows';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { CAST, peopledVault, workAs } from '../support/people';
import { storeFootage } from '../support/vault';

test('a passage says who marked and who changed it, through the contract and to every role, and takes no hand along in a handover', async () => {
  const people = await peopledVault();
  const footageId = storeFootage(people.vault, randomBytes(2_000));
  people.vault.close();
  const as = async <T>(who: keyof typeof CAST, work: (workspace: Workspace) => T): Promise<T> => {
    const workspace = await workAs(people.dir, who);
    try {
      return work(workspace);
    } finally {
      await workspace.close();
    }
  };
  const named = (who: keyof typeof CAST): unknown => expect.objectContaining({ name: CAST[who].name });
  try {
    const { id: passageId } = await as('translator', (workspace) => markPassage(workspace, { footageId, target: { startUs: 0, endUs: 90_000 }, reason: 'other', note: 'why', audio: 'mute', video: 'none' }));
    await as('interviewer', (workspace) => {
      // As main answers the window: what the contract does not name cannot leave.
      expect(requests['passages.list'].output.parse(listPassages(workspace, { footageId }))).toEqual([expect.objectContaining({ markedBy: named('translator'), changedBy: named('translator') })]);
      const changed = requests['passages.update'].output.parse(updatePassage(workspace, { passageId, note: 'because' }));
      expect(changed).toMatchObject({ markedBy: named('translator'), changedBy: { id: workspace.actor.id, name: CAST.interviewer.name } });
      expect(() => approvePassage(workspace, { passageId })).toThrow('passage-own-approval');
      expect(JSON.stringify([...passagesOf(workspace.vault.db, footageId).values()])).not.toContain(workspace.actor.id);
    });
    await as('custodian', (workspace) => {
      expect(requests['passages.approve'].output.parse(approvePassage(workspace, { passageId }))).toMatchObject({ state: 'approved', markedBy: named('translator'), changedBy: named('custodian') });
    });
  } finally {
    people.dispose();
  }
});
