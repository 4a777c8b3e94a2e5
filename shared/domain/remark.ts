import { z } from 'zod';
import { languageCode } from './interview';
import { wordAnchor } from './passage';

/** Annotations say how words were meant or are to be taken; they ask nothing of anybody. */
export const ANNOTATIONS = ['irony', 'dialect', 'religious-term', 'gesture', 'doubtful-word'] as const;
export const REMARK_KINDS = ['question', 'comment', ...ANNOTATIONS] as const;
export const remarkKind = z.enum(REMARK_KINDS);
export type RemarkKind = z.infer<typeof remarkKind>;

export function isAnnotation(kind: RemarkKind): boolean {
  return ANNOTATIONS.some((one) => one === kind);
}

/** `open`: waits for a colleague; `answered`: one has answered; `closed`: nothing is left to say. Annotations are born closed. */
export const remarkState = z.enum(['open', 'answered', 'closed']);
export type RemarkState = z.infer<typeof remarkState>;

/** What a colleague says to a remark. Answers are added, never changed. */
export const remarkAnswer = z.object({ id: z.string(), at: z.string(), by: z.string().max(200), text: z.string().min(1).max(5_000) });
export type RemarkAnswer = z.infer<typeof remarkAnswer>;

/** Something said to colleagues about certain words of the original or of a translation; it never leaves the vault but in a handover. */
export const remark = z.object({
  id: z.string(),
  footageId: z.string(),
  kind: remarkKind,
  /** Null: pinned to the original; else to its translation into this language, in which the anchor counts words. */
  language: languageCode.nullable(),
  anchor: wordAnchor,
  /** Where the words were said: what is left when their segments are no more. */
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  /** The words as they stood when it was pinned. */
  words: z.string().max(20_000),
  /** Annotations may go without. */
  text: z.string().max(5_000),
  state: remarkState,
  createdAt: z.string(),
  by: z.string().max(200),
  updatedAt: z.string(),
  /** Who gave it its state. */
  changedBy: z.string().max(200),
});
export type Remark = z.infer<typeof remark>;

/** A remark as the screens get it. */
export const remarkView = remark.extend({
  /** Where its words are now; null where nothing of what it was pinned to is left. */
  place: wordAnchor.nullable(),
  /** What stands there now. */
  now: z.string(),
  /** The oldest first. */
  answers: z.array(remarkAnswer),
});
export type RemarkView = z.infer<typeof remarkView>;

export const remarkDraft = remark.pick({ footageId: true, kind: true, language: true, anchor: true, text: true });
export type RemarkDraft = z.infer<typeof remarkDraft>;
