import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveTranscript } from '../../electron/core/operations/documents';
import { importTranslations } from '../../electron/core/operations/exchange';
import { importMemory } from '../../electron/core/operations/memory';
import { undo } from '../../electron/core/operations/transcript';
import { readTranslation, writeTranslation } from '../../electron/core/operations/translation';
import type { Workspace } from '../../electron/core/workspace/workspace';
import type { LaidIn } from '../../shared/domain';
import { toolkit, withToolkit } from '../support/otherEditors';
import { spokenId, spokenVault, type SpokenVault } from '../support/spokenVault';

// What an outside translator gets before anything is translated, and sends back half done.
const SAID = [['Most je gorio cijelu noć.', ''], ['Da.', ''], ['Нико није спавао.', ''], ['Sarajevo.', '']] as const;

let desk: SpokenVault;
let work: Workspace;
let footageId: string;
let file: string;
beforeEach(async () => {
  desk = await spokenVault(SAID, { as: 'interviewer' });
  ({ work, footageId } = desk);
  file = join(desk.out, 'for-the-translator.xliff');
  await saveTranscript(work, { footageId, format: 'xliff', redacted: false, file });
});
afterEach(() => desk.dispose(work));

const bring = (): Promise<LaidIn> => importTranslations(work, { footageId, language: 'en', file });
const english = (): Record<string, string> => Object.fromEntries(readTranslation(work, { footageId, language: 'en' }).map(({ segmentId, text }) => [segmentId, text]));
const rewrite = (change: (text: string) => string): void => { writeFileSync(file, change(readFileSync(file, 'utf8'))); };
const answer = (source: string, target: string) => (text: string): string => {
  expect(text).toContain(`>${source}</source>`);
  return text.replace(`>${source}</source>`, `>${source}</source>${target}`);
};

it('an XLIFF leaves with sources alone, and what somebody translated there comes back as his; the rest is untouched and told', async () => {
  expect(readFileSync(file, 'utf8').match(/<source/gu)).toHaveLength(SAID.length);
  expect(readFileSync(file, 'utf8')).not.toContain('<target');
  rewrite(answer('Most je gorio cijelu noć.', '<target>The bridge burned all night.</target>'));
  expect(await bring()).toEqual({ laid: 1, same: 0, untranslated: 3, told: [] });
  expect(english()).toEqual({ [spokenId(0)]: 'The bridge burned all night.' });
  undo(work, { footageId });
  expect(english()).toEqual({});
});

it('nothing is laid where the tool put the original for want of a translation, says so by the state, or left the target empty', async () => {
  rewrite(answer('Most je gorio cijelu noć.', '<target>Most je gorio cijelu noć.</target>'));
  rewrite(answer('Da.', '<target state="needs-translation">Yes?</target>'));
  rewrite(answer('Нико није спавао.', '<target/>'));
  expect(await bring()).toEqual({ laid: 0, same: 0, untranslated: 4, told: [] });
  expect(english()).toEqual({});
});

it('a target that a tool has dropped takes nothing away from a translation that is here', async () => {
  writeTranslation(work, { segmentId: spokenId(1), language: 'en', text: 'Yes.' });
  await saveTranscript(work, { footageId, format: 'xliff', redacted: false, file: join(desk.out, 'again.xliff') });
  file = join(desk.out, 'again.xliff');
  rewrite((text) => text.replace(/ *<target.*<\/target>\n/u, ''));
  rewrite(answer('Sarajevo.', '<target>Sarajevo, then.</target>'));
  expect(await bring()).toEqual({ laid: 1, same: 0, untranslated: 3, told: [] });
  expect(english()).toEqual({ [spokenId(1)]: 'Yes.', [spokenId(3)]: 'Sarajevo, then.' });
});

it('the memory takes the pairs of such a file and says how many it left', async () => {
  rewrite((text) => answer('Da.', '<target>Yes.</target>')(text).replace(`zapis-${footageId}`, 'other'));
  expect(await importMemory(work, { file })).toMatchObject({ added: { units: 1 }, skipped: 3 });
});

toolkit('translate-toolkit fills one in and leaves the others', async () => {
  withToolkit('import sys\nfrom translate.storage import factory\ns = factory.getobject(sys.argv[1])\nu = [u for u in s.units if u.source.startswith("Da")][0]\nu.target = "Yes, by toolkit."\ns.save()', file);
  expect(await bring()).toEqual({ laid: 1, same: 0, untranslated: 3, told: [] });
  expect(english()).toEqual({ [spokenId(1)]: 'Yes, by toolkit.' });
});
