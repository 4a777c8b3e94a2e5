import type { Failure } from '../../shared/errors';
import type { MessageKey, MessageParams, PluralKey } from '../../shared/messages';
import { speech } from './language';

export type { MessageKey, MessageParams, PluralKey } from '../../shared/messages';

/** Puts `params` in the places of `{name}`; a name without a value stays visible rather than vanishing. */
export function fill(text: string, params: MessageParams = {}): string {
  return speech().fill(text, params);
}

/** The catalogue's text for `key`, in the language of the interface. */
export function t(key: MessageKey, params?: MessageParams): string {
  return speech().t(key, params);
}

/** The catalogue's text for `count` things; `{count}` is filled in. */
export function tn(key: PluralKey, count: number, params: MessageParams = {}): string {
  return speech().tn(key, count, params);
}

/** The sentence for a failure; a code without a text gets the general sentence, never a blank. */
export function failureText(failure: Failure): string {
  return speech().failure(failure);
}

/** Names a step of the history (`history.…`, as the core calls it); one of a newer version goes by its bare name. */
export function deedText(what: string): string {
  return speech().at(what) ?? what;
}

/** The text of a code that came from elsewhere; one of a newer version stands as it is. */
export function codeText(prefix: string, code: string): string {
  return speech().at(`${prefix}${code}`) ?? code;
}
