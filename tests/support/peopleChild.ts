import { addPerson, changePassphrase, removePerson } from '../../electron/core/people/access';
import { openVault } from '../../electron/core/vault/vault';
import { FAST } from './vault';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Gives access, takes it away and changes the passphrase, again and again, until it is killed; says what is about to happen and what has. */
async function main(): Promise<void> {
  const [dir = '', passphrase = '', first = '0'] = process.argv.slice(2);
  const vault = await openVault(dir, passphrase);
  const own = vault.person?.id ?? '';
  let now = passphrase;
  say('ready');
  for (let round = Number(first); ; round++) {
    const fresh = `round ${round} copper kettles over the stove`;
    say(`changing ${fresh}`);
    await changePassphrase(vault, own, now, fresh, FAST);
    say(`changed ${fresh}`);
    now = fresh;
    const name = `Person ${round}`;
    say(`adding ${name}`);
    await addPerson(vault, { name, role: 'translator', passphrase: `galeb ${round} stoji na jarbolu u luci` }, FAST);
    say(`added ${name}`);
    if (round % 2 === 0) {
      say(`removing ${name}`);
      removePerson(vault, name);
      say(`removed ${name}`);
    }
  }
}

main().catch((error: unknown) => {
  say(`error ${error instanceof Error ? error.message : 'unknown'}`);
  process.exitCode = 1;
});
