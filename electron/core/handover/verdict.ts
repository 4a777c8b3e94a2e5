/** A version of something in one vault, and the versions known there that came before it. */
export interface Version { readonly hash: string; readonly seen: readonly string[] }

/** Which of two versions holds; `both`: neither was made knowing the other, a person must look. */
export type Verdict = 'same' | 'ours' | 'theirs' | 'both';

/**
 * Three-way merge by what was known: the version that the other side has seen is the older one. Where each has seen
 * the other's (somebody went back to an older wording) their order is not known, and that is for a person too.
 */
export function compareVersions(ours: Version, theirs: Version): Verdict {
  if (ours.hash === theirs.hash) return 'same';
  const oursIsOlder = theirs.seen.includes(ours.hash);
  const theirsIsOlder = ours.seen.includes(theirs.hash);
  if (oursIsOlder === theirsIsOlder) return 'both';
  return oursIsOlder ? 'theirs' : 'ours';
}

/** Merges one field by its base; null when both sides changed it differently, or the base is unknown. */
export function mergeField<T>(base: { readonly value: T } | null, ours: T, theirs: T): { readonly value: T } | null {
  const same = (a: T, b: T): boolean => JSON.stringify(a) === JSON.stringify(b);
  if (same(ours, theirs)) return { value: ours };
  if (base && same(base.value, ours)) return { value: theirs };
  if (base && same(base.value, theirs)) return { value: ours };
  return null;
}
