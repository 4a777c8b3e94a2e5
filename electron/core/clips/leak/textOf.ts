import { inflateRawSync } from 'node:zlib';

/** Documents that are ZIP archives of XML. */
const ARCHIVES = new Set(['docx', 'odt']);
/** Files whose words lie in a coding of their own: looking at their bytes would prove nothing. */
const UNREAD = new Set(['pdf']);
/** No part of a document of ours is larger; bytes. */
const LARGEST_PART = 64 * 1_048_576;

/** The text of a file that stands beside a clip, by its ending; null where it cannot be read here. */
export function textOf(bytes: Buffer, ending: string): string | null {
  if (UNREAD.has(ending)) return null;
  if (!ARCHIVES.has(ending)) return `${bytes.toString('utf8')} ${bytes.toString('utf16le')}`;
  return zipParts(bytes).filter(({ name }) => /\.(?:xml|rels)$/.test(name)).map(({ text }) => untagged(text)).join('\n');
}

/** Words go on across tags within a paragraph, and end at its end. */
function untagged(xml: string): string {
  const text = xml.replace(/<\/(?:w:p|text:p|text:h|[a-z]+:(?:title|creator|subject|description|lastModifiedBy))>/g, '\n').replace(/<[^>]*>/g, '');
  return text.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))).replace(/&#(\d+);/g, (_, n: string) => String.fromCodePoint(Number(n)))
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

/** The entries of a ZIP by its central directory (PKWARE APPNOTE 4.3.12; stored or deflated). */
function zipParts(bytes: Buffer): { readonly name: string; readonly text: string }[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) return [{ name: 'damaged.xml', text: bytes.toString('utf8') }];
  const parts = [];
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, nameLength, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    parts.push({ name, text: (method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: LARGEST_PART })).toString('utf8') });
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

/** When the cue around a place in subtitles begins, milliseconds; null in texts without such times. */
export function cueTimeBefore(text: string, at: number): number | null {
  const last = [...text.slice(0, at).matchAll(/(?:Dialogue: *[^,]*,)?(?:(\d+):)?(\d\d):(\d\d)[.,](\d{2,3})(?: *-->|(?<=Dialogue: *[^,]*,[\d:.]+),)/g)].at(-1);
  if (!last) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = last;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
