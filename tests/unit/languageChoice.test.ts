import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LanguageChoice } from '../../electron/app/languageChoice';

const dir = mkdtempSync(join(tmpdir(), 'zapis-language-'));
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

test('what is chosen holds at the next start, whatever the computer prefers', () => {
  expect(new LanguageChoice(dir, ['sr-RS']).language).toBe('sh-Cyrl');
  const choice = new LanguageChoice(dir, []);
  expect(choice.language).toBe('en');
  choice.choose('sh-Latn');
  expect(choice.speech.t('common.save')).toBe('Sačuvaj');
  expect(new LanguageChoice(dir, ['sr-RS']).language).toBe('sh-Latn');
  expect(JSON.parse(readFileSync(join(dir, 'interface.json'), 'utf8'))).toEqual({ language: 'sh-Latn' });
});

test('a damaged file, and a language that is no longer offered, count for nothing', () => {
  for (const text of ['{', '{"language":"la"}', '[]']) {
    writeFileSync(join(dir, 'interface.json'), text);
    expect(new LanguageChoice(dir, ['hr']).language).toBe('sh-Latn');
  }
});

test('a folder that cannot be written costs no more than choosing again', () => {
  const choice = new LanguageChoice('/dev/null/nowhere', []);
  choice.choose('sh-Cyrl');
  expect(choice.language).toBe('sh-Cyrl');
});
