import { ZapisError } from '../../../shared/errors';
import { ToolExit } from '../media/process';
import { storageError } from '../vault/storageErrors';

/**
 * Says in one sentence why a file cannot be read from its disk.
 *
 * @param name the file's name without its path.
 */
export function readRefusal(error: unknown, name: string): unknown {
  if (error instanceof ZapisError) return error;
  switch (typeof error === 'object' && error !== null && 'code' in error ? error.code : '') {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ZapisError('import-file-missing', { name }, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new ZapisError('import-file-unreadable', { name }, { cause: error });
    case 'EISDIR':
      return new ZapisError('import-folder', { name }, { cause: error });
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'EREMOTEIO':
    case 'ENOTCONN':
    case 'ENOMEDIUM':
      return new ZapisError('import-disk-gone', { name }, { cause: error });
    default:
      return storageError(error, new ZapisError('vault-damaged', { part: 'stores' }, { cause: error }));
  }
}

/** Says why ffprobe did not open a file: cut off before its index, or nothing it knows. */
export function probeRefusal(error: unknown, name: string, head: Uint8Array): unknown {
  if (!(error instanceof ZapisError && error.code === 'ffmpeg-failed')) return error;
  const said = error.cause instanceof ToolExit ? error.cause.stderr : '';
  const cutOff = /moov atom not found|error reading header|End of file/i.test(said) && looksLikeFootage(head);
  return new ZapisError(cutOff ? 'import-truncated' : 'import-unknown', { name }, { cause: error });
}

/** First bytes of the containers that people bring: ISO media, Matroska, RIFF, FLV, Ogg. */
function looksLikeFootage(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 16)).toString('latin1');
  return /^....(ftyp|moov|mdat|wide|free|skip)/s.test(text) || ['\x1aE\xdf\xa3', 'RIFF', 'FLV', 'OggS'].some((magic) => text.startsWith(magic));
}
