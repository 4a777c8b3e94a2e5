import type { Passage, Segment } from '../../../../shared/domain';
import { listPassages } from '../../redaction/passages';
import type { RedactionPlan } from '../../redaction/plan';
import { saidOf } from '../../redaction/redactText';
import { overlaps } from '../../redaction/spans';
import { possibleSpan } from '../../redaction/wordTimes';
import { shownSegments } from '../../transcript/script';
import { listSegments } from '../../transcript/segments';
import type { Database } from '../../vault/database';
import type { ClipPart } from '../parts';
import { findSecret, findSecretPair, foldedWords, formsOfSecret, secretPairs, secretPlaces, secretWords, shownWords, type SecretPairs } from '../checkText';
import { recognisedOf } from '../../transcript/recognised';
import { tellingForms } from './grammar';
import { misheardWords } from './misheard';
import { translatedUnder } from './translated';

/** What no text that leaves may say. */
export interface Secrets {
  /** Folded, in all forms; what is shown somewhere in the footage is none. */
  readonly words: ReadonlySet<string>;
  /** Those of them that are grammar wherever they are hidden: heard alone they tell nothing. */
  readonly grammar: ReadonlySet<string>;
  /** Folded: what the recogniser wrote for what people wrote anew. Nobody says it; a recogniser that hears the clip may. */
  readonly misheard: ReadonlySet<string>;
  /** Of words that may be shown each by itself. */
  readonly pairs: SecretPairs;
  /** The passages that hide a word. */
  passagesOf(word: string): string[];
}

/** The secrets of all footage that a clip is made of, under its plans: as words are stored, as they are shown in the other script, and in translation. */
export function secretsOf(db: Database, parts: readonly Pick<ClipPart, 'footageId' | 'plan'>[]): Secrets {
  const each = parts.map(({ footageId, plan }) => secretsOfFootage(db, footageId, plan));
  const telling = new Set(each.flatMap(({ words, grammar }) => [...words].filter((word) => !grammar.has(word))));
  return {
    words: new Set(each.flatMap(({ words }) => [...words])),
    grammar: new Set(each.flatMap(({ grammar }) => [...grammar].filter((word) => !telling.has(word)))),
    misheard: new Set(each.flatMap(({ misheard }) => [...misheard])),
    pairs: new Map(each.flatMap(({ pairs }) => [...pairs])),
    passagesOf: (word) => [...new Set(each.flatMap((secrets) => secrets.passagesOf(word)))],
  };
}

function secretsOfFootage(db: Database, footageId: string, plan: RedactionPlan): Secrets {
  const stored = listSegments(db, footageId);
  const originals = [stored, shownSegments(db, footageId)].map((segments) => ({ ...plan, segments }));
  // A name is the same in both languages: what the original shows is no secret of the translation.
  const translated = translatedUnder(db, footageId, plan);
  const shown = shownWords(stored, plan);
  const inTranslation = [...secretWords(translated.segments, translated)].filter((word) => !shown.has(word));
  const words = new Set([...originals.flatMap((text) => [...secretWords(text.segments, text)]), ...inTranslation]);
  const telling = new Set([...plan.secrets, ...inTranslation, ...originals.flatMap((text) => tellingForms(text.segments, text))]);
  return {
    words, grammar: new Set([...words].filter((word) => !telling.has(word))),
    misheard: misheardWords(stored, plan, shown),
    pairs: new Map([...originals, translated].flatMap((text) => [...secretPairs(text.segments, text)])),
    passagesOf: (word) => passagesHiding(word, stored, plan, listPassages(db, footageId)),
  };
}

function passagesHiding(word: string, segments: readonly Segment[], plan: Pick<RedactionPlan, 'hidden'>, passages: readonly Passage[]): string[] {
  const found = segments.flatMap((segment) => {
    const hidden = plan.hidden.get(segment.id);
    return segment.words.flatMap((said, index) => {
      const isIt = (hidden === 'all' || hidden?.has(index) === true) && (foldedWords(recognisedOf(said)).includes(word) || saidOf(said).some((one) => one.split(/[^\p{L}\p{N}\p{M}]+/u).some((part) => formsOfSecret(part, segment.language).includes(word))));
      return isIt ? passages.filter((p) => p.state !== 'rejected' && p.state !== 'withdrawn' && overlaps(p, possibleSpan(segment, index))).map(({ id }) => id) : [];
    });
  });
  return [...new Set(found)];
}

/** A place in a text in which a secret stands; null where only that it is there is known. */
export interface Told { readonly at: number; readonly passages: readonly string[] }

/** Where a text says a secret, first words, then pairs; at most `most` places. */
export function toldIn(text: string, secrets: Secrets, most = 20): Told[] {
  if (findSecret(text, secrets.words) !== null) return secretPlaces(text, secrets.words).slice(0, most).map(({ word, at }) => ({ at, passages: secrets.passagesOf(word) }));
  const pair = findSecretPair(text, secrets.pairs);
  return pair === null ? [] : [{ at: pair, passages: [] }];
}
