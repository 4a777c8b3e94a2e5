/**
 * An error that a person is meant to read. Only `code` and `params` ever cross a process border or
 * reach a log; the sentence itself comes from the message catalogue (`errors.<code>`), so no path,
 * stack trace or transcript text can ride along.
 */
export class ZapisError extends Error {
  override readonly name = 'ZapisError';

  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

/** What a failed request looks like on the renderer's side of the contract. */
export interface Failure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Every request answers with a value or a failure; it never rejects. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** Cancellation is a wish fulfilled, not a failure: jobs report it as their own state. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Aborted');
}
