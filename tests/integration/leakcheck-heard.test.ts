import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import type { HeardSoFar } from '../../electron/core/clips/leak/listenAgain';
import { exportedBefore, leakCheck, type LeakReport } from '../../electron/core/clips/leak/leakCheck';
import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { markPassage } from '../../electron/core/redaction/passages';
import { passageDraft, type ClipRequest } from '../../shared/domain';
import { addSegment, testExport, type TestExport } from '../support/exportEnv';
import { makeSampleInterview, SENTENCES, type SpokenSentence } from '../support/interview';
import { testWorkers } from '../support/worker';

const LISTENING = { modelId: 'whisper-tiny', modelPath: modelPath('whisper-tiny'), startWorker: testWorkers() };
/** Said again and again, so that there is something to hear far from what is redacted. */
const OPEN = [SENTENCES[0], SENTENCES[1]];
let t: TestExport;
beforeAll(async () => { t = await testExport('heard'); });
afterAll(() => t.dispose());

/** Writes the transcript with the third sentence at a place of one's choice, marks that, exports the whole and listens to it. */
async function heard(footageId: string, sentences: readonly SpokenSentence[], place: SpokenSentence, name: string): Promise<LeakReport> {
  const { db } = t.env.vault;
  db.prepare('DELETE FROM passage').run();
  db.prepare('DELETE FROM segment').run();
  const at = (s: SpokenSentence, i: number): SpokenSentence => (i === 2 ? { ...place, text: s.text } : s);
  const segments = sentences.filter((s, i) => i === 2 || s !== place).map((s) => at(s, sentences.indexOf(s))).map(({ text, startMs, endMs }) => {
    const words = text.split(' ');
    const each = (endMs - startMs) / words.length;
    return addSegment(t.env, footageId, words.map((word, i) => [word, Math.round(startMs + i * each), Math.round(startMs + (i + 1) * each)] as const));
  });
  const secret = segments.find(({ text }) => text.includes('prisoners'));
  markPassage(db, passageDraft.parse({ footageId, target: { words: { fromSegmentId: secret?.id ?? '', fromWord: 0, toSegmentId: secret?.id ?? '', toWord: (secret?.words.length ?? 1) - 1 } }, reason: 'self-incrimination' }));
  const file = path.join(t.dir, name);
  // Only what is resumed needs something far from what is redacted: the rest would be heard for nothing.
  const endUs = name === 'right.m4a' ? 60_000_000 : untilBehind(sentences);
  const request = { footageId, startUs: 0, endUs, subtitles: 'none', format: 'm4a' } as const;
  if (name === 'right.m4a') await interrupted(request, file);
  else await exportClip(t.env, request, file);
  expect((JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')) as { heardBy: unknown }).heardBy).toBe(name === 'right.m4a' ? 'whisper-tiny' : null);
  return leakCheck(t.env, exportedBefore(t.env, file), name === 'right.m4a' ? {} : { listening: LISTENING });
}

/** Just behind the last sentence that is not said for its length alone, µs. */
function untilBehind(sentences: readonly SpokenSentence[]): number {
  return ((sentences[SENTENCES.length - 1]?.endMs ?? 0) + 1_000) * 1_000;
}

/** Exports a clip and stops when its first stretch is heard, then goes on; the second time only the rest is heard. */
async function interrupted(request: ClipRequest, file: string): Promise<void> {
  const stop = new AbortController();
  const kept: HeardSoFar[] = [];
  const onHeard = (soFar: HeardSoFar): void => { kept.push(structuredClone(soFar)); stop.abort(); };
  await expect(exportClip(t.env, request, file, { listening: LISTENING, signal: stop.signal, onHeard })).rejects.toThrow();
  expect(readdirSync(t.dir).filter((name) => name.startsWith('right'))).toEqual([]);
  const progress: number[] = [];
  await exportClip(t.env, request, file, { listening: LISTENING, heardSoFar: kept[0], onHeard: (soFar) => kept.push(soFar), onProgress: (fraction) => progress.push(fraction) });
  expect(kept.map(({ heard }) => heard.stretches)).toEqual([1, 2]);
  expect(new Set(kept.map(({ heard }) => heard.sha256)).size).toBe(1);
  // Around what is redacted first: the sentences beside it are heard before anything else is.
  expect(kept[0]?.heard.words.length).toBeGreaterThan(3);
  expect(progress.every((fraction, i) => fraction >= (progress[i - 1] ?? 0))).toBe(true);
}

test('what is redacted is not heard in the clip; what the transcript put in the wrong place is, and when', async () => {
  const { file, sentences } = makeSampleInterview(t.dir, [...SENTENCES, ...OPEN, ...OPEN]);
  const { footage } = await importFootage(t.env, file);
  const [third, last] = [sentences[2], sentences[4]] as [SpokenSentence, SpokenSentence];
  expect(await heard(footage.id, sentences, third, 'right.m4a')).toMatchObject({ ok: true, findings: [], heardBy: null });
  // Every measurement is content: it is silent where the transcript says that the sentence is.
  const { ok, findings } = await heard(footage.id, sentences, last, 'wrong.m4a');
  expect(ok).toBe(false);
  expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['heard']));
  for (const found of findings) {
    expect(found.passages).toHaveLength(1);
    expect(found.startMs).toBeGreaterThan(third.startMs - 600);
    expect(found.endMs).toBeLessThan(third.endMs + 600);
  }
  // Asked to listen before it lets the clip go, the export refuses it and tells where in the footage.
  const made = exportClip(t.env, { footageId: footage.id, startUs: 2_000_000, endUs: untilBehind(sentences), subtitles: 'none', format: 'm4a' }, path.join(t.dir, 'refused.m4a'), { listening: LISTENING });
  await expect(made).rejects.toMatchObject({ code: 'export-heard', params: { what: 'heard', footage: footage.id, atMs: expect.any(Number) as number, at: expect.stringMatching(/^0:1\d\.\d/) as string } });
  const { params } = await made.catch((error: unknown) => error as { params: { atMs: number } }) as { params: { atMs: number } };
  expect(params.atMs).toBeGreaterThan(third.startMs - 600);
  expect(params.atMs).toBeLessThan(third.endMs);
  expect(readdirSync(t.dir).filter((name) => name.startsWith('refused'))).toEqual([]);
  expect(JSON.stringify(findings)).not.toMatch(/prison|rifle|guard/i);
}, 180_000);
