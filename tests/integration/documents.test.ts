import { unzipSync, strFromU8 } from 'fflate';
import mammoth from 'mammoth';
import { writeDocument } from '../../electron/core/transcript/formats';
import { findBinaries } from '../../electron/core/media/binaries';
import { DOCUMENT_FORMATS } from '../../shared/domain';
import { AWKWARD, AWKWARD_TEXTS, readBy } from '../support/documents';
import { readPdf } from '../support/pdfText';

/** unrtf writes UTF-16 units as references of their own, two for an astral letter. */
const fromHtml = (html: string): string => html.replace(/<[^>]*>/gu, '').replace(/&#(\d+);/gu, (_, unit: string) => String.fromCharCode(Number(unit)))
  .replaceAll('&euml;', 'ë').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What readers do to spaces and control characters is theirs; letters must be there, in order. */
const letters = (text: string): string => text.normalize('NFC').replace(/[\s\u00A0]+/gu, ' ');

function expectTexts(read: string | null): void {
  if (read === null) return;
  let from = 0;
  for (const text of AWKWARD_TEXTS) {
    const at = letters(read).indexOf(letters(text), from);
    expect(`${text}: ${at >= from}`).toBe(`${text}: true`);
    from = at;
  }
}

it('DOCX is read by mammoth: heading, citation, speakers and every letter', async () => {
  const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(await writeDocument('docx', AWKWARD)) });
  expect(messages.filter((m) => m.type === 'error')).toEqual([]);
  expect(value).toContain('<h1>N.H. – 2016</h1>');
  const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(await writeDocument('docx', AWKWARD)) });
  expectTexts(text);
  expect(text).toContain('Željko & <Đ>: Čuo');
  expect(text).toContain('(N.H., interviewed by Šćepanović, June 2016, Balkans)');
});

it('DOCX and ODT say Zapis where others write the name of the account', async () => {
  const docx = unzipSync(await writeDocument('docx', AWKWARD));
  const core = strFromU8(docx['docProps/core.xml'] ?? new Uint8Array());
  expect(core).toContain('<dc:creator>Zapis</dc:creator>');
  expect(core).toContain('<cp:lastModifiedBy>Zapis</cp:lastModifiedBy>');
  const odt = unzipSync(await writeDocument('odt', AWKWARD));
  expect(strFromU8(odt['meta.xml'] ?? new Uint8Array())).not.toMatch(/creator/u);
});

it('ODT is read by odt2txt, its XML by xmllint, and its type stands uncompressed at its beginning', async () => {
  const bytes = await writeDocument('odt', AWKWARD);
  expect(Buffer.from(bytes.subarray(30, 77)).toString('latin1')).toBe('mimetypeapplication/vnd.oasis.opendocument.text');
  expectTexts(await readBy('odt2txt', (file) => ['--width=-1', '--encoding=UTF-8', file], bytes, 'a.odt'));
  for (const name of ['content.xml', 'styles.xml', 'meta.xml', 'META-INF/manifest.xml']) {
    await readBy('xmllint', (file) => ['--noout', '--nonet', file], unzipSync(bytes)[name] ?? new Uint8Array(), 'part.xml');
  }
});

it('PDF is read by pdf.js: letters of both scripts can be searched and copied, pages are numbered, nothing tells who made it', async () => {
  const long = { ...AWKWARD, segments: Array.from({ length: 40 }, () => AWKWARD.segments).flat() };
  const bytes = await writeDocument('pdf', long);
  const read = readPdf(bytes);
  expect(read.pages).toBeGreaterThan(1);
  expectTexts(read.text);
  for (let page = 1; page <= read.pages; page++) expect(read.text.split('\f')[page - 1]).toContain(`${page} / ${read.pages}`);
  expect(read.info).toMatchObject({ Title: 'N.H. – 2016', Producer: 'Zapis', Creator: 'Zapis' });
  expect(read.info).not.toHaveProperty('Author');
  expectTexts(await readBy('pdftotext', (file) => ['-raw', file, '-'], bytes, 'a.pdf'));
});

