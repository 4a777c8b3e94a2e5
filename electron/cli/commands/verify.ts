import path from 'node:path';
import { verifyClip } from '../../core/clips/verifyClip';
import { publicKey } from '../../core/operations/vault';
import { ZapisError } from '../../../shared/errors';
import { onlyPositional, readArguments } from '../arguments';
import { failureSentence } from '../sentence';
import { withWorkspace } from '../session';
import type { Command } from '.';

export const verifyCommand: Command = {
  words: ['verify'],
  usage: 'verify CLIP [--key PUBLIC-KEY]    checks a clip by the manifest beside it; needs no vault',
  async run(argv, output) {
    const args = readArguments(argv, { key: { type: 'string' } });
    const key = args.text('key');
    const found = await verifyClip(path.resolve(onlyPositional(args, 'clip')), key === undefined ? {} : { publicKey: key });
    output.result(found, [
      found.ok ? `Unaltered since its export; ${found.approved} of ${found.passages} passages in it were approved by a second person.` : 'This clip is not what the vault exported:',
      ...(found.override === null ? [] : [`Exported although passages were open, by ${found.override.by ?? 'somebody'}: ${found.override.why}`]),
      ...found.problems.map((code) => `- ${failureSentence({ code, params: {} })}`),
      ...(found.ok && key === undefined ? [`Signed with ${found.publicKey ?? ''}: compare it with the key that the custodian of the vault gave you.`] : []),
    ]);
    if (!found.ok) throw new ZapisError('clip-not-verified');
  },
};

export const vaultKey: Command = {
  words: ['vault', 'public-key'],
  usage: 'vault public-key            what strangers check clips and audit logs with',
  async run(argv, output) {
    const found = await withWorkspace(readArguments(argv, {}), (workspace) => Promise.resolve(publicKey(workspace, {})));
    output.result(found, [found.publicKey]);
  },
};
