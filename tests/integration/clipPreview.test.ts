import { importFootage } from '../../electron/core/footage/import';
import { addClip, changeClip, listClips, removeClip, travelClipList } from '../../electron/core/operations/clipList';
import { previewClip } from '../../electron/core/operations/clipPreview';
import { approvePassage, markPassage } from '../../electron/core/operations/passages';
import { releaseFootage } from '../../electron/core/operations/release';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { addRegion } from '../../electron/core/redaction/regions';
import { passageDraft, regionDraft, type ClipPreview } from '../../shared/domain';
import { countedFootage } from '../support/clipFootage';
import { scratchDir } from '../support/media';
import { peopledVault, speak, workAs, type CAST } from '../support/people';

const scratch = scratchDir('clip-preview');
let people: Awaited<ReturnType<typeof peopledVault>>;
let footageId = '';
beforeAll(async () => {
  people = await peopledVault();
  people.vault.close();
  const work = await workAs(people.dir, 'interviewer');
  footageId = (await importFootage(work, countedFootage(scratch.dir, 'a.mp4', '25', 10))).footage.id;
  speak(work.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'Kanarinac', 4_000);
  speak(work.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c12', 'onda smo otišli', 6_000);
  await work.close();
});
afterAll(() => {
  people.dispose();
  scratch.remove();
});

async function as<T>(who: keyof typeof CAST, work: (workspace: Workspace) => T): Promise<T> {
  const workspace = await workAs(people.dir, who);
  try {
    return work(workspace);
  } finally {
    await workspace.close();
  }
}
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error as { code?: string }).code ?? String(error));
const time = (startMs: number, endMs: number) => ({ footageId, startUs: startMs * 1000, endUs: endMs * 1000 });

it('answers with what an export would take out, of every part, in the time of the clip, and follows what is marked', async () => {
  const { id: clipId } = await as('interviewer', (work) => addClip(work, { parts: [time(6_000, 7_000), time(3_000, 5_000)], title: 'Put', lowerThird: '' }));
  const preview = (): Promise<ClipPreview> => as('interviewer', (work) => previewClip(work, { clipId }));
  const before = await preview();
  expect(before).toMatchObject({ view: 'footage', durationUs: 3_000_000, parts: [{ startUs: 6_000_000, atUs: 0, picture: true }, { startUs: 3_000_000, atUs: 1_000_000 }], sound: [], picture: [], title: 'Put' });
  expect(before.cues.map(({ lines }) => lines.join(' '))).toEqual(['onda smo otišli', 'Kanarinac']);
  await as('translator', (work) => markPassage(work, passageDraft.parse({ footageId, target: { startUs: 4_000_000, endUs: 4_090_000 }, reason: 'names-third-person', video: 'black' })));
  const after = await preview();
  expect(after.sound).toEqual([{ startUs: 1_850_000, endUs: 2_240_000, treatment: 'mute' }]);
  expect(after.picture).toEqual([{ startUs: 1_850_000, endUs: 2_240_000, treatment: 'black' }]);
  expect(after.regions).toEqual([]);
  await as('interviewer', (work) => addRegion(work.vault.db, regionDraft.parse({ footageId, treatment: 'black', startUs: 4_000_000, endUs: 4_800_000, keyframes: [{ atUs: 2_000_000, x: 0, y: 0.1, w: 0.2, h: 0.2 }, { atUs: 6_000_000, x: 0.8, y: 0.1, w: 0.2, h: 0.2 }] })));
  // Its path in the clip's time, beginning before the clip does; the picture beside it stays to be seen.
  const { regions, picture } = await preview();
  expect(regions).toEqual([{ startUs: 2_000_000, endUs: 2_800_000, treatment: 'black', keyframes: [{ atUs: 0, x: 0, y: 0.1, w: 0.2, h: 0.2 }, { atUs: 4_000_000, x: 0.8, y: 0.1, w: 0.2, h: 0.2 }] }]);
  expect(picture).toEqual(after.picture);
  expect(JSON.stringify(after)).not.toContain('Kanarinac');
  await as('interviewer', (work) => changeClip(work, { clipId, title: 'Kanarinac' }));
  expect(await codeOf(preview())).toBe('export-title-leaks');
  await as('interviewer', (work) => travelClipList(work, { footageId, direction: 'undo' }));
  expect(await codeOf(preview())).toBe('done');
});

it('plays nothing to an editor but what is released and made ready; translators may look and not change', async () => {
  const [clip] = await as('interviewer', (work) => listClips(work, { footageId }));
  const clipId = clip?.id ?? '';
  expect(await codeOf(as('editor', (work) => previewClip(work, { clipId })))).toBe('footage-not-released');
  expect(await codeOf(as('editor', (work) => removeClip(work, { clipId })))).toBe('footage-not-released');
  expect(await codeOf(as('translator', (work) => removeClip(work, { clipId })))).toBe('not-allowed');
  expect(await codeOf(as('translator', (work) => previewClip(work, { clipId })))).toBe('done');
  await as('interviewer', (work) => {
    const [passage] = work.vault.db.prepare<[], { id: string }>('SELECT id FROM passage').all();
    approvePassage(work, { passageId: passage?.id ?? '' });
    releaseFootage(work, { footageId });
  });
  expect(await codeOf(as('editor', (work) => previewClip(work, { clipId })))).toBe('preview-not-ready');
  const [seen] = await as('editor', (work) => listClips(work, { footageId }));
  expect(seen).toMatchObject({ title: 'Put', parts: [{ byWords: false }, { byWords: false }] });
  // What somebody else did is not an editor's to take back; his own is.
  expect(await codeOf(as('editor', (work) => travelClipList(work, { footageId, direction: 'undo' })))).toBe('not-allowed');
  await as('editor', (work) => changeClip(work, { clipId, lowerThird: 'N.H.' }));
  expect(await codeOf(as('editor', (work) => travelClipList(work, { footageId, direction: 'undo' })))).toBe('done');
  await as('custodian', (work) => {
    const entries = work.vault.db.prepare<[], { action: string; details: string }>("SELECT action, details FROM audit WHERE action = 'clips.edit'").all();
    expect(entries.length).toBeGreaterThan(4);
    expect(JSON.stringify(entries)).not.toMatch(/Put|N\.H\./);
  });
});
