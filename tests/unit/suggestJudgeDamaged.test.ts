import { randomBytes } from 'node:crypto';
import { suggestPassages } from '../../electron/core/operations/suggestions';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { peopledVault, speak, workAs } from '../support/people';
import { storeFootage } from '../support/vault';

/** Half of it was lost. */
jest.mock('../../resources/lexicons/judge.json', () => ({ format: 1, threshold: 0.7 }));

let people: Awaited<ReturnType<typeof peopledVault>>;
let workspace: Workspace;
let footageId: string;
beforeEach(async () => {
  people = await peopledVault();
  people.vault.close();
  workspace = await workAs(people.dir, 'interviewer');
  footageId = storeFootage(workspace.vault, randomBytes(500));
  workspace.vault.db.prepare('UPDATE footage SET duration_us = 60000000').run();
});
afterEach(async () => {
  await workspace.close();
  people.dispose();
});

it('lets the rules propose alone, and says so', () => {
  speak(workspace.vault, footageId, 'a', 'Pucao sam na njih.', 0);
  speak(workspace.vault, footageId, 'b', 'Zabrundao sam ga kod bunara.', 4_000);
  const { suggested, judged } = suggestPassages(workspace, { footageId });
  expect(judged).toBe(false);
  expect(suggested.map(({ suggestion }) => suggestion?.rule)).toEqual(['hbs/act/shooting']);
});
