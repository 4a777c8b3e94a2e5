/**
 * Text for XML content and quoted attributes. Characters that XML 1.0 has no way to write, such as a stray control
 * character from a hostile subtitle stream, become U+FFFD: one of them would make the whole document unreadable.
 */
export function xml(text: string): string {
  return [...text]
    .map((character) => (allowed(character.codePointAt(0) ?? 0) ? (ESCAPES[character] ?? character) : '\uFFFD'))
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** The `Char` production of XML 1.0, section 2.2. */
function allowed(code: number): boolean {
  return code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}
