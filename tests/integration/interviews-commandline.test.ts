import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CAST, peopledVault, speak } from '../support/people';
import { storeFootage } from '../support/vault';

const CLI = join(__dirname, '../../dist/cli.js');

test('a record is made, shown, changed in part and given to footage, which then can have names', async () => {
  const people = await peopledVault();
  try {
    const footageId = storeFootage(people.vault, randomBytes(5_000));
    speak(people.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'komandant se zvao Zoran Petrović');
    people.vault.close();
    const zapis = (who: keyof typeof CAST, ...args: string[]): { code: number | null; err: string; value: Record<string, unknown> } => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--vault', people.dir, '--as', CAST[who].name, '--json'], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ZAPIS_PASSPHRASE: CAST[who].passphrase } });
      return { code: status, err: stderr, value: JSON.parse(stdout.trim().split('\n').at(-1) || '{}') as Record<string, unknown> };
    };
    expect(zapis('interviewer', 'pseudonyms', footageId, 'add', 'Zoran Petrović', '--substitute', 'Z.P.').code).toBe(1);
    expect(zapis('translator', 'interviews', 'add', '--speaker', 'X').code).toBe(1);
    const made = zapis('interviewer', 'interviews', 'add', '--speaker', 'N.H.', '--date', '2016-06', '--languages', 'bs, sr', '--consent', 'recorded', '--interviewer', 'Speckhard');
    expect(made).toMatchObject({ code: 0, value: { speakerCode: 'N.H.', date: '2016-06', languages: ['bs', 'sr'], consent: 'recorded', warningGiven: 'unknown' } });
    const id = String(made.value['id']);
    expect(zapis('interviewer', 'interviews', 'set', id, '--region', 'Balkan', '--warned', 'yes').value).toMatchObject({ id, speakerCode: 'N.H.', region: 'Balkan', warningGiven: 'yes', languages: ['bs', 'sr'] });
    expect(zapis('custodian', 'interviews', 'show', id.slice(0, 8)).value).toMatchObject({ id, interviewer: 'Speckhard', region: 'Balkan' });
    expect(zapis('custodian', 'interviews', 'list').value).toEqual({ interviews: [expect.objectContaining({ id })] });
    expect(zapis('interviewer', 'interviews', 'assign', footageId, id).value).toEqual({ footage: footageId, interview: id });
    expect(zapis('interviewer', 'pseudonyms', footageId, 'add', 'Zoran Petrović', '--substitute', 'Z.P.').code).toBe(0);
    // Wrong usage changes nothing.
    expect([['set', id, '--date', '6/2016'], ['set', id, '--languages', 'xx'], ['set', id, '--consent', 'maybe'], ['add']].map((args) => zapis('interviewer', 'interviews', ...args).code)).toEqual([2, 2, 2, 2]);
    expect(zapis('interviewer', 'interviews', 'show', 'none').code).toBe(1);
  } finally {
    people.dispose();
  }
});
