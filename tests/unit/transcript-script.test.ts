import { editShownText, scriptOf, setScript, shownSegments } from '../../electron/core/transcript/script';
import { searchTranscripts } from '../../electron/core/transcript/search';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { redactedSegments } from '../../electron/core/redaction/redactText';
import type { LanguageCode } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  say('a', 0, 'Његов коњ je bio u XIV brigadi', 'sr');
  say('b', 5_000_000, 'Ishin te gjithe', 'sq');
});
afterEach(() => { temp.dispose(); });

function say(id: string, startUs: number, text: string, language: LanguageCode): void {
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: startUs + i * 500_000, endUs: startUs + i * 500_000 + 400_000, trust: 'aligned' as const }));
  insertSegment(db(), { id, footageId: 'f', startUs, endUs: startUs + 4_000_000, text, language, origin: 'machine', words });
}
const shown = (): string[] => shownSegments(db(), 'f').map(({ text }) => text);
const stored = (): string | undefined => listSegments(db(), 'f')[0]?.text;

test('the script changes what is shown, at any time, and never what is stored', () => {
  const before = listSegments(db(), 'f');
  expect(scriptOf(db(), 'f')).toBe('asHeard');
  expect(shown()[0]).toBe('Његов коњ je bio u XIV brigadi');
  setScript(db(), 'f', 'latin');
  expect(shown()).toEqual(['Njegov konj je bio u XIV brigadi', 'Ishin te gjithe']);
  setScript(db(), 'f', 'cyrillic');
  expect(shown()).toEqual(['Његов коњ је био у XIV бригади', 'Ishin te gjithe']);
  setScript(db(), 'f', 'asHeard');
  expect(listSegments(db(), 'f')).toEqual(before);
  expect(shownSegments(db(), 'f')).toEqual(before);
  expect(() => { setScript(db(), 'none', 'latin'); }).toThrow(expect.objectContaining({ code: 'footage-missing' }));
});

test('a correction in the shown script leaves every untouched word as it was stored', () => {
  setScript(db(), 'f', 'cyrillic');
  const edited = editShownText(db(), 'a', 'Његов коњ је био у XV бригади.');
  expect(edited.text).toBe('Његов коњ je bio u XV бригади.');
  expect(edited.words.map(({ trust }) => trust)).toEqual(['aligned', 'aligned', 'aligned', 'aligned', 'aligned', 'estimated', 'aligned']);
  setScript(db(), 'f', 'latin');
  expect(shown()[0]).toBe('Njegov konj je bio u XV brigadi.');
  editShownText(db(), 'a', 'Njegov konj bio u XV brigadi.');
  expect(stored()).toBe('Његов коњ bio u XV бригади.');
  expect(() => editShownText(db(), 'none', 'x')).toThrow(expect.objectContaining({ code: 'segment-missing' }));
});

test('the very text that is shown, saved again, changes nothing', () => {
  setScript(db(), 'f', 'latin');
  editShownText(db(), 'a', shown()[0] ?? '');
  expect(listSegments(db(), 'f')[0]).toMatchObject({ origin: 'machine', text: 'Његов коњ je bio u XIV brigadi' });
});

test('what is redacted stays redacted in every script', () => {
  setScript(db(), 'f', 'cyrillic');
  expect(redactedSegments(shownSegments(db(), 'f'), { hidden: new Map([['a', new Set([0, 1])]]) })[0]?.text).toBe('[redacted] је био у XIV бригади');
});

test('search finds in either script and shows in the chosen one', () => {
  setScript(db(), 'f', 'cyrillic');
  for (const query of ['brigadi', 'бригади', 'njegov konj']) expect(searchTranscripts(db(), query)).toMatchObject([{ snippet: 'Његов коњ је био у XIV бригади' }]);
});
