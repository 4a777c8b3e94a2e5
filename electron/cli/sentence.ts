import catalogue from '../../resources/messages/en.json';
import type { PauseReason } from '../../shared/domain';
import type { Failure } from '../../shared/errors';

/** The sentence of the catalogue that explains a failure to a person. */
export function failureSentence(failure: Failure): string {
  const sentences: Readonly<Record<string, string>> = catalogue.errors;
  const text = sentences[failure.code];
  if (text === undefined) return `${failure.code}.`;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(failure.params[name] ?? whole));
}

/** Why heavy work waits, and how not to let it. */
export function pauseSentence(reason: PauseReason): string {
  return `${catalogue.jobs[`paused-${reason}`]} Give --on-battery to go on at once.`;
}
