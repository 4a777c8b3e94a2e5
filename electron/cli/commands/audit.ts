import path from 'node:path';
import { readLines, verifyAuditFile } from '../../core/audit';
import { exportAudit } from '../../core/operations/safekeeping';
import { ZapisError } from '../../../shared/errors';
import { onlyPositional, readArguments } from '../arguments';
import { failureSentence } from '../sentence';
import { withWorkspace } from '../session';
import type { Command } from '.';

export const auditExport: Command = {
  words: ['audit', 'export'],
  usage: 'audit export FILE',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const file = path.resolve(onlyPositional(args, 'file'));
    const { entries } = await withWorkspace(args, (workspace) => exportAudit(workspace, { file }));
    output.result({ file, entries }, [`${entries} entries in ${file}`]);
  },
};

export const auditVerify: Command = {
  words: ['audit', 'verify'],
  usage: 'audit verify FILE [--key PUBLIC-KEY]    needs no vault',
  async run(argv, output) {
    const args = readArguments(argv, { key: { type: 'string' } });
    const publicKey = args.text('key');
    const report = await verifyAuditFile(readLines(path.resolve(onlyPositional(args, 'file'))), publicKey === undefined ? {} : { publicKey });
    output.result(report, [
      report.ok ? `The log is whole: ${report.entries} entries.` : 'The log was changed:',
      ...report.problems.map(({ code, line }) => `- ${failureSentence({ code, params: { line } })}`),
    ]);
    if (!report.ok) throw new ZapisError('audit-not-whole', { count: report.problems.length });
  },
};
