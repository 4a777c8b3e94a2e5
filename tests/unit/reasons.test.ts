import { randomBytes } from 'node:crypto';
import { listPassages, markPassage, updatePassage } from '../../electron/core/operations/passages';
import { listReasons, removeReason, retireReason, saveReason } from '../../electron/core/operations/reasons';
import { undo } from '../../electron/core/operations/transcript';
import { planFor } from '../../electron/core/redaction/planFor';
import { listSegments } from '../../electron/core/transcript/segments';
import { createIdentity, exportHandover, importHandover } from '../../electron/core/handover';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { passageDraft, reasonDraft, reasonTold, type ReasonView } from '../../shared/domain';
import { ANA, BORIS, stick, tellInterview } from '../support/handover';
import { peopledVault, speak, workAs } from '../support/people';
import { storeFootage, tempVault } from '../support/vault';

let people: Awaited<ReturnType<typeof peopledVault>>;
let custodian: Workspace;
let footageId: string;
beforeEach(async () => {
  people = await peopledVault();
  people.vault.close();
  custodian = await workAs(people.dir, 'custodian');
  footageId = storeFootage(custodian.vault, randomBytes(500));
  speak(custodian.vault, footageId, 'a', 'Palio sam kuće u selu.');
});
afterEach(async () => {
  await custodian.close();
  people.dispose();
});

const add = (label: string, like: ReasonView['code'] = 'took-part'): ReasonView => saveReason(custodian, reasonDraft.parse({ code: null, label, like }));
const named = (code: string): ReasonView | undefined => listReasons(custodian, {}).find((one) => one.code === code);
const draft = (reason: string) => passageDraft.parse({ footageId, target: { words: { fromSegmentId: 'a', fromWord: 0, toSegmentId: 'a', toWord: 2 } }, reason });
const refusal = (work: () => unknown): string => { try { work(); return 'done'; } catch (error) { return (error as { code: string }).code; } };

it('a reason of the vault’s own marks, counts as what it is like, and tells nothing outside', () => {
  const own = add('Set houses on fire');
  expect(own).toMatchObject({ label: 'Set houses on fire', retired: false, uses: 0 });
  expect(own.code).toMatch(/^took-part\/[\da-f]{8}$/);
  expect(reasonTold(own.code)).toBe('self-incrimination');
  markPassage(custodian, draft(own.code));
  expect(named(own.code)?.uses).toBe(1);
  const segments = listSegments(custodian.vault.db, footageId);
  expect(planFor(custodian.vault.db, footageId, { segments, clip: null, durationUs: 1_000_000 }).sound.map(({ reasons }) => reasons)).toEqual([['self-incrimination']]);
  const audit = JSON.stringify(custodian.vault.db.prepare('SELECT details, item_id FROM audit').all());
  expect(audit).toContain(own.code);
  expect(audit).not.toContain('houses');
});

it('is retired, not deleted, while a passage has it or undo could bring one back', () => {
  const own = add('Set houses on fire');
  const { id } = markPassage(custodian, draft(own.code));
  expect(refusal(() => removeReason(custodian, { code: own.code }))).toBe('reason-used');
  expect(retireReason(custodian, { code: own.code, retired: true }).retired).toBe(true);
  expect(refusal(() => markPassage(custodian, draft(own.code)))).toBe('reason-retired');
  // What has it keeps it through any other change.
  expect(updatePassage(custodian, { passageId: id, reason: own.code, note: 'x' }).reason).toBe(own.code);
  undo(custodian, { footageId });
  undo(custodian, { footageId });
  expect(listPassages(custodian, { footageId })).toEqual([]);
  expect(refusal(() => removeReason(custodian, { code: own.code }))).toBe('reason-used');
  const unused = add('Never used');
  removeReason(custodian, { code: unused.code });
  expect(named(unused.code)).toBeUndefined();
});

it('what Zapis brings is called otherwise, and by its own name again, but stays', () => {
  saveReason(custodian, reasonDraft.parse({ code: 'took-part', label: ' Sudjelovao ' }));
  expect(named('took-part')?.label).toBe('Sudjelovao');
  saveReason(custodian, reasonDraft.parse({ code: 'took-part', label: '' }));
  expect(named('took-part')?.label).toBeNull();
  expect(refusal(() => retireReason(custodian, { code: 'took-part', retired: true }))).toBe('reason-not-own');
  expect(refusal(() => removeReason(custodian, { code: 'took-part' }))).toBe('reason-not-own');
  expect(refusal(() => add(''))).toBe('reason-no-label');
  add('Požar');
  expect(refusal(() => add('požar'))).toBe('reason-label-taken');
  expect(refusal(() => markPassage(custodian, draft('other/none')))).toBe('reason-missing');
});

it('goes along in a handover; what is unknown there is added, what has a name there keeps it, and a code without a name stays on its passage', async () => {
  const [b, { identity, recipient }] = await Promise.all([tempVault(), createIdentity()]);
  const usb = stick();
  try {
    const told = tellInterview(custodian.vault, Buffer.from('footage'));
    const [own, retired] = [add('Set houses on fire'), add('Old')];
    retireReason(custodian, { code: retired.code, retired: true });
    updatePassage(custodian, { passageId: told.passage.id, reason: own.code });
    saveReason(custodian, reasonDraft.parse({ code: 'other', label: 'Ostalo' }));
    const give = async (): Promise<void> => {
      const file = usb.file();
      await exportHandover(custodian.vault, { interviewIds: [told.interviewId], withFootage: false, to: { recipient }, by: ANA.name }, file);
      await importHandover(b.vault, file, { identity }, { by: BORIS });
    };
    await give();
    const rows = (): unknown[] => b.vault.db.prepare('SELECT code, label FROM reason').all();
    expect(rows()).toEqual([{ code: own.code, label: 'Set houses on fire' }]);
    b.vault.db.prepare("UPDATE reason SET label = 'Palio'").run();
    await give();
    expect(rows()).toEqual([{ code: own.code, label: 'Palio' }]);
    // As from a vault whose list did not come along.
    custodian.vault.db.prepare("UPDATE passage SET reason = 'travelled/feed' WHERE id = ?").run(told.passage.id);
    await give();
    expect(b.vault.db.prepare('SELECT reason FROM passage').pluck().all()).toEqual(['travelled/feed']);
  } finally {
    b.dispose();
    usb.dispose();
  }
});
