/** What may stand before a command: Chromium's own, which say how the process runs and nothing of what it does. */
const CHROMIUM = /^--(no-sandbox|ozone-platform=\w+|user-data-dir=.*|log-level=\d)$/;
const COMMAND = /^[a-z][a-z-]*$/;

/**
 * The command and its arguments, of all that the app was started with; null where there is none and the window opens.
 * A path or an address, which a desktop passes for a file dropped on the icon, is no command; a misspelt one is.
 */
export function commandOf(args: readonly string[]): readonly string[] | null {
  const start = args.findIndex((arg) => !CHROMIUM.test(arg));
  if (start < 0) return null;
  const rest = args[start] === '--' ? args.slice(start + 1) : args.slice(start);
  const [first] = rest;
  return first !== undefined && (COMMAND.test(first) || first === '--help' || first === '-h') ? rest : null;
}
