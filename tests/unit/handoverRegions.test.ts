import { addRegion, listRegions, removeRegion, updateRegion } from '../../electron/core/redaction/regions';
import { regionDraft } from '../../shared/domain';
import { handoverPair, type HandoverPair } from '../support/handoverPair';

let pair: HandoverPair;
beforeEach(async () => {
  pair = await handoverPair();
  await pair.give(pair.a, pair.b);
});
afterEach(() => { pair.dispose(); });

test('covered parts of the picture travel; what is known on both sides stays as it is here', async () => {
  const { a, b, told } = pair;
  for (const { vault } of [a, b]) vault.db.exec(`UPDATE footage SET video = '{"codec":"h264","width":640,"height":360,"rotation":0,"fps":25,"variableRate":false}'`);
  const drawn = addRegion(a.vault.db, regionDraft.parse({ footageId: told.footageId, name: 'badge', shape: 'ellipse', startUs: 0, endUs: 9_000_000, keyframes: [{ atUs: 0, x: 0.1, y: 0.1, w: 0.2, h: 0.2 }] }));
  await pair.give(a, b);
  expect(listRegions(b.vault.db, told.footageId)).toEqual([drawn]);
  updateRegion(b.vault.db, drawn.id, { treatment: 'black' });
  removeRegion(a.vault.db, drawn.id);
  await pair.give(a, b);
  expect(listRegions(b.vault.db, told.footageId)).toMatchObject([{ id: drawn.id, treatment: 'black' }]);
  await pair.give(b, a);
  expect(listRegions(a.vault.db, told.footageId)).toMatchObject([{ id: drawn.id, treatment: 'black' }]);
});
