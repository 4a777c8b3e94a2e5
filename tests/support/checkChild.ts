import { openVault } from '../../electron/core/vault/vault';
import { beginDeepCheck } from '../../electron/core/operations/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { HOST } from './people';
import { FAST, TEST_PASSPHRASE } from './vault';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Begins a deep check and says when two footage or more are done (progress is told now and then, so two itself may go by unsaid); until it is killed. */
async function main(dir: string): Promise<void> {
  const workspace = await openWorkspace(await openVault(dir, TEST_PASSPHRASE, FAST), HOST, new Changes());
  const job = beginDeepCheck(workspace, {});
  workspace.jobs.onChange(({ parts }) => { if ((parts?.done ?? 0) >= 2) say('two are done'); });
  await workspace.jobs.wait(job.id);
  say('ended');
}

void main(process.argv[2] ?? '');