it('RTF is read by unrtf, with time stamps that MAXQDA takes for its own', async () => {
  const bytes = await writeDocument('rtf', AWKWARD);
  const read = await readBy('unrtf', (file) => ['--html', '--nopict', '--quiet', file], bytes, 'a.rtf');
  if (read !== null) expectTexts(fromHtml(read));
  expect(Buffer.from(bytes).toString('latin1')).toContain(String.raw`#00:00:00-9# {\b \u381\'3feljko & <\u272\'3f>:} \u268\'3fuo`);
  expect(Buffer.from(bytes).toString('latin1')).toContain('#01:02:05-0# Gotovo.');
  expect([...bytes].every((byte) => byte < 0x80)).toBe(true);
});

it('TTML and EAF are well-formed; the EAF tiers hold all segments and words, in time order, within their parents', async () => {
  for (const format of ['ttml', 'eaf'] as const) await readBy('xmllint', (file) => ['--noout', '--nonet', file], await writeDocument(format, AWKWARD), `a.${format}`);
  const eaf = Buffer.from(await writeDocument('eaf', AWKWARD)).toString();
  const slots = new Map([...eaf.matchAll(/TIME_SLOT_ID="(ts\d+)" TIME_VALUE="(\d+)"/gu)].map(([, id = '', ms]) => [id, Number(ms)]));
  const tiers = [...eaf.matchAll(/<TIER ([^>]*)>(.*?)<\/TIER>/gsu)].map(([, attributes = '', body = '']) => ({
    id: /TIER_ID="([^"]*)"/u.exec(attributes)?.[1], parent: /PARENT_REF="([^"]*)"/u.exec(attributes)?.[1],
    spans: [...body.matchAll(/TIME_SLOT_REF1="(ts\d+)" TIME_SLOT_REF2="(ts\d+)"/gu)].map(([, a = '', b = '']) => [slots.get(a) ?? NaN, slots.get(b) ?? NaN] as const),
  }));
  expect(tiers.map((t) => t.id)).toEqual(['Željko &amp; &lt;Đ&gt;', 'Željko &amp; &lt;Đ&gt; – words', 'Преводилац', 'Преводилац – words', 'transcript', 'transcript – words']);
  for (const tier of tiers) {
    let cursor = 0;
    for (const [from, to] of tier.spans) {
      expect(from).toBeGreaterThanOrEqual(cursor);
      expect(to).toBeGreaterThan(from);
      cursor = to;
      if (tier.parent !== undefined) expect(tiers.find((t) => t.id === tier.parent)?.spans.some(([a, b]) => a <= from && to <= b)).toBe(true);
    }
  }
  expect(tiers.filter((t) => t.parent === undefined).reduce((n, t) => n + t.spans.length, 0)).toBe(AWKWARD.segments.length);
});

it('CSV is read by SQLite\'s own rules of quoting, and a spreadsheet runs none of it', async () => {
  const text = Buffer.from(await writeDocument('csv', AWKWARD)).toString();
  expect(text.startsWith('\uFEFFstart,end,start_ms,end_ms,speaker,language,text\r\n')).toBe(true);
  expect(text).toContain(`00:00:01.000,00:00:02.000,1000,2000,Željko & <Đ>,bs,"Čuo sam & vidio <""Đorđa"">: žut ćup, ë."\r\n`);
  expect(text).toContain(`"'=SUM(A1) рекао је, ""не знам"""`);
});

it('SRT and WebVTT are read by ffmpeg, every cue', async () => {
  for (const format of ['srt', 'vtt'] as const) {
    const read = await readBy(findBinaries().ffmpeg, (file) => ['-v', 'error', '-i', file, '-f', 'srt', '-'], await writeDocument(format, AWKWARD), `a.${format}`);
    expect(read?.match(/-->/gu)).toHaveLength(AWKWARD.segments.length);
    expect(read).toContain('žut ćup, ë.');
    expect(read).toContain('рекао је');
  }
});

it('every format writes something, also of an empty transcript', async () => {
  for (const format of DOCUMENT_FORMATS) expect([format, (await writeDocument(format, { ...AWKWARD, segments: [] })).length > 0 || format === 'txt' || format === 'srt']).toEqual([format, true]);
});
