import { exportRefusal, openCount, reasonText } from '../../renderer/features/clips/refusal';
import { passageRows } from '../../renderer/features/handover/passageRows';
import { fieldLabel, fieldText, takesText } from '../../renderer/features/handover/conflictText';
import { readRecipient } from '../../renderer/features/handover/recipient';
import { wordDiff } from '../../renderer/features/handover/wordDiff';
import { byAccess } from '../../renderer/features/people/store';
import { healthText } from '../../renderer/features/safety/healthText';
import { countWords } from '../../renderer/features/vault/recovery';
import { secondsToWait } from '../../renderer/features/vault/useWait';
import { COMMANDS } from '../../renderer/features/shortcuts/commands';
import { formatDay } from '../../renderer/ui/format';
import type { ExportRefusal, Person } from '../../shared/domain';
import { ROLES } from '../../shared/roles';

Object.assign(globalThis, { window: { zapis: { request: () => new Promise(() => undefined), on: () => () => undefined } } });

describe('word diff', () => {
  test('shows what was put in and taken out, and loses no character', () => {
    const parts = wordDiff('Bio sam u Peći te noći', 'Bio sam u Prizrenu te hladne noći');
    expect(parts.filter((p) => p.change === 'gone').map((p) => p.text.trim())).toEqual(['Peći']);
    expect(parts.filter((p) => p.change === 'new').map((p) => p.text.trim())).toEqual(['Prizrenu', 'hladne']);
    expect(parts.filter((p) => p.change !== 'gone').map((p) => p.text).join('')).toBe('Bio sam u Prizrenu te hladne noći');
  });

  test('white space alone is no change', () => {
    expect(wordDiff('jedan  dva', 'jedan\ndva').every((p) => p.change === 'same')).toBe(true);
  });

  test('without a common beginning nothing is called new', () => {
    expect(wordDiff(null, 'цела реченица')).toEqual([{ text: 'цела реченица', change: 'same' }]);
    expect(wordDiff(null, '')).toEqual([]);
  });

  test('a text that appears, and one that vanishes', () => {
    expect(wordDiff('', 'novo')).toEqual([{ text: 'novo', change: 'new' }]);
    expect(wordDiff('staro', '')).toEqual([{ text: 'staro', change: 'gone' }]);
  });
});

describe('conflicts', () => {
  test('a third wording is offered for words only', () => {
    expect(takesText({ kind: 'segment', field: '' })).toBe(true);
    expect(takesText({ kind: 'interview', field: 'notes' })).toBe(true);
    expect(takesText({ kind: 'interview', field: 'consent' })).toBe(false);
    expect(takesText({ kind: 'passage', field: '' })).toBe(false);
    expect(takesText({ kind: 'transcript', field: '' })).toBe(false);
  });

  test('both sides of a passage are readable field by field, in words and not in codes', () => {
    const ours = { startUs: 1_500_000, endUs: 4_000_000, text: 'rekao mi je', reason: 'names-third-person', note: 'his brother', audio: 'mute', video: 'blur', state: 'marked', who: null, severity: 2 } as const;
    const rows = passageRows({ base: null, ours, theirs: { ...ours, endUs: 3_000_000, reason: 'place-or-date', note: '', audio: 'bleep', video: 'none', state: 'withdrawn', who: 'victim', severity: 3 } });
    expect(rows.map(({ ours: here, theirs, differs }) => [here, theirs, differs])).toEqual([
      ['rekao mi je', 'rekao mi je', false], ['Names a third person', 'Place or date', true], ['0:01.5 – 0:04.0', '0:01.5 – 0:03.0', true],
      ['Nobody named', 'A victim', true], ['2 of 3: serious', '3 of 3: a trial or a life', true], ['Mute', 'Bleep', true], ['Blur', 'Keep', true], ['marked', 'withdrawn', true], ['his brother', 'Empty', true],
    ]);
    expect(rows.every(({ base }) => base === null)).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/names-third|place-or/);
    expect(passageRows({ base: ours, ours, theirs: null }).every(({ theirs, differs }) => theirs === null && differs)).toBe(true);
  });

  test('codes of an interview record stand in words too', () => {
    expect(fieldText({ kind: 'interview', field: 'languages' }, 'bs\nsq')).toBe('Bosnian\nAlbanian');
    expect(fieldText({ kind: 'interview', field: 'consent' }, 'recorded')).toBe('Given on the recording');
    expect(fieldText({ kind: 'interview', field: 'notes' }, 'yes')).toBe('yes');
    expect(fieldText({ kind: 'interview', field: 'warningGiven' }, null)).toBeNull();
  });

  test('a field of a newer version has no label', () => {
    expect(fieldLabel('speakerCode')).toBe('interview.speaker');
    expect(fieldLabel('fromTheFuture')).toBeNull();
  });
});

