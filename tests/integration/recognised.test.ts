import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { planClip } from '../../electron/core/clips/planned';
import { secretsOf } from '../../electron/core/clips/leak/secrets';
import { importFootage } from '../../electron/core/footage/import';
import { markPassage } from '../../electron/core/redaction/passages';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { writeDocument } from '../../electron/core/transcript/formats';
import { redo, undo } from '../../electron/core/transcript/history';
import { recognisedGroups } from '../../electron/core/transcript/recognised';
import { replaceInFootage } from '../../electron/core/transcript/replace';
import { joinNext, retime, split } from '../../electron/core/transcript/reshaping';
import { markReviewed } from '../../electron/core/transcript/review';
import { listSegments } from '../../electron/core/transcript/segments';
import { DOCUMENT_FORMATS, isExchange, passageDraft, type Segment } from '../../shared/domain';
import { findPlaintext } from '../support/canary';
import { addSegment, testExport, type TestExport } from '../support/exportEnv';
import { handoverPair } from '../support/handoverPair';
import { makeMedia } from '../support/media';

/** What the recogniser wrote for a village. */
const WROTE = 'zvonikulji';
let t: TestExport;
beforeAll(async () => { t = await testExport('recognised'); });
afterAll(() => t.dispose());

const remembered = (segments: readonly Segment[]): string[] => segments.flatMap(({ words }) => recognisedGroups(words).map(({ text }) => text)).filter((text) => text.includes(WROTE));

test('what the recogniser wrote stays with the words through edits, undo, splits, joins, new borders and a handover', async () => {
  const pair = await handoverPair();
  try {
    const { db } = pair.a.vault;
    const { footageId } = pair.told;
    const [segment] = pair.told.segments.slice(1);
    const { id = '' } = segment ?? {};
    const now = (): string[] => remembered(listSegments(db, footageId));
    // The recogniser's text is the one that an undo leads back to.
    db.prepare('UPDATE segment SET text = ?, words = replace(words, ?, ?) WHERE id = ?').run(`Bili smo u ${WROTE} iza brda.`, '"selu"', `"${WROTE}"`, id);
    editSegmentText(db, id, 'Bili smo u Zvornik Kuli iza brda.');
    expect(now()).toEqual([WROTE]);
    undo(db, footageId);
    expect(listSegments(db, footageId)[1]?.text).toContain(WROTE);
    redo(db, footageId);
    replaceInFootage(db, { footageId, query: 'Kuli', replacement: 'Kulama', at: null });
    markReviewed(db, { segmentId: id, word: null });
    expect(listSegments(db, footageId)[1]?.words.map(({ recognised }) => recognised)).toEqual([undefined, undefined, undefined, WROTE, WROTE, undefined, undefined]);
    const [, second] = split(db, { segmentId: id, word: 2, atUs: null });
    retime(db, { segmentId: second.id, startUs: second.startUs, endUs: second.endUs - 500_000 });
    expect(now()).toEqual([WROTE]);
    joinNext(db, { segmentId: id });
    editSegmentText(db, id, 'Bili smo u selu Kule iza brda.');
    expect(now()).toEqual([WROTE]);
    await pair.give(pair.a, pair.b);
    expect(remembered(listSegments(pair.b.vault.db, footageId))).toEqual([WROTE]);
    expect(findPlaintext(pair.a.dir, [WROTE, WROTE.toUpperCase()]).found).toEqual([]);
    expect(findPlaintext(pair.b.dir, [WROTE]).found).toEqual([]);
  } finally {
    pair.dispose();
  }
});

test('a clip is listened to for it, and nothing that leaves holds it', async () => {
  const { db } = t.env.vault;
  const { footage: { id: footageId } } = await importFootage(t.env, makeMedia(t.dir, 'a.wav', ['-f', 'lavfi', '-i', 'sine=frequency=300:duration=4']));
  const first = addSegment(t.env, footageId, [['Bili', 100, 400], ['smo', 400, 700], ['kod', 700, 1_000], [WROTE, 1_000, 1_600], ['onda', 1_600, 2_000]]);
  addSegment(t.env, footageId, [['Kući', 2_500, 2_900], ['sestrica', 2_900, 3_300]]);
  editSegmentText(db, first.id, 'Bili smo kod Zvornik Kule onda');
  markPassage(db, passageDraft.parse({ footageId, target: { words: { fromSegmentId: first.id, fromWord: 4, toSegmentId: first.id, toWord: 4 } }, reason: 'place-or-date' }));
  // Also where nobody marked it: what was heard as one and is hidden by half tells the other half.
  const request = { footageId, startUs: 0, endUs: 4_000_000, subtitles: 'sidecar', format: 'm4a', documents: ['docx', 'pdf'] } as const;
  const { parts } = planClip(t.env, { ...request, documents: [...request.documents] });
  const secrets = secretsOf(db, parts);
  expect([...secrets.misheard]).toEqual([WROTE]);
  expect(secrets.words.has(WROTE)).toBe(false);
  expect(secrets.passagesOf(WROTE)).toHaveLength(1);
  const made = await exportClip(t.env, { ...request, documents: [...request.documents] }, path.join(t.dir, 'clip.m4a'));
  for (const file of [made.file, made.manifest, ...made.subtitles, ...made.documents]) expect(readFileSync(file, 'latin1').toLowerCase()).not.toContain(WROTE);
  const segments = listSegments(db, footageId);
  for (const format of DOCUMENT_FORMATS) {
    // Of translations only.
    if (isExchange(format)) continue;
    const bytes = Buffer.from(await writeDocument(format, { segments, speakers: new Map(), citation: '', title: '', language: 'bs', redacted: false, borders: [] }));
    expect([format, bytes.toString('latin1').includes(WROTE)]).toEqual([format, false]);
  }
});
