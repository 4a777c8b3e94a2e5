import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { electronAsNode, onDisplay } from './electron.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Runs Jest projects on Electron's own Node and counts what happened.
 * A test file that could not even run counts as one failure: silence must never look like success.
 * @returns {Promise<{passed: number, failed: number, skipped: number}>}
 */
export async function jest(name, projects, filters, { display = false, workers }) {
  const output = inRoot('test-output', `jest-${name}.json`);
  mkdirSync(inRoot('test-output'), { recursive: true });
  rmSync(output, { force: true });
  const asNode = electronAsNode([
    '--no-deprecation',
    inRoot('node_modules', 'jest', 'bin', 'jest.js'),
    '--selectProjects', ...projects,
    ...(workers ? ['--maxWorkers', String(workers)] : ['--runInBand']),
    '--json', '--outputFile', output, '--passWithNoTests',
    // A child that a timed-out test left behind holds Jest's pipes: without this the run would wait for it for ever.
    '--forceExit',
    ...(filters.length > 0 ? ['--testPathPatterns', ...filters] : []),
  ]);
  const { command, args } = display ? onDisplay(asNode.command, asNode.args) : asNode;
  // Jest's report is on stderr; with --json its stdout is the same JSON as the file.
  const code = await run(command, args, { env: asNode.env, stdio: ['ignore', 'ignore', 'inherit'] });
  return count(output, code);
}

function count(output, code) {
  let result;
  try {
    result = JSON.parse(readFileSync(output, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return { passed: result.numPassedTests, failed: failed || (code === 0 ? 0 : 1), skipped: result.numPendingTests + result.numTodoTests };
}
