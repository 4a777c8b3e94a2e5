import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { saveTranscript } from '../../electron/core/operations/documents';
import { importTranslations } from '../../electron/core/operations/exchange';
import { markPassage } from '../../electron/core/operations/passages';
import { editText, undo } from '../../electron/core/operations/transcript';
import { readTranslation, readTranslationVersions, writeTranslation } from '../../electron/core/operations/translation';
import type { Workspace } from '../../electron/core/workspace/workspace';
import type { DocumentFormat, LaidIn } from '../../shared/domain';
import { ZapisError } from '../../shared/errors';
import { office, toolkit, withToolkit } from '../support/otherEditors';
import { CAST, speak } from '../support/people';
import { spokenId, spokenVault, type SpokenVault } from '../support/spokenVault';
import { readPdf } from '../support/pdfText';
import { storeFootage } from '../support/vault';

const SAID = [
  ['Zapovjednik se zvao Papagaj i bio je tamo.', 'The commander was called Papagaj and he was there.'],
  ['Most je gorio cijelu noć.', 'The bridge burned all night.'],
  ['Da.', 'Yes.'],
  ['Нико није спавао & <нико> није јео.', 'Nobody slept & <nobody> ate.'],
  ['Onda smo otišli preko brda.', 'Then we went over the hills.'],
] as const;
const id = spokenId;

let desk: SpokenVault;
let work: Workspace;
let out: string;
let footageId: string;
beforeEach(async () => {
  desk = await spokenVault(SAID, { as: 'interviewer', drafts: true });
  ({ work, out, footageId } = desk);
});
afterEach(() => desk.dispose(work));

const code = (expected: string): object => expect.objectContaining({ code: expected });
async function save(format: DocumentFormat, redacted = false): Promise<string> {
  const file = join(out, `${redacted ? 'redacted' : 'raw'}.${format}`);
  await saveTranscript(work, { footageId, format, redacted, lang: 'both', file });
  return file;
}
/** Replaces text in a file as an editor would; in a Word document inside of its package. */
function edit(file: string, from: string, to: string): void {
  const change = (text: string): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };
  if (!file.endsWith('.docx')) writeFileSync(file, change(readFileSync(file, 'utf8')));
  else {
    const parts = unzipSync(readFileSync(file));
    writeFileSync(file, zipSync({ ...parts, 'word/document.xml': strToU8(change(strFromU8(parts['word/document.xml'] ?? new Uint8Array()))) }));
  }
}
const bring = (file: string): Promise<LaidIn> => importTranslations(work, { footageId, language: 'en', file });
const english = (): string[] => readTranslation(work, { footageId, language: 'en' }).map(({ text }) => text);
const AT_BRIDGE = { segmentId: id(1), language: 'en' } as const;

