/** The public key as age writes it (Bech32, `age1…`), out of what was typed or pasted; null when it cannot be one. The core checks the checksum. */
export function readRecipient(typed: string): string | null {
  const key = typed.replace(/\s+/g, '').toLowerCase();
  return /^age1[02-9ac-hj-np-z]{20,}$/.test(key) ? key : null;
}
