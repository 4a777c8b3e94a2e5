// Set-up speaks on stderr: stdout belongs to the command that was asked for (`npm run zapis` pipes it).
let quiet = false;

/** In quiet mode only steps that change something speak. */
export function setQuiet(value) {
  quiet = value;
}

/** One line for a step that found everything in place. */
export function already(text) {
  if (!quiet) process.stderr.write(`set-up: ${text}\n`);
}

/** One line for a step that does something or that a person must know of. */
export function say(text) {
  process.stderr.write(`set-up: ${text}\n`);
}

/** A failure meant for a person: printed as one sentence, without a stack trace. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Runs a script's main function; failures end as one sentence and exit code 1. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
