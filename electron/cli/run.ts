import { isCancellation } from '../../shared/errors';
import { toFailure } from '../core/failure';
import { UsageError } from './arguments';
import { findCommand, usageText } from './commands';
import { standardOutput } from './output';
import { failureSentence } from './sentence';
import { useWorkers } from './session';
import type { StartWorker } from '../core/transcription/workerHost';

/**
 * Runs one command of the command line.
 *
 * @param startWorker how workers start, where this program cannot be started again as Node
 * @returns the exit code: 0 done, 1 failed (one sentence on stderr), 2 wrong usage
 */
export async function runCommandLine(argv: readonly string[], startWorker?: StartWorker): Promise<number> {
  if (startWorker) useWorkers(startWorker);
  if (argv.length === 0 || argv[0] === 'help' || argv[0] === '--help' || argv[0] === '-h') {
    process.stdout.write(`${usageText()}\n`);
    return argv.length === 0 ? 2 : 0;
  }
  try {
    const { command, rest } = findCommand(argv);
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(`zapis ${command.usage}\n`);
      return 0;
    }
    await command.run(rest, standardOutput(rest.includes('--json')));
    return 0;
  } catch (error) {
    return reportFailure(error);
  }
}

/** Says on stderr what went wrong. @returns the exit code */
export function reportFailure(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`${failureSentence(isCancellation(error) ? { code: 'cancelled', params: {} } : toFailure(error))}\n`);
  return 1;
}
