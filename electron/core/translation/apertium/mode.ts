/** One program of a pipeline with its arguments. */
export interface Stage {
  readonly program: string;
  readonly args: readonly string[];
}

/** The programs that a mode may name: a file of the system is read as data, never as a shell script. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'lt-proc', 'cg-proc', 'lrx-proc', 'rtx-proc', 'lsx-proc', 'apertium-pretransfer', 'apertium-transfer', 'apertium-interchunk', 'apertium-postchunk',
  'apertium-tagger', 'apertium-anaphora', 'apertium-wblank-attach', 'apertium-wblank-detach',
]);

/**
 * The pipeline of an Apertium `.mode` file. `$1` stands for how unknown words are told: here always marked.
 *
 * @throws Error when it holds anything but known programs and their arguments.
 */
export function parseMode(text: string): Stage[] {
  const stages = text.trim().split(/\s+\|\s+/).map((part): Stage => {
    const tokens = [...part.matchAll(/'([^']*)'|(\$\d)|([^\s'$|;&<>`()]+)/g)];
    if (tokens.map(([whole]) => whole).join(' ') !== part.trim().replace(/\s+/g, ' ')) throw new Error('not a plain pipeline');
    const [program = '', ...args] = tokens.flatMap(([, quoted, option, bare]) => (option === '$1' ? ['-g'] : option !== undefined ? [] : [quoted ?? bare ?? '']));
    if (!PROGRAMS.has(program)) throw new Error('a program that is not of Apertium');
    return { program, args };
  });
  return stages;
}
