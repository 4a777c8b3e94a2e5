import { isCancellation } from '../../shared/errors';
import { toFailure } from '../core/failure';
import { UsageError } from './arguments';
import { findCommand, usageText } from './commands';
import { standardOutput } from './output';
import { failureSentence } from './sentence';

/**
 * Runs one command of the command line.
 *
 * @returns the exit code: 0 done, 1 failed (one sentence on stderr), 2 wrong usage
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
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
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`${failureSentence(isCancellation(error) ? { code: 'cancelled', params: {} } : toFailure(error))}\n`);
    return 1;
  }
}
