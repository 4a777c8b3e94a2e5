import type { Segment } from '../../../shared/domain';
import { foldWord } from '../../../shared/text';
import type { RedactionPlan } from '../redaction/plan';
import { hiddenWords, redactedSegments } from '../redaction/redactText';

/** Shorter words are grammar, not secrets, and turn up in every JSON key and file name. */
const SHORTEST_SECRET = 4;

/**
 * The words that must not appear in anything that leaves, folded: those that are hidden somewhere and shown nowhere
 * in the transcript (a hidden "and" proves nothing when "and" is said openly, too), and all forms of the names for which
 * something else stands, said or not.
 */
export function secretWords(segments: readonly Segment[], plan: Pick<RedactionPlan, 'hidden'> & Partial<Pick<RedactionPlan, 'substitutes' | 'secrets'>>): ReadonlySet<string> {
  const shown = new Set(redactedSegments(segments, plan).flatMap((s) => s.text.split(/\s+/u)).map(foldWord));
  const secrets = [...hiddenWords(segments, plan).flatMap(parts).filter((word) => word.length >= SHORTEST_SECRET), ...(plan.secrets ?? [])];
  return new Set(secrets.filter((word) => !shown.has(word)));
}

/** The first secret word in a text, by position in it; null when there is none. Never to be shown or logged. */
export function findSecret(text: string, secrets: ReadonlySet<string>): string | null {
  return secrets.size === 0 ? null : (parts(text).find((word) => secrets.has(word)) ?? null);
}

/**
 * As `findSecret`, for JSON of our own: its member names and the codes in `codes` are no words of an interview, even
 * when somebody says "approved" or "picture" in a passage.
 */
export function findSecretInOwnJson(json: string, codes: readonly string[], secrets: ReadonlySet<string>): string | null {
  const own = new Set([...memberNames(JSON.parse(json)), ...codes].flatMap(parts));
  return findSecret(json, new Set([...secrets].filter((word) => !own.has(word))));
}

function memberNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [...(Array.isArray(value) ? [] : [name]), ...memberNames(member)]);
}

/** Words at every border that is no letter or digit, so that `most-u-Mostaru.mp4` and `{"a":"b"}` fall apart too. */
function parts(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).map(foldWord).filter((word) => word !== '');
}
