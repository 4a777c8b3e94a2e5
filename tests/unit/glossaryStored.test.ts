import { editShownText, setScript, shownSegments } from '../../electron/core/transcript/script';
import { termsFromCsv } from '../../electron/core/glossary/csv';
import { glossaryForHearing } from '../../electron/core/glossary/hearing';
import { listTerms, nameCorrector, removeTerm, saveTerm, type TermDraft } from '../../electron/core/glossary';
import { createInterview } from '../../electron/core/footage/interviews';
import { undo } from '../../electron/core/transcript/history';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { splitWords } from '../../shared/text';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
let interviewId: string;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  interviewId = createInterview(db(), { speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: ['bs'], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' }).id;
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
});
afterEach(() => { temp.dispose(); });

const draft = (term: string, more: Partial<TermDraft> = {}): TermDraft => ({ id: null, interviewId, term, misheard: [], kind: 'place', note: '', ...more });
const say = (id: string, startUs: number, text: string): void => {
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: startUs + i * 500_000, endUs: startUs + i * 500_000 + 400_000, trust: 'aligned' as const, confidence: 0.5 }));
  insertSegment(db(), { id, footageId: 'f', startUs, endUs: startUs + 4_000_000, text, language: 'bs', origin: 'machine', words });
};

test('terms are kept clean, once, and in the order of the alphabet', () => {
  const žepa = saveTerm(db(), draft('  Žepa '));
  const ahmići = saveTerm(db(), draft('Ahmic\u0301i', { misheard: [' Amići', 'Amići', '', 'Ahmići'] }));
  expect(ahmići).toMatchObject({ term: 'Ahmići', misheard: ['Amići'] });
  expect(listTerms(db(), interviewId).map(({ term }) => term)).toEqual(['Ahmići', 'Žepa']);
  expect(saveTerm(db(), { ...žepa, note: 'enklava' })).toEqual({ ...žepa, note: 'enklava' });
  const code = (work: () => unknown): unknown => { try { return work(); } catch (error) { return (error as { code: string }).code; } };
  expect(code(() => saveTerm(db(), draft('Žepa')))).toBe('term-known');
  expect(code(() => saveTerm(db(), { ...ahmići, term: 'Žepa' }))).toBe('term-known');
  expect(code(() => saveTerm(db(), draft(' — ')))).toBe('term-empty');
  expect(code(() => saveTerm(db(), draft('X', { interviewId: 'none' })))).toBe('interview-missing');
  expect(code(() => saveTerm(db(), { ...draft('Y'), id: 'none' }))).toBe('term-missing');
  removeTerm(db(), žepa.id);
  expect(code(() => removeTerm(db(), žepa.id))).toBe('term-missing');
  expect(listTerms(db(), interviewId)).toEqual([ahmići]);
});

test('what was just heard is put right where it is stored, flagged where only the sound was alike, and undo brings back what was heard', () => {
  saveTerm(db(), draft('Ahmići'));
  saveTerm(db(), draft('Mladić', { kind: 'person', misheard: ['Mladik'] }));
  db().prepare('UPDATE footage SET interview_id = ?').run(interviewId);
  say('before', 0, 'ranije u Amićima');
  say('a', 10_000_000, 'bili smo u Amićima');
  say('b', 15_000_000, 'sa Mladikom tada');
  say('c', 18_000_000, 'ništa posebno');
  const hearing = glossaryForHearing(db(), 'f', true);
  expect(hearing.glossary).toBe('Mladić, Ahmići.');
  const heard = listSegments(db(), 'f');
  hearing.onStored?.({ startUs: 10_000_000, endUs: 20_000_000 });
  const [before, a, b, c] = listSegments(db(), 'f');
  expect(before).toEqual(heard[0]);
  expect(a).toMatchObject({ text: 'bili smo u Ahmićima', doubts: ['glossary'], origin: 'machine' });
  expect(a?.words[3]).toEqual({ ...heard[1]?.words[3], text: 'Ahmićima', recognised: 'Amićima' });
  expect(b).toMatchObject({ text: 'sa Mladićom tada' });
  expect(b).not.toHaveProperty('doubts');
  expect(c).toEqual(heard[3]);
  expect(undo(db(), 'f')).toEqual({ undone: true, what: 'history.correctNames' });
  expect(listSegments(db(), 'f')).toEqual(heard);
});

test('nothing to look out for without an interview, without terms, or when told so', () => {
  expect(glossaryForHearing(db(), 'f', true)).toEqual({ glossary: null });
  saveTerm(db(), draft('Ahmići'));
  expect(glossaryForHearing(db(), 'f', true)).toEqual({ glossary: null });
  db().prepare('UPDATE footage SET interview_id = ?').run(interviewId);
  expect(glossaryForHearing(db(), 'f', false)).toEqual({ glossary: null });
  nameCorrector(db(), 'f', [])({ startUs: 0, endUs: 1 });
  expect(undo(db(), 'f').undone).toBe(false);
});

test('tables from a spreadsheet', () => {
  const terms = [{ term: 'Ahmići', kind: 'place', misheard: ['Amići', 'Amidži'], note: 'selo, kod "Viteza"', staysLatin: false }, { term: 'Mladić', kind: 'word', misheard: [], note: '', staysLatin: false }];
  expect(termsFromCsv('\uFEFFTerm,Kind,Misheard,Note\r\nAhmići,Place,Amići; Amidži,"selo, kod ""Viteza"""\r\n\r\nMladić\r\nMladić,person\r\n')).toEqual(terms);
  expect(termsFromCsv('Ahmići;place;"Amići;Amidži";"selo, kod ""Viteza"""\nMladić;;;')).toEqual(terms);
  expect(termsFromCsv('term,kind,misheard,note,stays latin\nJohnson,person,,,da').map(({ staysLatin }) => staysLatin)).toEqual([true]);
  expect(termsFromCsv('')).toEqual([]);
  expect(() => termsFromCsv('Ahmići,place\nMladić,villain')).toThrow(expect.objectContaining({ code: 'glossary-file-invalid', params: { line: 2 } }));
});

test('a foreign name marked so stays Latin in a Cyrillic transcript, in its cases too, and a correction typed there loses nothing', () => {
  db().prepare('UPDATE footage SET interview_id = ?').run(interviewId);
  say('a', 0, 'Razgovarao sam sa Johnsonom u Bihaću');
  say('b', 10_000_000, 'Poslije je Johnson otišao');
  setScript(db(), 'f', 'cyrillic');
  const shown = (): string[] => shownSegments(db(), 'f').map(({ text }) => text);
  const without = shown();
  expect(without.join()).not.toContain('Johnson');
  saveTerm(db(), draft('Johnson', { kind: 'person', staysLatin: true }));
  expect(shown()).toEqual(['Разговарао сам са Johnsonom у Бихаћу', 'Послије је Johnson отишао']);
  editShownText(db(), 'b', 'Послије је Johnson дошао');
  expect(listSegments(db(), 'f').map(({ text }) => text)).toEqual(['Razgovarao sam sa Johnsonom u Bihaću', 'Poslije je Johnson дошао']);
  setScript(db(), 'f', 'latin');
  expect(shown()).toEqual(['Razgovarao sam sa Johnsonom u Bihaću', 'Poslije je Johnson došao']);
});
