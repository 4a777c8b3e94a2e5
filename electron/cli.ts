import { runCommandLine } from './cli/run';

export { runCommandLine, reportFailure } from './cli/run';

// The packaged app loads this file and hands over its own workers.
if (require.main === module) {
  void runCommandLine(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
