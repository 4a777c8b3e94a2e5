import { createIdentity, exportHandover, importHandover } from '../../electron/core/handover';
import { listConflictViews } from '../../electron/core/operations/safekeeping';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { assignSpeaker, renameSpeaker } from '../../electron/core/transcript/speakers';
import type { Vault } from '../../electron/core/vault/vault';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { ANA, BORIS, stick, tellInterview } from '../support/handover';
import { tempVault } from '../support/vault';

test('a conflict over words says whose words they are, as the voice is named here', async () => {
  const [a, b, key] = await Promise.all([tempVault(), tempVault(), createIdentity()]);
  const usb = stick();
  try {
    const told = tellInterview(a.vault, Buffer.from('footage'));
    const carry = async (from: Vault, to: Vault): Promise<void> => {
      const file = usb.file();
      await exportHandover(from, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: key.recipient }, by: 'x' }, file);
      await importHandover(to, file, { identity: key.identity }, { by: to === a.vault ? ANA : BORIS });
    };
    const [, named, nobody] = told.segments;
    const voice = assignSpeaker(a.vault.db, { footageId: told.footageId, segmentIds: [named?.id ?? ''], number: 2 });
    renameSpeaker(a.vault.db, voice?.id ?? '', 'Mirela');
    await carry(a.vault, b.vault);
    for (const [vault, text] of [[a.vault, 'ovdje'], [b.vault, 'tamo']] as const) for (const segment of [named, nobody]) editSegmentText(vault.db, segment?.id ?? '', `Bilo je to ${text} kod kuće.`);
    await carry(b.vault, a.vault);
    const workspace = { vault: a.vault, actor: { ...ANA, role: 'custodian' } } as unknown as Workspace;
    expect(listConflictViews(workspace, {}).map(({ kind, ours, speaker }) => ({ kind, ours, speaker }))).toEqual([
      { kind: 'segment', ours: 'Bilo je to ovdje kod kuće.', speaker: { name: 'Mirela', number: 2 } },
      { kind: 'segment', ours: 'Bilo je to ovdje kod kuće.', speaker: null },
    ]);
  } finally {
    a.dispose();
    b.dispose();
    usb.dispose();
  }
});
