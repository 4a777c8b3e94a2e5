import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command was not understood; exit code 2. The text is shown as it is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface ParsedArguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  /** All values of an option that may be given more than once, in order. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** Whole milliseconds of an option. @throws UsageError when it is no number of milliseconds */
  milliseconds(name: string): number | undefined;
  /** One of `allowed`. @throws UsageError */
  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T;
}

/** Options that every command takes. */
const COMMON: ParseArgsOptionsConfig = { vault: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };

/**
 * Reads a command's arguments strictly: an unknown or doubled option is an error, since a misspelt
 * `--end-ms` must never export more than was meant.
 *
 * @throws UsageError
 */
export function readArguments(argv: readonly string[], options: ParseArgsOptionsConfig): ParsedArguments {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...argv], options: { ...COMMON, ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals,
    text,
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
    flag: (name) => values[name] === true,
    milliseconds: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^\d+(\.\d+)?$/.test(value)) throw new UsageError(`--${name} takes milliseconds, for example 12500.`);
      return Number(value);
    },
    choice: (name, allowed, fallback) => {
      const value = text(name);
      if (value === undefined) return fallback;
      const found = allowed.find((a) => a === value);
      if (found === undefined) throw new UsageError(`--${name} takes one of: ${allowed.join(', ')}.`);
      return found;
    },
  };
}

/** The one positional argument that a command needs. @throws UsageError */
export function onlyPositional(args: ParsedArguments, what: string): string {
  const [value, ...rest] = args.positionals;
  if (value === undefined || rest.length > 0) throw new UsageError(`Give exactly one ${what}.`);
  return value;
}

/** Exactly so many positional arguments. @throws UsageError */
export function positionals(args: ParsedArguments, usage: string, count: number): readonly string[] {
  if (args.positionals.length !== count) throw new UsageError(`zapis ${usage}`);
  return args.positionals;
}
