import { isCancellation, ZapisError } from '../../../shared/errors';
import { errorCode } from '../vault/storageErrors';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Says in Zapis's words what the disk did on which the package lies, which is mostly a stick. */
export function packageDiskError(error: unknown): unknown {
  if (error instanceof ZapisError || isCancellation(error)) return error;
  const code = errorCode(error);
  if (FULL.has(code)) return new ZapisError('handover-disk-full', {}, { cause: error });
  if (FORBIDDEN.has(code)) return new ZapisError('handover-not-allowed', {}, { cause: error });
  if (/^E[A-Z]/.test(code) && !code.startsWith('ERR_')) return new ZapisError('handover-disk-gone', {}, { cause: error });
  return error;
}

/**
 * Says what is wrong with a package's bytes. Whatever a reader of age, tar or JSON stumbles over is damage:
 * every byte is authenticated, so nothing else can be the cause.
 */
export function unreadable(error: unknown): unknown {
  if (error instanceof ZapisError || isCancellation(error)) return error;
  if (/no identity matched/.test(String(error))) return new ZapisError('handover-wrong-key', {}, { cause: error });
  return new ZapisError('handover-damaged', {}, { cause: error });
}
