import { open } from 'node:fs/promises';
import { ZapisError } from '../../../../shared/errors';
import type { Exchanged } from './exchanged';
import { readDocx } from './readDocx';
import { readTmx } from './readTmx';
import { readXliff } from './readXliff';
import { decodeXml, readXml } from './xmlReader';

/** Bytes: a hundred hours of interviews are 30 MB of TMX. */
const LARGEST = 64 * 1024 * 1024;
/** Units: a file with more is no memory that a person made. */
const MOST_UNITS = 1_000_000;

/**
 * Reads a file of another tool: TMX, XLIFF 1.2, or a Word document of two columns. By what it is, not by its name.
 *
 * @throws ZapisError `exchange-unreadable`, `exchange-too-large`, `exchange-refused`, `exchange-empty`.
 */
export async function readExchanged(file: string): Promise<Exchanged> {
  const exchanged = parseExchanged(await bytesOf(file));
  if (exchanged.units.length > MOST_UNITS) throw new ZapisError('exchange-too-large');
  if (exchanged.units.length === 0) throw new ZapisError('exchange-empty');
  return exchanged;
}

/** As {@link readExchanged}, from the bytes. */
export function parseExchanged(bytes: Uint8Array): Exchanged {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readDocx(bytes);
  const events = readXml(decodeXml(bytes));
  for (let next = events.next(); next.done !== true; next = events.next()) {
    if (next.value.kind !== 'open') continue;
    const root = next.value.name.replace(/^.*:/u, '').toLowerCase();
    if (root === 'tmx') return readTmx(events);
    if (root === 'xliff' && (next.value.attributes.get('version') ?? '').startsWith('1.')) return readXliff(events);
    break;
  }
  throw new ZapisError('exchange-unreadable');
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r').catch((cause: unknown) => { throw new ZapisError('exchange-unreadable', {}, { cause }); });
  try {
    // Measured on what is open: a name may stand for another file a moment later, and a pipe has no size.
    const { size } = await handle.stat();
    if (size > LARGEST) throw new ZapisError('exchange-too-large');
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0).catch((cause: unknown) => { throw new ZapisError('exchange-unreadable', {}, { cause }); });
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
