import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, may, type Action } from '../../shared/roles';
import { vaultPaths } from '../../electron/core/vault/files';
import { CAST, peopledVault, speak } from '../support/people';
import { scratchDir } from '../support/media';
import { storeFootage } from '../support/vault';

const CLI = join(__dirname, '../../dist/cli.js');
const scratch = scratchDir('roles-cli');
let people: Awaited<ReturnType<typeof peopledVault>>;
let footageId: string;
beforeAll(async () => {
  people = await peopledVault();
  footageId = storeFootage(people.vault, randomBytes(5_000));
  speak(people.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'moj komandant se zvao Kanarinac i dao je naredbu');
  people.vault.close();
});
afterAll(() => {
  people.dispose();
  scratch.remove();
});

interface Answer { readonly code: number | null; readonly out: string; readonly err: string }
function zapis(who: keyof typeof CAST, args: readonly string[], as: string = CAST[who].name, env: Readonly<Record<string, string>> = {}): Answer {
  rmSync(vaultPaths(people.dir).tries, { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--vault', people.dir, '--as', as], {
    encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ZAPIS_PASSPHRASE: CAST[who].passphrase, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

const REFUSED = /not allowed|may not|role/i;
/** One command for each right; where it is allowed it may still fail, but by another sentence. */
const commands = (): readonly (readonly [needs: Action, args: readonly string[]])[] => [
  ['people.list', ['people', 'list', '--json']],
  ['people.add', ['people', 'add', CAST.editor.name, '--role', 'editor']],
  ['people.remove', ['people', 'remove', 'Nobody']],
  ['transcript.exportRaw', ['transcript', footageId, '--format', 'txt']],
  ['transcript.exportRedacted', ['transcript', footageId, '--format', 'txt', '--redacted']],
  ['footage.release', ['release', footageId, '--take-back']],
  ['passages.mark', ['redact', footageId, '--start-ms', '5', '--end-ms', '1', '--reason', 'other']],
  ['voice.hide', ['redact', footageId, '--voice', 'disguise']],
  ['voice.show', ['redact', footageId, '--voice', 'own']],
  ['translation.edit', ['translation', 'import', footageId, '/nonexistent']],
  ['memory.search', ['tm', 'search', 'most']],
  ['memory.use', ['tm', 'terms', footageId]],
  ['memory.import', ['tm', 'list']],
  ['translation.start', ['translate', footageId, '--to', 'en']],
  ['transcript.edit', ['speakers', 'assign', footageId, 'none', '--segments', '1']],
  ['transcript.edit', ['speakers', 'detect', footageId]],
  ['passages.list', ['passages', footageId]],
  ['passages.reject', ['reject', footageId, '--passage', 'none']],
  ['remarks.list', ['comments', footageId]],
  ['passages.comment', ['comment', footageId, '--passage', 'none', '--text', 'x']],
  ['clips.list', ['clips', 'list', footageId]],
  ['clips.edit', ['clips', 'remove', 'none']],
  ['regions.list', ['regions', 'list', footageId]],
  ['regions.draw', ['regions', 'add', footageId, '--box', '0,0,0.1,0.1']],
  ['regions.draw', ['faces', footageId]],
  ['passages.list', ['reasons', 'list']],
  ['reasons.edit', ['reasons', 'retire', 'other/none']],
  ['passages.threshold', ['passages', 'threshold', '2']],
  ['pseudonyms.list', ['pseudonyms', footageId]],
  ['pseudonyms.save', ['pseudonyms', footageId, 'add', 'Kanarinac', '--substitute', 'K.']],
  ['pseudonyms.remove', ['pseudonyms', footageId, 'remove', 'Nobody']],
  ['glossary.remove', ['glossary', 'remove', 'none']],
  ['audit.export', ['audit', 'export', join(scratch.dir, 'audit.jsonl')]],
  ['handover.export', ['handover', 'export', 'none', '--out', join(scratch.dir, 'none.zho')]],
  ['clips.leakcheck', ['leakcheck', join(scratch.dir, 'none.mp4')]],
  ['vault.backUp', ['vault', 'backup', join(scratch.dir, 'backup')]],
];

test.each(ROLES)('at the command line the %s is refused exactly what the table refuses', (role) => {
  const { err: sentence } = zapis('editor', ['audit', 'export', join(scratch.dir, 'no.jsonl')]);
  expect(sentence).toMatch(REFUSED);
  for (const [needs, args] of commands()) {
    const { code, err } = zapis(role, args, CAST[role].name, { ZAPIS_NEW_PASSPHRASE: 'sedam sivih golubova na zvoniku' });
    expect({ args, refused: err === sentence }).toEqual({ args, refused: !may(role, needs) });
    if (!may(role, needs)) expect(code).toBe(1);
  }
});

test('speakers are given, named, merged and listed by number, and stand in the transcript', () => {
  const run = (...args: string[]): unknown => {
    const { code, out, err } = zapis('custodian', [...args, '--json']);
    expect({ args, code, err }).toMatchObject({ code: 0 });
    return JSON.parse(out);
  };
  expect(run('speakers', 'assign', footageId, '1', '--segments', '1')).toEqual({ number: 1, segments: 1 });
  run('speakers', 'rename', footageId, '1', 'Tumač');
  run('speakers', 'assign', footageId, '2', '--segments', '1-1');
  expect(run('speakers', 'list', footageId)).toEqual({ speakers: [{ number: 1, name: 'Tumač', segments: 0 }, { number: 2, name: '', segments: 1 }] });
  run('speakers', 'merge', footageId, '2', '1');
  expect(run('transcript', footageId)).toMatchObject({ segments: [{ speaker: 'Tumač', words: expect.arrayContaining([expect.objectContaining({ text: 'moj', speaker: 'Tumač', confidence: null, timed: true })]) as unknown }] });
  expect(run('transcript', footageId, '--redacted')).toMatchObject({ segments: [{ speaker: 'Speaker 1' }] });
  expect(zapis('editor', ['speakers', 'list', footageId, '--json']).out).not.toContain('Tumač');
  expect(zapis('custodian', ['speakers', 'assign', footageId, '1', '--segments', '2']).code).toBe(1);
  expect(zapis('custodian', ['speakers', 'assign', footageId, '0', '--segments', '1']).code).toBe(2);
  expect(zapis('custodian', ['speakers', 'assign', footageId, '1', '--segments', '3-x']).code).toBe(2);
});

test('exit codes: 0 done, 1 failed with one sentence, 2 wrong usage; a wrong --as is refused like a wrong passphrase', () => {
  expect(zapis('custodian', ['people', 'list', '--json']).code).toBe(0);
  const wrong = zapis('custodian', ['people', 'list'], CAST.editor.name);
  expect(wrong).toMatchObject({ code: 1, out: '' });
  expect(wrong.err.trim().split('\n')).toHaveLength(1);
  expect(zapis('custodian', ['people', 'lst']).code).toBe(2);
  expect(zapis('custodian', ['people', 'add', 'Somebody']).code).toBe(2);
});
