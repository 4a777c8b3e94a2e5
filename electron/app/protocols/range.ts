/** A byte range of a resource, `end` exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header for a resource of `bytes` bytes (RFC 9110, one range).
 *
 * @returns the range, `null` when the header is absent or not a single byte range (answer 200 with all of
 *   it), or `'unsatisfiable'` (answer 416).
 */
export function parseRange(header: string | null, bytes: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const length = Number(match[2]);
    return length === 0 || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - length), end: bytes };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? bytes : Math.min(bytes, Number(match[2]) + 1);
  return start >= bytes || end <= start ? 'unsatisfiable' : { start, end };
}
