export { record, type AuditPerson, type Deed } from './record';
export { verifyChain, type ChainReport } from './verifyChain';
export { exportAudit } from './exportAudit';
export { verifyAuditFile, type AuditFileReport } from './verifyAuditFile';
export { readLines } from './lines';
export type { AuditProblem, KnownHead } from './chain';
export type { AuditEntry } from './entry';
export { signingKey } from './signingKey';
