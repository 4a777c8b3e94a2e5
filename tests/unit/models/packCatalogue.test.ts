import { packCatalogue, packTitle } from '../../../electron/core/models/packs/entries';
import { packInfo } from '../../../electron/core/models/packs/info';
import { modelInfo } from '../../../shared/domain';

test('the catalogue of packs has every pair once for each size, every file pinned, and the languages of the region into English', () => {
  const { packs } = packCatalogue();
  const once = (values: string[]): void => { expect(new Set(values).size).toBe(values.length); };
  once(packs.map(({ id }) => id));
  once(packs.flatMap(({ files }) => files.flatMap(({ gzSha256 }) => gzSha256 ?? [])));
  once(packs.flatMap(({ files }) => files.flatMap(({ kind, sha256 }) => (kind === 'model' && sha256 ? [sha256] : []))));
  for (const language of ['bs', 'hr', 'sr', 'sl', 'sq', 'bg', 'el', 'ro', 'tr'] as const) expect(packs.some(({ from, to }) => from === language && to === 'en')).toBe(true);
  // The better pack of a pair is tried first.
  expect(packs.filter(({ from }) => from === 'sl').map(({ size }) => size)).toEqual(['base-memory', 'tiny']);
  for (const pack of packs) {
    expect(pack.id).toBe(`${pack.from}-${pack.to}-${pack.size}`);
    expect(pack.files.every(({ kind, bytes, sha256 }) => kind !== 'model' || (bytes !== undefined && sha256 !== undefined))).toBe(true);
    expect(modelInfo.parse(packInfo(pack.id))).toMatchObject({ kind: 'translation', title: packTitle(pack), pair: { from: pack.from, to: pack.to } });
  }
});
