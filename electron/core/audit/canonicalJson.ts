/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON in the one spelling of RFC 8785 (JSON Canonicalization Scheme), so that equal values have equal
 * bytes and a hash over them can be computed again by anyone, in any language.
 * @throws TypeError for what has no canonical form: NaN, infinities, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('no such number in JSON');
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new TypeError('not Unicode text');
  // ECMAScript's own writing of numbers and strings is what the RFC prescribes.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // The RFC sorts by UTF-16 code units, which is what `<` compares.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`).join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
