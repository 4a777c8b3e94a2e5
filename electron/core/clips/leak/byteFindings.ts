import type { ClipFormat } from '../../../../shared/domain';
import { payloadOf } from '../checkContainer';
import { findSecret } from '../checkText';
import { openFileSource } from '../fileSource';
import { finding, type LeakFinding } from './finding';
import type { Secrets } from './secrets';
import { findInBytes } from './strings';

/** Looks for redacted words in the bytes of a finished file. */
export async function byteFindings(file: string, format: ClipFormat, secrets: Secrets): Promise<LeakFinding[]> {
  if (secrets.words.size === 0) return [];
  const source = openFileSource(file);
  try {
    const at = await findInBytes(source, (text) => findSecret(text, secrets.words) !== null, { payload: payloadOf(source, format), sought: secrets.words.size });
    return at === null ? [] : [finding('bytes')];
  } finally {
    source.close();
  }
}
