/** A segment's translation as it comes back from another tool. */
export interface ExchangedUnit {
  /** The segment's id, where the format has room for it. */
  readonly id: string | null;
  /** `segmentKey` of it, where the format has room for that only. */
  readonly key: string | null;
  readonly source: string;
  /** Null where the other tool says, or leaves, that nobody translated it. */
  readonly target: string | null;
  /** BCP 47, as the file has them; empty where it does not say. */
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  /** `baseOf` what the translation was when it was written out; null where the other tool has dropped it. */
  readonly base: string | null;
}

/** What such a file holds. */
export interface Exchanged {
  readonly format: 'tmx' | 'xliff' | 'docx';
  /** The footage that it says it is of; null where it does not. */
  readonly footageId: string | null;
  /** The vault that wrote it; null where it does not say. */
  readonly vaultId: string | null;
  readonly redacted: boolean;
  readonly units: readonly ExchangedUnit[];
}

/** Text of an element that is still open. */
export class Gathered {
  #text = '';
  add(text: string): void { this.#text += text; }
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
