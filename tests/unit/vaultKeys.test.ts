import { randomBytes, randomUUID } from 'node:crypto';
import { calibrateKdf } from '../../electron/core/vault/calibrate';
import { deriveKey, kdfCost, KDF_FLOOR, purposeKey, unwrapKey, wrapKey } from '../../electron/core/vault/keys';
import { estimate } from '../../shared/passphrase';

const vaultId = randomUUID();

test('the derivation is Argon2id as others compute it', async () => {
  // argon2 CLI of the reference implementation: echo -n password | argon2 somesalt12345678 -id -t 2 -k 19456 -p 1 -l 32 -r
  const key = await deriveKey('password', Buffer.from('somesalt12345678'), KDF_FLOOR);
  expect(key.toString('hex')).toBe('0c4c0b6db219194b6006e078818a24eabea136f7af619a31930310e7f2d749a5');
});

test('the right passphrase unwraps the key; any changed field does not', async () => {
  const key = randomBytes(32);
  const wrap = await wrapKey(vaultId, key, 'kiša pada', 'person', KDF_FLOOR);
  expect((await unwrapKey(vaultId, wrap, 'kiša pada'))?.equals(key)).toBe(true);
  const flip = (base64: string): string => {
    const bytes = Buffer.from(base64, 'base64');
    bytes[3] = (bytes[3] ?? 0) ^ 4;
    return bytes.toString('base64');
  };
  const changed = [
    { ...wrap, id: randomUUID() },
    { ...wrap, kind: 'recovery' as const },
    { ...wrap, nonce: flip(wrap.nonce) },
    { ...wrap, ciphertext: flip(wrap.ciphertext) },
    { ...wrap, tag: flip(wrap.tag) },
    { ...wrap, kdf: { ...wrap.kdf, salt: flip(wrap.kdf.salt) } },
    { ...wrap, kdf: { ...wrap.kdf, cost: { ...KDF_FLOOR, passes: 3 } } },
  ];
  for (const one of changed) expect(await unwrapKey(vaultId, one, 'kiša pada')).toBeNull();
  expect(await unwrapKey(randomUUID(), wrap, 'kiša pada')).toBeNull();
});

test('no two wraps of one key look alike, and the database key is neither', async () => {
  const key = randomBytes(32);
  const [one, two] = [await wrapKey(vaultId, key, 'x', 'person', KDF_FLOOR), await wrapKey(vaultId, key, 'x', 'person', KDF_FLOOR)];
  expect(new Set([one.nonce, two.nonce, one.ciphertext, two.ciphertext, one.kdf.salt, two.kdf.salt]).size).toBe(6);
  expect(purposeKey(key, vaultId, 'database').equals(key)).toBe(false);
});

test('calibration stays at or above the floor and takes around half a second', async () => {
  const cost = await calibrateKdf();
  expect(kdfCost.safeParse(cost).success).toBe(true);
  const start = performance.now();
  await deriveKey('calibration', randomBytes(16), cost);
  const elapsed = performance.now() - start;
  console.info(`Argon2id ${cost.memoryKiB / 1024} MiB × ${cost.passes}: ${Math.round(elapsed)} ms`);
  expect(elapsed).toBeGreaterThan(150);
  expect(elapsed).toBeLessThan(3000);
});

test('a cost below the floor, or one that eats all memory, is not even tried', () => {
  for (const cost of [{ ...KDF_FLOOR, memoryKiB: 8192 }, { ...KDF_FLOOR, passes: 1 }, { ...KDF_FLOOR, memoryKiB: 2 ** 31 }]) expect(kdfCost.safeParse(cost).success).toBe(false);
});

test.each([
  ['password', 'passphrase.common'], ['test', 'passphrase.common'], ['aaaaaaaaaaaa', 'passphrase.repeat'], ['abcdefgh', 'passphrase.sequence'],
  ['qwertzuiop', null], ['1984-05-12', 'passphrase.date'], ['', 'passphrase.longer'], ['jugoslavija', 'passphrase.longer'], ['Beograd1987', null], ['Београд1987', null], ['crvenazvezda', 'passphrase.longer'],
])('%s is refused', (weak, hint) => {
  const { accepted, hintKey } = estimate(weak);
  expect(accepted).toBe(false);
  if (hint !== null) expect(hintKey).toBe(hint);
});

test.each(['correct horse battery staple', 'krov kiša planina mlijeko', 'кров киша планина млеко', 'zapis demo passphrase', 'x7#kQ!m2Vp$9'])('%s is accepted', (strong) => {
  expect(estimate(strong)).toMatchObject({ accepted: true, hintKey: null });
});

test('a passphrase of a thousand letters does not hang the screen', () => {
  const start = performance.now();
  estimate(randomBytes(500).toString('hex'));
  expect(performance.now() - start).toBeLessThan(2000);
});
