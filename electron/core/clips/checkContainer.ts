import type { ClipFormat } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { ByteSource } from '../vault/stores';

/**
 * Walks a finished file's own structure, below what ffprobe tells, and refuses every part in which metadata,
 * positions, pictures or files could hide.
 *
 * @throws ZapisError `export-check-failed` with `what` container or metadata.
 */
export function checkContainer(source: ByteSource, format: ClipFormat): void {
  if (format === 'webm') checkElements(source);
  else if (format === 'flac') checkFlac(source);
  else if (format === 'mp3') checkMp3(source);
  else checkBoxes(source, 0, source.bytes, '');
}

/** Bytes `[start, end)` of a file. */
export interface Bytes { readonly start: number; readonly end: number }

/**
 * Where in a finished file encoded picture and sound lie; everything else is the container's own. A file that cannot be
 * walked is all payload: `checkContainer` refuses it anyway.
 */
export function payloadOf(source: ByteSource, format: ClipFormat): Bytes[] {
  const whole = [{ start: 0, end: source.bytes }];
  try {
    if (format === 'mp3') return whole;
    if (format === 'flac') return [{ start: checkFlac(source), end: source.bytes }];
    if (format === 'webm') return elements(source).filter(({ id }) => id === CLUSTER).map(({ body, end }) => ({ start: body, end }));
    return boxes(source, 0, source.bytes).filter(({ type }) => type === 'mdat').map(({ at, size }) => ({ start: at + 8, end: at + size }));
  } catch {
    return whole;
  }
}

function broken(what: 'container' | 'metadata'): ZapisError {
  return new ZapisError('export-check-failed', { what });
}

/** ffmpeg always writes this list of tags; it must be this one, which holds none. */
const EMPTY_TAG_LIST = Buffer.from('0000003d75647461000000356d657461000000000000002168646c7200000000000000006d6469726170706c00000000000000000000000008696c7374', 'hex');
/** Boxes that a plain MP4 is made of. No `udta`, `meta`, `uuid`: there metadata, positions and pictures would hide. */
const ALLOWED_BOXES: Readonly<Record<string, readonly string[]>> = {
  '': ['ftyp', 'free', 'moov', 'mdat'],
  moov: ['mvhd', 'trak'],
  trak: ['tkhd', 'edts', 'mdia'],
};

/** Walks the boxes of ISO/IEC 14496-12 (§4.2: 32-bit size, type; size 1 means a 64-bit size follows) down to the tracks. */
function checkBoxes(source: ByteSource, start: number, end: number, parent: string): void {
  const allowed = ALLOWED_BOXES[parent];
  if (!allowed) return;
  for (const { type, at, size } of boxes(source, start, end)) {
    const isEmptyTagList = parent === 'moov' && type === 'udta' && EMPTY_TAG_LIST.equals(source.read(at, size));
    if (!allowed.includes(type) && !isEmptyTagList) throw broken('metadata');
    checkBoxes(source, at + 8, at + size, type);
  }
}

function boxes(source: ByteSource, start: number, end: number): { readonly type: string; readonly at: number; readonly size: number }[] {
  const found = [];
  for (let at = start; at < end;) {
    if (end - at < 8) throw broken('container');
    const header = Buffer.from(source.read(at, Math.min(16, end - at)));
    const short = header.readUInt32BE(0);
    const size = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short;
    if (size < 8 || at + size > end) throw broken('container');
    found.push({ type: header.toString('latin1', 4, 8), at, size });
    at += size;
  }
  return found;
}

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** SeekHead, Void, Info, Tracks, Cues, Cluster, Tags (whose words ffprobe tells). No Attachments, no Chapters. */
const ALLOWED_ELEMENTS = new Set([0x114d9b74, 0xec, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, CLUSTER, 0x1254c367]);

function checkElements(source: ByteSource): void {
  for (const { id } of elements(source)) if (!ALLOWED_ELEMENTS.has(id)) throw broken('metadata');
}

/** Walks the elements of RFC 8794 (§4: id and size as variable-length integers): a header and one segment of known length, whose parts these are. */
function elements(source: ByteSource): ReturnType<typeof element>[] {
  const header = element(source, 0, source.bytes);
  const segment = element(source, header.end, source.bytes);
  if (header.id !== EBML || segment.id !== SEGMENT || segment.end !== source.bytes) throw broken('container');
  const found = [];
  for (let at = segment.body; at < segment.end;) {
    const part = element(source, at, segment.end);
    found.push(part);
    at = part.end;
  }
  return found;
}

function element(source: ByteSource, at: number, limit: number): { id: number; body: number; end: number } {
  const bytes = Buffer.from(source.read(at, Math.min(12, limit - at)));
  const idLength = Math.clz32(bytes[0] ?? 0) - 23;
  const sizeLength = Math.clz32(bytes[idLength] ?? 0) - 23;
  if (idLength > 4 || sizeLength > 8 || bytes.length < idLength + sizeLength) throw broken('container');
  const size = [...bytes.subarray(idLength, idLength + sizeLength)].reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & (0xff >> sizeLength) : byte), 0);
  const body = at + idLength + sizeLength;
  if (body + size > limit) throw broken('container');
  return { id: bytes.readUIntBE(0, idLength), body, end: body + size };
}

/** STREAMINFO, PADDING, SEEKTABLE, VORBIS_COMMENT (whose words ffprobe tells); no APPLICATION, CUESHEET, PICTURE. RFC 9639 §8. */
const ALLOWED_BLOCKS = new Set([0, 1, 3, 4]);

/** @returns where the blocks end and the sound begins. */
function checkFlac(source: ByteSource): number {
  if (source.bytes < 8 || Buffer.from(source.read(0, 4)).toString('latin1') !== 'fLaC') throw broken('container');
  let at = 4;
  for (let last = false; !last;) {
    if (at + 4 > source.bytes) throw broken('container');
    const header = Buffer.from(source.read(at, 4));
    const [type, length] = [header.readUInt8(0) & 0x7f, header.readUIntBE(1, 3)];
    if (!ALLOWED_BLOCKS.has(type)) throw broken('metadata');
    if (at + 4 + length > source.bytes) throw broken('container');
    if (type === 1 && Buffer.from(source.read(at + 4, length)).some((byte) => byte !== 0)) throw broken('metadata');
    last = (header.readUInt8(0) & 0x80) !== 0;
    at += 4 + length;
  }
  return at;
}

/** Nothing but frames of MPEG sound: no ID3 or APE tag before, none behind. */
function checkMp3(source: ByteSource): void {
  if (source.bytes < 512) throw broken('container');
  const sync = Buffer.from(source.read(0, 2)).readUInt16BE(0);
  if ((sync & 0xffe0) !== 0xffe0) throw broken('metadata');
  const tail = Buffer.from(source.read(source.bytes - 512, 512)).toString('latin1');
  if (/APETAGEX|LYRICS200/.test(tail) || tail.slice(384).startsWith('TAG')) throw broken('metadata');
}
