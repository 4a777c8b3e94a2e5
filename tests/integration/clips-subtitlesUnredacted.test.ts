import { readdirSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { markPassage } from '../../electron/core/redaction/passages';
import * as redactText from '../../electron/core/redaction/redactText';
import { passageDraft, type Footage, type Segment } from '../../shared/domain';
import { countedFootage } from '../support/clipFootage';
import { addSegment, testExport, type TestExport } from '../support/exportEnv';

jest.mock('../../electron/core/redaction/redactText', () => ({ ...jest.requireActual<typeof redactText>('../../electron/core/redaction/redactText'), redactedSegments: jest.fn() }));
const redacted = jest.mocked(redactText.redactedSegments);
const { redactedSegments: really } = jest.requireActual<typeof redactText>('../../electron/core/redaction/redactText');

let t: TestExport;
let footage: Footage;
let segment: Segment;
beforeAll(async () => {
  t = await testExport('unredacted');
  ({ footage } = await importFootage(t.env, countedFootage(t.dir, 'a.mp4', '25', 4)));
  segment = addSegment(t.env, footage.id, [['Tada', 100, 300], ['smo', 300, 500], ['bili', 1_500, 1_900], ['tamo', 1_900, 2_200], ['i', 3_000, 3_100], ['bili', 3_100, 3_300]]);
  addSegment(t.env, footage.id, [['Tamo.', 3_400, 3_600]]);
  markPassage(t.env.vault.db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: segment.id, fromWord: 2, toSegmentId: segment.id, toWord: 3 } }, reason: 'place-or-date' }));
});
afterAll(() => t.dispose());

/** Each word of the passage is also said openly: only together they are the secret. */
test.each<[string, (segments: readonly Segment[]) => Segment[]]>([
  ['not redacted', (segments) => [...segments]],
  ['redacted a word too far behind', (segments) => really(segments, { hidden: new Map([[segment.id, new Set([4])]]) })],
])('a build whose subtitles are %s is caught, and leaves nothing', async (name, broken) => {
  redacted.mockImplementation(broken);
  const before = readdirSync(t.dir);
  await expect(exportClip(t.env, { footageId: footage.id, startUs: 0, endUs: 4_000_000, subtitles: 'sidecar' }, path.join(t.dir, `${name}.mp4`))).rejects.toMatchObject({ code: 'export-check-failed', params: { what: 'text' } });
  expect(readdirSync(t.dir)).toEqual(before);
});

test('and redacted as they should be they leave', async () => {
  redacted.mockImplementation(really);
  await exportClip(t.env, { footageId: footage.id, startUs: 0, endUs: 4_000_000, subtitles: 'sidecar' }, path.join(t.dir, 'right.mp4'));
});
