import { ZapisError } from '../../../../shared/errors';

export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Elements within elements; deeper files are made to break readers. */
const DEEPEST = 200;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = String.raw`[\p{L}_][\p{L}\p{N}._:-]*`;
const TAG = new RegExp(String.raw`<(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`, 'uy');
const CLOSE = new RegExp(String.raw`</(${NAME})\s*>`, 'uy');
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'gu');
const DOCTYPE = new RegExp(String.raw`<!DOCTYPE\s+${NAME}(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:"[^"]*"|'[^']*')){1,2})?\s*>`, 'uyi');

/**
 * Reads an XML document of a stranger, event by event. Knows no entities but the five of XML itself: a document type with
 * declarations of its own is refused, nothing outside the text is ever fetched, and nothing grows.
 *
 * @throws ZapisError `exchange-refused` for declarations, unknown entities and endless nesting; `exchange-unreadable` where it
 *   is no well-formed XML.
 */
export function* readXml(xml: string): Generator<XmlEvent, void, undefined> {
  const open: string[] = [];
  let at = xml.startsWith('\uFEFF') ? 1 : 0;
  let seenRoot = false;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const text = xml.slice(at, next < 0 ? xml.length : next);
    if (text !== '') {
      if (open.length > 0) yield { kind: 'text', text: unescape(text) };
      else if (text.trim() !== '') throw new ZapisError('exchange-unreadable');
    }
    if (next < 0) break;
    at = next;
    if (xml.startsWith('<!--', at)) at = behind(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) {
      const end = behind(xml, ']]>', at + 9);
      if (open.length === 0) throw new ZapisError('exchange-unreadable');
      yield { kind: 'text', text: xml.slice(at + 9, end - 3) };
      at = end;
    } else if (xml.startsWith('<?', at)) at = behind(xml, '?>', at + 2);
    else if (xml.startsWith('<!', at)) {
      const found = matchAt(DOCTYPE, xml, at);
      if (!found || seenRoot) throw new ZapisError('exchange-refused');
      at += found[0].length;
    } else if (xml.startsWith('</', at)) {
      const found = matchAt(CLOSE, xml, at);
      if (!found || open.pop() !== found[1]) throw new ZapisError('exchange-unreadable');
      yield { kind: 'close', name: found[1] ?? '' };
      at += found[0].length;
    } else {
      const found = matchAt(TAG, xml, at);
      if (!found || (seenRoot && open.length === 0)) throw new ZapisError('exchange-unreadable');
      const [whole, name = '', attributes = '', empty] = found;
      seenRoot = true;
      yield { kind: 'open', name, attributes: attributesOf(attributes) };
      if (empty === '/') yield { kind: 'close', name };
      else if (open.push(name) > DEEPEST) throw new ZapisError('exchange-refused');
      at += whole.length;
    }
  }
  if (!seenRoot || open.length > 0) throw new ZapisError('exchange-unreadable');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function behind(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  if (at < 0) throw new ZapisError('exchange-unreadable');
  return at + end.length;
}

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, unescape(double ?? single ?? '')]));
}

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&\s]{0,12});?/gu, (whole, name: string) => {
    const code = /^#x([\da-f]{1,6})$/iu.exec(name)?.[1];
    const point = code !== undefined ? Number.parseInt(code, 16) : /^#\d{1,7}$/u.test(name) ? Number(name.slice(1)) : null;
    if (point !== null && whole.endsWith(';') && point <= 0x10ffff && point > 0) return String.fromCodePoint(point);
    const known = ENTITIES[name];
    if (known === undefined || !whole.endsWith(';')) throw new ZapisError('exchange-refused');
    return known;
  });
}

/**
 * The characters of an XML file: UTF-8, UTF-16 by its mark, or the encoding that it declares.
 *
 * @throws ZapisError `exchange-unreadable`.
 */
export function decodeXml(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const declared = /^(?:\uFEFF)?<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/u.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/^ï»¿/u, ''))?.[1];
  try {
    return new TextDecoder(utf16 ?? declared ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ZapisError('exchange-unreadable', {}, { cause });
  }
}
