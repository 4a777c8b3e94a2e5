/** `hh:mm:ss` and milliseconds with the separator of the format; hours may pass 99. */
export function timestamp(ms: number, separator: ',' | '.'): string {
  const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');
  return `${pad(Math.floor(ms / 3_600_000), 2)}:${pad(Math.floor(ms / 60_000) % 60, 2)}:${pad(Math.floor(ms / 1000) % 60, 2)}${separator}${pad(ms % 1000, 3)}`;
}
