/** How far redaction reaches beyond what was marked. All values in microseconds. */
export interface RedactionPolicy {
  /** Sound and picture redacted before and after each passage. Issue default 150 ms: word times are off by up to 30 ms and speech runs together. */
  readonly paddingUs: number;
  /** Sound spans closer than this become one: what is left between them would be a shred of a word. */
  readonly mergeGapUs: number;
}

export const DEFAULT_POLICY: RedactionPolicy = { paddingUs: 150_000, mergeGapUs: 120_000 };

/** Stands wherever words were; the same in every language so that it never looks like something said. */
export const REDACTED = '[redacted]';
