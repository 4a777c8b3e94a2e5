export type { Actor } from './actor';
export { listConflicts, resolveConflict, type Conflict, type ConflictChoice } from './conflicts';
export { exportHandover, type HandedOver, type HandoverRequest } from './export';
export { HANDOVER_EXTENSION } from './format';
export { importHandover, lacksPreview, type Entered, type ImportHandoverOptions, type TakenIn } from './import';
export { handoverLock, inspectHandover, type HandoverContents } from './inspect';
export { createIdentity, createPassphrase, fingerprintWords, recipientOf, type HandoverKey, type HandoverRecipient } from './keys';
export type { TakeProgress } from './takeProgress';
export { isAwaited } from '../vault/awaited';
