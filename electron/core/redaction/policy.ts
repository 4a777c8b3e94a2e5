/** How far redaction reaches beyond what was marked. All values in microseconds. */
export interface RedactionPolicy {
  /** Sound and picture redacted before and after each passage. Issue default 150 ms: word times are off by up to 30 ms and speech runs together. */
  readonly paddingUs: number;
  /** Sound spans closer than this become one: what is left between them would be a shred of a word. */
  readonly mergeGapUs: number;
  /** How sound goes on beyond the padding to where somebody pauses; null keeps to the padding. */
  readonly pause: PausePolicy | null;
}

/** What a pause is and how far it is looked for. */
export interface PausePolicy {
  /** The shortest silence between two words that is a pause. What is shorter is the closure of a `p`, `t` or `k`. */
  readonly pauseUs: number;
  /** Silence left at least between the end of the redaction and the next word: the filters' guard and fade lie there. */
  readonly clearUs: number;
  /** How far beyond the padding a pause is looked for: who never pauses would otherwise be taken out whole. */
  readonly reachUs: number;
  /** How much of people talking over each other is taken out so that nobody's word is cut; beyond, words are cut into. */
  readonly overlappingUs: number;
}

export const DEFAULT_POLICY: RedactionPolicy = {
  paddingUs: 150_000, mergeGapUs: 120_000,
  pause: { pauseUs: 120_000, clearUs: 55_000, reachUs: 500_000, overlappingUs: 3_000_000 },
};

/**
 * Without the words up to the next pause. They are nobody's secret: what follows a passage through edits of the text must
 * not make them part of it, or it would grow with every edit.
 */
export const PADDING_ONLY: RedactionPolicy = { ...DEFAULT_POLICY, pause: null };

/** Stands wherever words were; the same in every language so that it never looks like something said. */
export const REDACTED = '[redacted]';
