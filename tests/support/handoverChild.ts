import { randomBytes } from 'node:crypto';
import { exportHandover, importHandover } from '../../electron/core/handover';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { ANA, BORIS, tellInterview } from './handover';
import { FAST, TEST_PASSPHRASE } from './vault';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const MEBIBYTE = 1024 * 1024;
const [what = '', dir = '', file = '', key = '', mebibytes = ''] = process.argv.slice(2);

/** The same random block again and again, each with a number, so that no two chunks are alike and no memory is needed. */
function* footage(count: number): Iterable<Buffer> {
  const block = randomBytes(MEBIBYTE);
  for (let i = 0; i < count; i += 1) {
    block.writeUInt32LE(i, 0);
    yield block;
  }
}

/** Highest resident memory while something runs, over what it was before, in MiB. */
async function growth(work: () => Promise<unknown>): Promise<string> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20);
  const start = performance.now();
  await work();
  clearInterval(timer);
  return `${Math.round((peak - before) / MEBIBYTE)} ${Math.round(performance.now() - start)}`;
}

const WORK: Readonly<Record<string, () => Promise<void>>> = {
  /** Makes a vault with one large footage and says the interview's id. */
  async prepare() {
    const vault = await createVault(dir, TEST_PASSPHRASE, FAST);
    say(`told ${tellInterview(vault, footage(Number(mebibytes))).interviewId}`);
    vault.close();
  },
  async give() {
    const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    const [{ id } = { id: '' }] = vault.db.prepare<[], { id: string }>('SELECT id FROM interview').all();
    say(`grew ${await growth(() => exportHandover(vault, { interviewIds: [id], withFootage: true, to: { recipient: key }, by: ANA.name }, file, { onProgress: ({ bytes }) => { say(`at ${bytes}`); } }))}`);
    vault.close();
  },
  async take() {
    const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
    say('begun');
    say(`grew ${await growth(() => importHandover(vault, file, { identity: key }, { by: BORIS, onProgress: ({ bytes }) => { say(`at ${bytes}`); } }))}`);
    vault.close();
  },
};

void WORK[what]?.().then(() => process.exit(0), (error: unknown) => {
  say(`failed ${String(error)}`);
  process.exit(1);
});
