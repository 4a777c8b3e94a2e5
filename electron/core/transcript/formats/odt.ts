import { strToU8, zipSync } from 'fflate';
import { formatTime } from '../../../../shared/time';
import { speakerName, spoken, type TranscriptDocument } from './document';
import { xml } from './xml';

const NAMESPACES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const TYPE = 'application/vnd.oasis.opendocument.text';

/** An OpenDocument text (ODF 1.3): title, citation, then a paragraph a segment with time and speaker. */
export function transcriptToOdt(doc: TranscriptDocument): Uint8Array {
  return zipSync({
    // The standard wants this first and stored as it is, so that its type can be read off the file's first bytes.
    mimetype: [strToU8(TYPE), { level: 0 }],
    'META-INF/manifest.xml': strToU8(`${DECLARATION}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/>${['content.xml', 'styles.xml', 'meta.xml'].map((name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`).join('')}</manifest:manifest>`),
    'content.xml': strToU8(content(doc)),
    'styles.xml': strToU8(styles(doc)),
    'meta.xml': strToU8(`${DECLARATION}<office:document-meta ${NAMESPACES}><office:meta><meta:generator>Zapis</meta:generator><dc:title>${xml(doc.title)}</dc:title></office:meta></office:document-meta>`),
  });
}

function content(doc: TranscriptDocument): string {
  const paragraphs = spoken(doc).map((s) => {
    const name = speakerName(doc, s);
    const speaker = name === '' ? '' : `<text:span text:style-name="Speaker">${xml(name)}: </text:span>`;
    return `<text:p text:style-name="Segment"><text:span text:style-name="Time">${formatTime(s.startUs)} </text:span>${speaker}${xml(s.text)}</text:p>`;
  });
  const citation = doc.citation === '' ? '' : `<text:p text:style-name="Citation">${xml(doc.citation)}</text:p>`;
  return `${DECLARATION}<office:document-content ${NAMESPACES}><office:body><office:text><text:h text:style-name="Heading" text:outline-level="1">${xml(doc.title)}</text:h>${citation}${paragraphs.join('')}</office:text></office:body></office:document-content>`;
}

function styles(doc: TranscriptDocument): string {
  const paragraph = (name: string, own: string): string => `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.2cm"/><style:text-properties ${own}/></style:style>`;
  const span = (name: string, own: string): string => `<style:style style:name="${name}" style:family="text"><style:text-properties ${own}/></style:style>`;
  return `${DECLARATION}<office:document-styles ${NAMESPACES}><office:styles><style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-family="Liberation Sans, Arial, sans-serif" fo:font-size="11pt" fo:language="${doc.language}"/></style:style>${[
    paragraph('Heading', 'fo:font-size="16pt" fo:font-weight="bold"'), paragraph('Citation', 'fo:font-style="italic"'), paragraph('Segment', 'fo:font-size="11pt"'),
    span('Time', 'fo:color="#595959" fo:font-size="9pt"'), span('Speaker', 'fo:font-weight="bold"'),
  ].join('')}</office:styles></office:document-styles>`;
}
