import path from 'node:path';
import { createPassphrase, fingerprintWords, HANDOVER_EXTENSION, handoverLock } from '../../core/handover';
import { findInAudit, readAudit, verifyAudit } from '../../core/operations/auditLog';
import { authorise } from '../../core/operations/operation';
import { beginBackup, beginHandoverExport, beginHandoverImport, exportAudit, listConflictViews, ownRecipient, resolveConflict } from '../../core/operations/safekeeping';
import type { Handlers } from '../ipc';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles, askWhereToSave } from './dialogs';

export function safekeepingHandlers({ session, window, language }: HandlerContext): HandlersOf<'handover'> & HandlersOf<'audit'> & Pick<Handlers, 'vault.backUp'> {
  let waiting: string | null = null;
  return {
    'vault.backUp': async () => {
      const { workspace } = session;
      authorise(workspace, 'vault.backUp');
      const [dir] = await askForFiles(window(), { title: language.speech.t('safety.backup'), buttonLabel: language.speech.t('dialogs.choose'), properties: ['openDirectory', 'createDirectory'] });
      return dir === undefined ? null : beginBackup(workspace, { dir });
    },
    'audit.find': (query) => findInAudit(session.workspace, query),
    'audit.entries': (input) => readAudit(session.workspace, input),
    'audit.verify': async () => {
      const { problems, ...report } = await verifyAudit(session.workspace, {});
      return { ...report, problems: [...problems] };
    },
    'audit.export': async () => {
      const { workspace } = session;
      authorise(workspace, 'audit.export');
      const file = await askWhereToSave(window(), { title: language.speech.t('audit.title'), buttonLabel: language.speech.t('common.save'), defaultPath: 'audit.jsonl', filters: [{ name: 'JSON Lines', extensions: ['jsonl'] }] });
      return file === null ? null : exportAudit(workspace, { file });
    },
    'handover.ownKey': async () => {
      const { recipient } = await ownRecipient(session.workspace, {});
      return { recipient, words: fingerprintWords(recipient).join(' ') };
    },
    'handover.recipientWords': ({ recipient }) => {
      authorise(session.workspace, 'handover.export');
      return { words: fingerprintWords(recipient).join(' ') };
    },
    'handover.export': async ({ interviewIds, withFootage, withMemory, recipient }) => {
      const { workspace } = session;
      authorise(workspace, 'handover.export');
      const file = await askWhereToSave(window(), { title: language.speech.t('handover.give'), buttonLabel: language.speech.t('common.save'), defaultPath: `handover${HANDOVER_EXTENSION}` });
      if (file === null) return null;
      const passphrase = recipient === null ? createPassphrase() : null;
      const to = recipient === null ? { passphrase: passphrase ?? '' } : { recipient };
      return { job: beginHandoverExport(workspace, { file, interviewIds, withFootage, withMemory, to }), passphrase };
    },
    'handover.import': async ({ passphrase }) => {
      const { workspace } = session;
      authorise(workspace, 'handover.import');
      const file = passphrase === null ? (await askForFiles(window(), { title: language.speech.t('handover.take'), buttonLabel: language.speech.t('dialogs.choose') }))[0] : waiting;
      waiting = null;
      if (file === undefined || file === null) return { job: null, needsPassphrase: false };
      if (passphrase === null && (await handoverLock(file)) === 'passphrase') {
        waiting = file;
        return { job: null, needsPassphrase: true };
      }
      return { job: beginHandoverImport(workspace, { file, title: path.basename(file), passphrase }), needsPassphrase: false };
    },
    'handover.conflicts': () => listConflictViews(session.workspace, {}),
    'handover.resolve': (input) => {
      resolveConflict(session.workspace, input);
      return {};
    },
  };
}
