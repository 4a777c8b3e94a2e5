import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { interviewDraft, passageDraft } from '../../shared/domain';
import { importFootage } from '../../electron/core/footage/import';
import { createInterview } from '../../electron/core/footage/interviews';
import { addPerson } from '../../electron/core/people/access';
import { markPassage } from '../../electron/core/redaction/passages';
import { createVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { makeMedia, testCard } from './media';
import { CAST, HOST, speak } from './people';
import { FAST } from './vault';

export const SAID = [
  'Zovem se nije važno i živio sam kraj rijeke',
  'U proljeće su nas odveli u logor',
  'Komandant se zvao Zoran Petrović i on je naredio',
  'Poslije dva mjeseca pobjegao sam preko planine',
] as const;

/** What a vault made for a window test holds. */
export interface ToldVault {
  /** Folder for `launchApp({ root })`; the vault is its subfolder `vault`. */
  readonly root: string;
  readonly dir: string;
  readonly footageId: string;
}

/**
 * A vault as a week of work leaves it, made by the core in about two seconds: the custodian of {@link CAST} (and
 * whom else the test names), one interview with real footage, its transcript, and one marked passage.
 *
 * @param o.footage a file to import in place of the told interview, with nothing said about it yet; null leaves the vault empty
 * @param o.owner whose vault it is
 */
export async function toldVault(o: { others?: readonly Exclude<keyof typeof CAST, 'custodian'>[]; footage?: string | null; owner?: 'custodian' | 'second' } = {}): Promise<ToldVault> {
  const root = mkdtempSync(path.join(tmpdir(), 'zapis-e2e-'));
  const dir = path.join(root, 'vault');
  const owner = CAST[o.owner ?? 'custodian'];
  const vault = await createVault(dir, owner.passphrase, { ...FAST, ownerName: owner.name });
  for (const who of o.others ?? []) await addPerson(vault, { ...CAST[who], role: who === 'second' ? 'custodian' : who }, FAST);
  const workspace = await openWorkspace(vault, HOST, new Changes());
  const footageId = o.footage === undefined ? await tell() : o.footage === null ? '' : (await importFootage(workspace, o.footage)).footage.id;
  await workspace.close();
  return { root, dir, footageId };

  async function tell(): Promise<string> {
    const file = makeMedia(root, 'interview.mp4', [...testCard(12), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']);
    const interview = createInterview(vault.db, interviewDraft.parse({ speakerCode: 'N.H.', date: '2016-06', region: 'Balkan', interviewer: 'Speckhard', languages: ['bs'], consent: 'recorded', warningGiven: 'yes', warningWhen: '0:12', notes: '' }));
    const { footage } = await importFootage(workspace, file, { interviewId: interview.id });
    SAID.forEach((text, at) => { speak(vault, footage.id, segmentId(at), text, at * 3_000); });
    // As the recogniser leaves a segment that it is not sure of.
    vault.db.prepare('UPDATE segment SET doubts = ? WHERE id = ?').run(JSON.stringify(['silence', 'unsure']), segmentId(3));
    vault.db.prepare("UPDATE segment SET words = json_set(words, '$[4].confidence', 0.31, '$[5].confidence', 0.55, '$[6].confidence', 0.93, '$[5].heard', 'ulogor', '$[6].heard', 'ulogor') WHERE id = ?").run(segmentId(1));
    markPassage(vault.db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: segmentId(2), fromWord: 3, toSegmentId: segmentId(2), toWord: 4 } }, reason: 'names-third-person', note: '' }), workspace.actor);
    return footage.id;
  }
}

/** Id of the segment that holds `SAID[at]`. */
export function segmentId(at: number): string {
  return `3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c1${at}`;
}
