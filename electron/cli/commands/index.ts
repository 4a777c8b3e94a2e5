import { UsageError } from '../arguments';
import type { Output } from '../output';
import { clipsAdd, clipsExport, clipsList, clipsRemove } from './clips';
import { alignCommand } from './align';
import { approveCommand } from './approve';
import { auditExport, auditVerify } from './audit';
import { speakersDetect } from './detectSpeakers';
import { commentsCommand } from './comments';
import { exportCommand } from './export';
import { glossaryAdd, glossaryImport, glossaryList, glossaryRemove } from './glossary';
import { handoverConflicts, handoverExport, handoverImport, handoverKey, handoverResolve } from './handover';
import { importCommand } from './import';
import { interviewsAdd, interviewsAssign, interviewsList, interviewsSet, interviewsShow } from './interviews';
import { leakcheckCommand } from './leakcheck';
import { modelsAdd, modelsList, modelsRecommend, modelsRemove } from './models';
import { acceptCommand, commentCommand, passagesCommand, rejectCommand, thresholdCommand } from './passages';
import { peopleAdd, peopleList, peopleRemove } from './people';
import { pseudonymsCommand } from './pseudonyms';
import { reasonsAdd, reasonsList, reasonsRemove, reasonsRename, reasonsRetire } from './reasons';
import { redactCommand } from './redact';
import { facesCommand, regionsAdd, regionsList, regionsRemove } from './regions';
import { releaseCommand } from './release';
import { speakersAssign, speakersList, speakersMerge, speakersRename } from './speakers';
import { suggestCommand } from './suggest';
import { transcribeCommand } from './transcribe';
import { transcriptCommand } from './transcript';
import { translateCommand } from './translate';
import { tmExport, tmImport, tmList, tmRemove, tmSearch, tmTerms } from './tm';
import { translationImport } from './translation';
import { vaultCheck, vaultCreate } from './vault';
import { vaultBackup, vaultPassphrase, vaultRecover, vaultRecoveryKey, vaultRestore } from './vaultKeys';
import { vaultKey, verifyCommand } from './verify';

/** One command: its words, its usage line, and what it does. */
export interface Command {
  readonly words: readonly string[];
  readonly usage: string;
  run(argv: readonly string[], output: Output): Promise<void>;
}

const COMMANDS: readonly Command[] = [
  vaultCreate, vaultCheck, vaultPassphrase, vaultRecoveryKey, vaultRecover, vaultBackup, vaultRestore, vaultKey, peopleList, peopleAdd, peopleRemove,
  modelsList, modelsAdd, modelsRemove, modelsRecommend, importCommand, transcribeCommand, alignCommand, translateCommand, translationImport, transcriptCommand, suggestCommand, redactCommand, thresholdCommand, passagesCommand, acceptCommand, approveCommand, rejectCommand, commentCommand, commentsCommand, pseudonymsCommand, releaseCommand, exportCommand, clipsAdd, clipsList, clipsRemove, clipsExport, verifyCommand,
  leakcheckCommand,
  interviewsList, interviewsAdd, interviewsShow, interviewsSet, interviewsAssign,
  reasonsList, reasonsAdd, reasonsRename, reasonsRetire, reasonsRemove,
  speakersList, speakersRename, speakersAssign, speakersMerge, speakersDetect,
  regionsList, regionsAdd, regionsRemove, facesCommand,
  tmSearch, tmImport, tmExport, tmList, tmRemove, tmTerms,
  glossaryList, glossaryAdd, glossaryRemove, glossaryImport,
  auditExport, auditVerify, handoverKey, handoverExport, handoverImport, handoverConflicts, handoverResolve,
];

/** The command that the arguments begin with. @throws UsageError */
export function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } {
  const command = COMMANDS.find(({ words }) => words.every((word, index) => argv[index] === word));
  if (command === undefined) throw new UsageError(`There is no command "${argv.slice(0, 2).join(' ')}".\n${usageText()}`);
  return { command, rest: argv.slice(command.words.length) };
}

/** All commands, a line each. */
export function usageText(): string {
  return [
    'zapis COMMAND [--vault DIR] [--as NAME] [--json]', '',
    ...COMMANDS.map(({ usage }) => `  ${usage}`), '',
    'The passphrase comes from ZAPIS_PASSPHRASE or a prompt. Exit code 0: done, 1: failed, 2: wrong usage.',
  ].join('\n');
}
