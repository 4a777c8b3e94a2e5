import { existsSync } from 'node:fs';
import path from 'node:path';
import { forkWorkers } from '../../electron/core/transcription/workerHost';
import { startSpelling, type Spelling } from '../../electron/core/spelling/client';
import { spellingSuggestions, unknownWords } from '../../electron/core/operations/spelling';
import { saveTerm } from '../../electron/core/glossary';
import { createInterview } from '../../electron/core/footage/interviews';
import { openVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { spelledWord } from '../../shared/spelling';
import type { GlossaryTerm, Word } from '../../shared/domain';
import { startDictionary } from '../../electron/core/transcription/dictionary';
import { CAST, HOST, peopledVault } from '../support/people';
import { storeFootage } from '../support/vault';

/** The real worker with the real dictionaries. */
describe('the spell checker', () => {
  let spelling: Spelling;
  beforeAll(() => { spelling = startSpelling(forkWorkers(path.join(__dirname, '../../dist/workers'))); });
  afterAll(() => { spelling.stop(); });

  test.each([
    ['hr', 'Poslije dva mjeseca pobjegao sam preko planine', 'pobejgao', 'pobjegao'],
    ['bs', 'U proljeće su nas odveli preko rijeke u logor', 'odevli', 'odveli'],
    ['cnr', 'Poslije dva mjeseca pobjegao sam', 'mjesceca', 'mjeseca'],
    ['sr', 'Posle dva meseca pobegao sam preko planine', 'pobeagao', 'pobegao'],
    ['sr', 'После два месеца побегао сам преко планине', 'побеагао', 'побегао'],
    ['bs', 'У прољеће су нас одвели преко ријеке', 'одевли', 'одвели'],
    ['sl', 'Spomladi so nas odpeljali čez reko', 'odpeljlai', 'odpeljali'],
    ['mk', 'По два месеци избегав преку планината', 'избеагв', 'избегав'],
    ['bg', 'След два месеца избягах през планината', 'планниата', 'планината'],
    ['en', 'After two months I escaped over the mountain', 'mountian', 'mountain'],
  ] as const)('%s: right words are known, a slip is found, and what was meant is among the suggestions', async (language, right, slip, meant) => {
    const words = right.split(' ').flatMap((token) => spelledWord(token) ?? []);
    expect(await spelling.unknown([...words, slip], language)).toEqual([slip]);
    expect(await spelling.suggest(slip, language)).toContain(meant);
  });

  // Debian's dictionaries: set-up brings them where it may. The Bosnian one has words that neither the Croatian nor the Serbian has.
  const there = existsSync(path.join(__dirname, '../../dist/dictionaries/sq_AL.dic')) && existsSync(path.join(__dirname, '../../dist/dictionaries/bs_BA.dic'));
  if (!there) console.warn('SKIPPED: hunspell-bs and myspell-sq are not installed, so Albanian and Bosnian are not looked up');
  (there ? test : test.skip)('of Debian, in their old encodings: Albanian and Bosnian', async () => {
    expect(await spelling.unknown('Unë isha ushtar në mal kur na çuan përpara shtëpisë luftoova vranë'.split(' '), 'sq')).toEqual(['luftoova']);
    expect(await spelling.suggest('luftoova', 'sq')).toContain('luftova');
    expect(await spelling.unknown(['Bentbaša', 'promovisanje', 'Bentbašaa', 'Бентбаша'], 'hr')).toEqual(['Bentbaša', 'promovisanje', 'Bentbašaa', 'Бентбаша']);
    expect(await spelling.unknown(['Bentbaša', 'promovisanje', 'Bentbašaa', 'Бентбаша'], 'bs')).toEqual(['Bentbašaa']);
  });

  test('of a language without a dictionary nothing is said', async () => {
    expect(await spelling.unknown(['kelime', 'xyzzy'], 'tr')).toBeNull();
    expect(await spelling.suggest('kelime', 'tr')).toEqual([]);
  });

  test('a worker that was stopped begins anew at the next question', async () => {
    spelling.stop();
    expect(await spelling.unknown(['mountian'], 'en')).toEqual(['mountian']);
  });
});

test.each([['„logor”,', 'logor'], ['OVK-a', 'OVK-a'], ["don’t", "don't"], ['17:30', null], ['i', null], ['a@b.ba', null], ['…', null]])('of %s the word is %s', (token, word) => {
  expect(spelledWord(token)).toBe(word);
});

test('what the interview has in its glossary is known, in all its forms and both scripts; the worker ends with the vault', async () => {
  const people = await peopledVault();
  const footageId = storeFootage(people.vault, Buffer.from('footage'));
  const interview = createInterview(people.vault.db, { speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: ['bs'], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' });
  people.vault.db.prepare('UPDATE footage SET interview_id = ? WHERE id = ?').run(interview.id, footageId);
  people.vault.close();
  let ended = 0;
  const start = forkWorkers(path.join(__dirname, '../../dist/workers'));
  const workspace = await openWorkspace(await openVault(people.dir, CAST.translator.passphrase), { ...HOST, startWorker: (name) => { const port = start(name); port.onExit(() => { ended += 1; }); return port; } }, new Changes());
  try {
    const words = ['Zgrmljavac', 'Zgrmljavcem', 'Згрмљавцу', 'zgrmljaviti'];
    expect(await unknownWords(workspace, { footageId, language: 'bs', words })).toEqual(words);
    saveTerm(workspace.vault.db, { id: null, interviewId: interview.id, term: 'Zgrmljavac', misheard: [], kind: 'person', note: '' });
    expect(await unknownWords(workspace, { footageId, language: 'bs', words })).toEqual(['zgrmljaviti']);
    expect((await spellingSuggestions(workspace, { language: 'bs', word: 'komnadant' }))[0]).toBe('komandant');
  } finally {
    await workspace.close();
  }
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  expect(ended).toBe(1);
  people.dispose();
});

describe('recognised words', () => {
  const workers = forkWorkers(path.join(__dirname, '../../dist/workers'));
  const term: GlossaryTerm = { id: 't', interviewId: 'i', term: 'Ahmići', misheard: [], kind: 'place', note: '', staysLatin: false };

  test('are looked up in dictionary and glossary, in any form and script; of numbers and other languages nothing is said', async () => {
    const dictionary = startDictionary(workers, [term]);
    expect(await dictionary.knows(['Odveli', 'su', 'nas', 'maksovebero,', '1993.', 'Ahmićima!', 'Ахмићи', 'Амићи', 'i'], 'bs')).toEqual([true, true, true, false, undefined, true, true, false, undefined]);
    expect(await dictionary.knows(['kelime', 'xyzzy'], 'tr')).toEqual([undefined, undefined]);
    expect(await dictionary.knows([], 'hr')).toEqual([]);
    dictionary.dispose();
  });

  test('are put right where they are surely misspelt, in their own script; the glossary\'s words, and those of a dialect without a dictionary, stay', async () => {
    const dictionary = startDictionary(workers, [term, { ...term, id: 'u', term: 'Bukovlje', misheard: ['bukovnje repubike'] }]);
    const lines = ['u repubike, bi smo', 'У репубике', 'bukovnje repubike iz razito amićima'].map((line) => line.split(' ').map((text): Word => ({ text, startUs: 0, endUs: 0, trust: 'untimed' })));
    const none = (): boolean => false;
    expect(await dictionary.sure(lines, 'hr', none)).toEqual([
      [{ at: 1, length: 1, texts: ['republike,'] }, { at: 2, length: 2, texts: ['bismo'] }], [{ at: 1, length: 1, texts: ['републике'] }], [{ at: 2, length: 2, texts: ['izrazito'] }],
    ]);
    expect(await dictionary.sure(lines, 'hr', (line, index) => line === 0 && index === 1)).toMatchObject([[{ at: 2 }], [{ at: 1 }], [{ at: 2 }]]);
    for (const language of ['cnr', 'tr', 'en'] as const) expect(await dictionary.sure(lines, language, none)).toEqual([[], [], []]);
    dictionary.dispose();
  });

  test('go without, each at once, where the dictionary cannot be read', async () => {
    let begun = 0;
    const dictionary = startDictionary((name) => {
      begun++;
      const port = workers(name);
      // Dies before it answers, as for want of memory.
      return { ...port, post: () => { port.kill(); } };
    }, []);
    expect(await dictionary.knows(['maksovebero'], 'hr')).toEqual([undefined]);
    expect(await dictionary.knows(['maksovebero'], 'hr')).toEqual([undefined]);
    expect(await dictionary.sure([[{ text: 'repubike', startUs: 0, endUs: 0, trust: 'untimed' }]], 'hr', () => false)).toEqual([[]]);
    expect(begun).toBe(1);
  });
});
