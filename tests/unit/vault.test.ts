import { randomBytes } from 'node:crypto';
import { storeFootage, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => void (temp = await tempVault()));
afterEach(() => temp.dispose());

test('what is stored comes back after a restart', async () => {
  const bytes = randomBytes(2_500_000);
  const id = storeFootage(temp.vault, bytes);
  const vault = await temp.reopen();
  const source = vault.stores.open(id).original();
  expect(source.bytes).toBe(bytes.length);
  expect(Buffer.from(source.read(0, bytes.length)).equals(bytes)).toBe(true);
});
