import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The two files of a dictionary, as Hunspell wants them: in UTF-8, and saying so. */
export interface DictionaryFiles { readonly affixes: string; readonly words: string }

/** Beside the workers' folder: Debian's dictionaries, which the build puts there where they are installed. */
const DEBIAN = path.join(__dirname, '../dictionaries');
/** As Debian names them: `bs_BA`. */
const IS_DEBIAN = /^[a-z]{2}_[A-Z]{2}$/u;

/** A dictionary of npm (`dictionary-hr`) or of Debian (`bs_BA`); null where Debian's is not there. */
export async function filesOf(name: string): Promise<DictionaryFiles | null> {
  if (!IS_DEBIAN.test(name)) {
    const folder = path.dirname(require.resolve(`dictionary-${name}`));
    const [affixes, words] = await Promise.all(['index.aff', 'index.dic'].map((file) => readFile(path.join(folder, file), 'utf8')));
    return { affixes: affixes ?? '', words: words ?? '' };
  }
  try {
    const [affixes = Buffer.alloc(0), words = Buffer.alloc(0)] = await Promise.all(['aff', 'dic'].map((kind) => readFile(path.join(DEBIAN, `${name}.${kind}`))));
    return inUtf8(affixes, words);
  } catch {
    return null;
  }
}

/** Older dictionaries are in an encoding of their own, which their first lines name (`SET ISO8859-2`). */
function inUtf8(affixes: Buffer, words: Buffer): DictionaryFiles {
  const set = /^SET\s+(\S+)/mu.exec(affixes.toString('latin1'))?.[1] ?? 'ISO8859-1';
  const decoder = new TextDecoder(set.replace(/^ISO-?8859-/u, 'iso-8859-'));
  return { affixes: decoder.decode(affixes).replace(/^SET\s.*$/mu, 'SET UTF-8'), words: decoder.decode(words) };
}
