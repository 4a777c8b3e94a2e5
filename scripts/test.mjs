import { jest } from './jest.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { main } from './setup/say.mjs';

const tool = (...path) => inRoot('node_modules', ...path);

async function check(name, args) {
  const code = await run(process.execPath, args);
  console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

const ran = ({ passed, failed }) => passed + failed > 0;

await main(async () => {
  const filters = process.argv.slice(2);
  await setUp('test');
  const results = [];
  if (filters.length === 0) {
    results.push(await check('types', [tool('typescript', 'bin', 'tsc'), '--noEmit']));
    results.push(await check('lint', [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']));
  } else console.log('types and lint: left out, because test files were named');
  const tests = [
    await jest('core', ['unit', 'integration'], filters, { workers: 2 }),
    // One window at a time: two apps on one virtual display would fight for focus and for the two cores of a small machine.
    await jest('e2e', ['e2e'], filters, { display: true }),
  ];
  const total = [...results, ...tests].reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }));
  if (!tests.some(ran)) console.log('No tests ran.');
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  return total.failed === 0 && tests.some(ran) ? 0 : 1;
});