describe('public keys', () => {
  const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudgr6c7sn5hcz5';
  test('takes a key with breaks in it, as mail programs make them', () => {
    expect(readRecipient(` ${key.slice(0, 30)}\n${key.slice(30)} `)).toBe(key);
  });

  test.each(['', 'age1', 'AGE-SECRET-KEY-1QQQ', `${key.slice(0, -1)}b`, 'ssh-ed25519 AAAA'])('refuses %j', (typed) => {
    expect(readRecipient(typed)).toBeNull();
  });
});

describe('roles', () => {
  const told = (refused: boolean): ExportRefusal => ({ refused, threshold: 2, reasons: [{ kind: 'suggested', count: 1, passageId: 's' }, { kind: 'marked', count: 2, passageId: 'm' }] });

  test('every reason is a sentence of its own, and counts', () => {
    expect(told(true).reasons.map(reasonText)).toEqual([expect.stringContaining('1 suggestion is not decided'), expect.stringContaining('2 passages of this footage are not approved')]);
    expect([openCount(told(false)), openCount(null)]).toEqual([3, 0]);
  });

  test.each(ROLES)('%s exports as the core would let him or her', (role) => {
    expect(exportRefusal(role, { ...told(true), reasons: [] })?.hidden ?? false).toBe(role === 'translator');
    const refusal = exportRefusal(role, told(true));
    expect([refusal?.reasons.length, refusal?.mayOverride]).toEqual(role === 'translator' ? [0, false] : [2, role === 'custodian']);
  });

  test('where one person works alone the reasons are told but refuse nothing', () => {
    expect(exportRefusal('custodian', told(false))).toBeNull();
    expect(exportRefusal('custodian', null)).toBeNull();
  });

  test('nobody unlocked exports nothing', () => {
    expect(exportRefusal(undefined, null)?.hidden).toBe(true);
  });

  test('every shortcut that changes something names the right it needs', () => {
    const free = COMMANDS.filter((command) => command.run && !command.action).map((command) => command.label);
    expect(free).toEqual(['shortcuts.clearRange', 'shortcuts.find', 'shortcuts.zoomIn', 'shortcuts.zoomOut', 'shortcuts.zoomAll', 'shortcuts.jobs', 'shortcuts.vault', 'shortcuts.sheet', 'shortcuts.lock']);
  });

  test('no key stands twice in the table', () => {
    const keys = COMMANDS.filter((command) => command.run).flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the door', () => {
  test('reads how long to wait, and only from the failure that says so', () => {
    expect(secondsToWait({ code: 'vault-wait', params: { seconds: 3.2 } })).toBe(4);
    expect(secondsToWait({ code: 'vault-wait', params: {} })).toBe(0);
    expect(secondsToWait({ code: 'vault-wrong-passphrase', params: { seconds: 9 } })).toBe(0);
  });

  test('counts words however they are parted', () => {
    expect(countWords(' abandon, ability\nable  3. about ')).toBe(4);
    expect(countWords('  ')).toBe(0);
  });
});

test('people with and without access stand apart, by name', () => {
  const person = (name: string, removedAt: string | null): Person => ({ id: name, name, role: 'editor', recipient: null, createdAt: '', removedAt });
  const { present, former } = byAccess([person('Vera', null), person('Tea', '2026-01-01T00:00:00Z'), person('Ana', null)]);
  expect(present.map((p) => p.name)).toEqual(['Ana', 'Vera']);
  expect(former.map((p) => p.name)).toEqual(['Tea']);
});

test('a check is told in a sentence', () => {
  expect(healthText({ ok: true, footage: 1, problems: [], deep: true })).toContain('1 footage was read to the last byte');
  expect(healthText({ ok: false, footage: 1, problems: [{ code: 'vault-damaged', params: { part: 'x' } }], deep: false })).toContain('1 problem.');
});

test('days are written out', () => {
  expect(formatDay('2026-03-03T12:00:00Z')).toBe('3 Mar 2026');
  expect(formatDay('nonsense')).toBe('nonsense');
});