describe.each(['tmx', 'xliff', 'docx'] as const)('%s', (format) => {
  it('comes back: an edited target lies on its segment as an edit of the person, with a version, undone in one step', async () => {
    const file = await save(format);
    edit(file, 'The bridge burned all night.', 'The bridge was on fire all night.');
    edit(file, 'Yes.', 'Yes, I did.');
    expect(await bring(file)).toEqual({ laid: 2, same: 3, untranslated: 0, told: [] });
    expect(english()).toEqual([SAID[0][1], 'The bridge was on fire all night.', 'Yes, I did.', SAID[3][1], SAID[4][1]]);
    const [row] = readTranslation(work, { footageId, language: 'en', segmentIds: [id(1)] });
    expect(row).toMatchObject({ state: 'edited', writtenBy: CAST.interviewer.name, stale: false });
    expect(readTranslationVersions(work, AT_BRIDGE).map(({ text, state }) => [text, state])).toEqual([['The bridge was on fire all night.', 'edited'], ['The bridge burned all night.', 'machine']]);
    undo(work, { footageId });
    expect(english()).toEqual(SAID.map(([, text]) => text));
  });

  it('is told, not laid, where original or translation was changed here meanwhile', async () => {
    const file = await save(format);
    edit(file, 'The bridge burned all night.', 'The bridge was on fire all night.');
    edit(file, 'Then we went over the hills.', 'Then we left over the hills.');
    editText(work, { segmentId: id(1), text: 'Most je gorio cijeli dan.' });
    writeTranslation(work, { segmentId: id(4), language: 'en', text: 'Then we crossed the hills.' });
    const { laid, told } = await bring(file);
    expect(laid).toBe(0);
    expect(told).toEqual([{ segmentId: id(1), startMs: 4_000, why: 'original-changed' }, { segmentId: id(4), startMs: 16_000, why: 'translation-changed' }]);
    expect(english()).toEqual([SAID[0][1], SAID[1][1], SAID[2][1], SAID[3][1], 'Then we crossed the hills.']);
  });

  it('leaves without what is hidden, in either language, and brings no mark of redaction back', async () => {
    markPassage(work, { footageId, target: { words: { fromSegmentId: id(0), fromWord: 3, toSegmentId: id(0), toWord: 3 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' });
    writeTranslation(work, { segmentId: id(2), language: 'en', text: 'Yes, Papagaj.' });
    const file = await save(format, true);
    const text = format === 'docx' ? (await mammoth.extractRawText({ path: file })).value : readFileSync(file, 'utf8');
    expect(text).not.toMatch(/papagaj/iu);
    expect(text).toContain('[redacted]');
    expect(text).toContain('The bridge burned all night.');
    edit(file, 'The bridge burned all night.', 'The bridge was on fire all night.');
    edit(file, 'Yes, [redacted]', 'Yes, [redacted] did');
    expect(await bring(file)).toEqual({ laid: 1, same: 3, untranslated: 0, told: [{ segmentId: id(2), startMs: 8_000, why: 'redacted' }] });
    expect(english()[2]).toBe('Yes, Papagaj.');
  });

  it('of another footage is refused', async () => {
    const file = await save(format);
    edit(file, 'Yes.', 'Yes!');
    const other = storeFootage(work.vault, randomBytes(500));
    speak(work.vault, other, '9f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'Nešto sasvim drugo.');
    await expect(importTranslations(work, { footageId: other, language: 'en', file })).rejects.toEqual(code('exchange-other-footage'));
  });
});

it('PDF and Word stand in two columns, with times and speakers, without what is hidden in either', async () => {
  markPassage(work, { footageId, target: { words: { fromSegmentId: id(0), fromWord: 3, toSegmentId: id(0), toWord: 3 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' });
  work.vault.db.prepare("INSERT INTO speaker VALUES ('v1', ?, 'Kanarinac', 1)").run(footageId);
  work.vault.db.prepare("UPDATE segment SET speaker_id = 'v1'").run();
  const { text } = readPdf(readFileSync(await save('pdf', true)));
  const { value: html } = await mammoth.convertToHtml({ path: await save('docx', true) });
  for (const one of [text, html]) {
    expect(one).not.toMatch(/papagaj|kanarinac/iu);
    for (const shown of ['[redacted]', '0:12', 'Speaker 1', 'Most je gorio cijelu noć.', 'The bridge burned all night.', 'Нико није спавао']) expect(one).toContain(shown);
  }
  expect(html.match(/<tr>/gu)?.length).toBe(SAID.length + 1);
});

it('knows its segments also where another tool has dropped all marks, countries stand behind languages, and letters are UTF-16', async () => {
  const tmx = `<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header srclang="BS-BA" creationtool="OmegaT"/><body>
    <tu><tuv lang="EN-US"><seg>The bridge <bpt i="1">{b}</bpt>blazed<ept i="1">{/b}</ept> all night.</seg></tuv><tuv lang="BS-BA"><seg>Most je  gorio cijelu noć.</seg></tuv></tu>
    <tu><tuv lang="BS-BA"><seg>Toga ovdje nema.</seg></tuv><tuv lang="EN-US"><seg>Not here.</seg></tuv></tu></body></tmx>`;
  const file = join(out, 'omegat.tmx');
  writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tmx, 'utf16le')]));
  expect(await bring(file)).toEqual({ laid: 1, same: 0, untranslated: 0, told: [{ segmentId: null, startMs: null, why: 'unknown' }] });
  expect(english()[1]).toBe('The bridge blazed all night.');
  // A person's work stays where nobody can tell who was later.
  writeFileSync(file, tmx.replace('UTF-16', 'UTF-8').replace('blazed', 'glowed'));
  expect((await bring(file)).told).toContainEqual({ segmentId: id(1), startMs: 4_000, why: 'translation-changed' });
});

const zipped = (xml: string): Buffer => Buffer.from(zipSync({ 'word/document.xml': strToU8(xml) }));
const bomb = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';
const unit = (source: string, target: string): string => `<tmx version="1.4"><header srclang="bs"/><body><tu><tuv xml:lang="bs"><seg>${source}</seg></tuv><tuv xml:lang="en"><seg>${target}</seg></tuv></tu></body></tmx>`;
const HOSTILE: readonly (readonly [what: string, content: string | Buffer, refused: string])[] = [
  ['a thousand million laughs', `<?xml version="1.0"?>${bomb}${unit('&c;', 'x')}`, 'exchange-refused'],
  ['a file of this computer as an entity', `<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>${unit('Da.', '&x;')}`, 'exchange-refused'],
  ['a parameter entity', `<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>${unit('Da.', 'x')}`, 'exchange-refused'],
  ['an entity that nobody declared', unit('Da.', '&nbsp;'), 'exchange-refused'],
  ['endless nesting', `<tmx version="1.4">${'<a>'.repeat(5_000)}`, 'exchange-refused'],
  ['a second document type', `<tmx><!DOCTYPE tmx SYSTEM "x">${unit('a', 'b')}</tmx>`, 'exchange-refused'],
  ['no XML', 'Most je gorio.', 'exchange-unreadable'],
  ['half a file', unit('Da.', 'Yes').slice(0, -20), 'exchange-unreadable'],
  ['bytes that are no letters', Buffer.from([0x3c, 0x74, 0xff, 0xfe, 0x3e]), 'exchange-unreadable'],
  ['another kind of XML', '<html><body/></html>', 'exchange-unreadable'],
  ['XLIFF 2, which has another shape', '<xliff version="2.0"><file id="f"/></xliff>', 'exchange-unreadable'],
  ['a package without a document', Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'exchange-unreadable'],
  ['a broken package', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(200)]), 'exchange-unreadable'],
  ['a document that unpacks to more than there is memory for', zipped(`<w:document xmlns:w="w">${' '.repeat(80 * 1024 * 1024)}</w:document>`), 'exchange-too-large'],
  ['laughs in a package', zipped(`${bomb}<w:document>&c;</w:document>`), 'exchange-refused'],
  ['no table', zipped('<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>'), 'exchange-empty'],
  ['ids of segments that are nowhere', `<tmx version="1.4"><header srclang="bs"/><body><tu tuid="00000000-8f1d-4c1e-9b58-0d5b4a5a7c11"><tuv xml:lang="bs"><seg>Da.</seg></tuv><tuv xml:lang="en"><seg>No.</seg></tuv></tu></body></tmx>`, 'exchange-other-footage'],
  ['a prototype for an id', '<xliff version="1.2"><file original="x" source-language="bs" target-language="en"><body><trans-unit id="__proto__"><source>x</source><target>y</target></trans-unit></body></file></xliff>', 'exchange-other-footage'],
];
it('hostile and broken files are refused and change nothing', async () => {
  const file = join(out, 'hostile');
  for (const [what, content, refused] of HOSTILE) {
    writeFileSync(file, content);
    const answer = await bring(file).then(() => 'laid in', (error: unknown) => (error instanceof ZapisError ? error.code : String(error)));
    expect(`${what}: ${answer}`).toBe(`${what}: ${refused}`);
  }
  expect(english()).toEqual(SAID.map(([, text]) => text));
});

it('a file larger than any is refused before it is read', async () => {
  const file = join(out, 'huge.tmx');
  writeFileSync(file, '');
  execFileSync('truncate', ['-s', '3G', file]);
  await expect(bring(file)).rejects.toEqual(code('exchange-too-large'));
});

toolkit('translate-toolkit reads TMX and XLIFF, edits them, and what it saves comes back', async () => {
  const script = 'import sys\nfrom translate.storage import factory\ns = factory.getobject(sys.argv[1])\nus = [u for u in s.units if u.source]\nu = [u for u in us if u.source.startswith("Most")][0]\nu.target = sys.argv[2]\ns.save()\nprint(len(us))\nprint("\\n".join(x.source for x in us))';
  for (const format of ['tmx', 'xliff'] as const) {
    const file = await save(format);
    const read = withToolkit(script, file, `The bridge, by ${format}.`);
    expect(read.trim().split('\n')).toEqual([String(SAID.length), ...SAID.map(([text]) => text)]);
    expect(await bring(file)).toEqual({ laid: 1, same: SAID.length - 1, untranslated: 0, told: [] });
    expect(english()[1]).toBe(`The bridge, by ${format}.`);
  }
});

office('a Word document that LibreOffice has opened, edited and saved comes back', async () => {
  const convert = (to: string, file: string): void => { execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${out}/profile`, '--convert-to', to, '--outdir', out, file], { stdio: 'pipe', timeout: 100_000 }); };
  const file = await save('docx');
  convert('fodt', file);
  const flat = file.replace('.docx', '.fodt');
  writeFileSync(flat, readFileSync(flat, 'utf8').replace('The bridge burned all night.', 'The bridge was on fire all night.'));
  rmSync(file);
  convert('docx', flat);
  expect(await bring(file)).toEqual({ laid: 1, same: SAID.length - 1, untranslated: 0, told: [] });
  expect(english()[1]).toBe('The bridge was on fire all night.');
});
