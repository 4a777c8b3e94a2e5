import type { LanguageCode, TranslationEngine } from '../../../shared/domain';
import type { Span } from '../../../shared/time';

/** A sentence to be translated, as words; punctuation stands with them. */
export interface SourceSentence {
  readonly words: readonly string[];
  readonly language: LanguageCode;
  /** When it is said, for an engine that listens. */
  readonly at?: Span;
}

export interface TargetSentence {
  readonly words: readonly string[];
  /** [word of the source, word of the translation]; null: the engine does not say. */
  readonly links: readonly (readonly [number, number])[] | null;
  /** Words of the translation that the engine left as they were, not knowing them: indices. */
  readonly unknown: readonly number[];
}

/** A machine that translates sentences, each for itself. */
export interface TextEngine {
  readonly id: TranslationEngine;
  /** Names the model, for the record. */
  readonly model: string;
  readonly from: readonly LanguageCode[];
  readonly to: readonly LanguageCode[];
  /** How many sentences it had better be given at once; absent: as any engine takes them. */
  readonly batchSentences?: number;
  /**
   * One translation for each sentence, in their order; without words where it has none, which leaves what is there.
   *
   * @throws ZapisError `translation-failed`, `translation-stalled`; AbortError on `signal`.
   */
  translate(sentences: readonly SourceSentence[], to: LanguageCode, signal: AbortSignal): Promise<TargetSentence[]>;
  dispose(): void;
}
