import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CAST, peopledVault, speak } from '../support/people';
import { storeFootage } from '../support/vault';

const CLI = join(__dirname, '../../dist/cli.js');

interface Told { readonly id: string; readonly reason: string; readonly who: string | null; readonly severity: number; readonly state: string; readonly text?: string; readonly markedBy: string | null; readonly approvedBy: string | null; readonly rule?: string; readonly why?: { readonly key: string; readonly words: string } }

test('suggested, accepted, rejected, marked and approved at the command line, words only to whom they are not hidden', async () => {
  const people = await peopledVault();
  try {
    const footageId = storeFootage(people.vault, randomBytes(5_000));
    speak(people.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'Pucao sam na njih, a komandant se zvao Zoran Petrović.');
    // No such verb: no rule knows it.
    speak(people.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c12', 'Zabrundao sam ga kod bunara.', 4_000);
    people.vault.db.prepare('UPDATE footage SET duration_us = 60000000').run();
    people.vault.close();
    const zapis = (who: keyof typeof CAST, ...args: string[]): { code: number | null; err: string; value: { suggested: Told[]; judged: boolean; passages: Told[]; approved: string[]; state: string } } => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--vault', people.dir, '--as', CAST[who].name, '--json'], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ZAPIS_PASSPHRASE: CAST[who].passphrase } });
      return { code: status, err: stderr, value: JSON.parse(stdout.trim().split('\n').at(-1) || '{}') as never };
    };
    const { suggested, judged } = zapis('interviewer', 'suggest', footageId).value;
    expect(judged).toBe(true);
    expect(suggested.find(({ rule }) => rule === 'hbs/judged')).toMatchObject({ reason: 'self-incrimination', severity: 1, text: 'Zabrundao sam ga kod bunara.', why: { key: 'judged', words: expect.stringContaining('sam') as string } });
    expect(suggested.length).toBeGreaterThan(1);
    expect(zapis('interviewer', 'suggest', footageId).value.suggested).toEqual([]);
    const [first, ...rest] = suggested.map(({ id }) => id);
    expect(zapis('translator', 'accept', footageId, '--passage', first ?? '').value.state).toBe('marked');
    for (const id of rest) expect(zapis('interviewer', 'reject', footageId, '--passage', id).value.state).toBe('rejected');
    const marked = zapis('interviewer', 'redact', footageId, '--text', 'Petrović', '--reason', 'names-third-person', '--who', 'third-person', '--severity', '3');
    expect(marked.code).toBe(0);
    const own = zapis('interviewer', 'reject', footageId, '--passage', marked.value.passages[0]?.id ?? '');
    expect([own.code, own.err]).toEqual([1, expect.stringContaining('a second person must reject it')]);
    expect(zapis('second', 'approve', footageId, '--all').value.approved).toHaveLength(2);
    const { passages } = zapis('custodian', 'passages', footageId).value;
    expect(passages.find(({ reason }) => reason === 'names-third-person' )).toBeDefined();
    expect(passages.find(({ id }) => id === marked.value.passages[0]?.id)).toMatchObject({ text: 'Petrović.', who: 'third-person', severity: 3, state: 'approved', markedBy: CAST.interviewer.name, approvedBy: CAST.second.name });
    expect(passages.find(({ id }) => id === first)).toMatchObject({ state: 'approved', markedBy: CAST.translator.name });
    expect(zapis('interviewer', 'redact', footageId, '--text', 'njih', '--reason', 'other', '--severity', '4').code).toBe(2);
  } finally {
    people.dispose();
  }
});
