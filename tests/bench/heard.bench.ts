import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { planClip } from '../../electron/core/clips/planned';
import { secretPlaces } from '../../electron/core/clips/checkText';
import { wordsIn } from '../../electron/core/clips/leak/hearAgain';
import { heardFindings } from '../../electron/core/clips/leak/judgeHeard';
import { secretsOf } from '../../electron/core/clips/leak/secrets';
import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { alignTranscript, startTranscription } from '../../electron/core/operations/transcript';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { ZapisError } from '../../shared/errors';
import { passageDraft, type Segment } from '../../shared/domain';
import { foldWord, splitWords } from '../../shared/text';
import { usToMs } from '../../shared/time';
import { seeded } from '../support/random';
import { runBench, withBench } from './support/bench';
import { readCorpus, type CorpusFile } from './support/corpus';
import { correct, heardOf, leakCount, leftAudible } from './support/leftAudible';
import { numberOption, textOption } from './support/report';

/**
 * How often a clean clip is refused since the recogniser hears a redacted word in it. Recordings are joined to footage,
 * transcribed (`--transcript corpus`: what the corpus says, its words found in the sound, as a person leaves it), passages of two to four words are marked at random, and the clip is exported and listened to.
 * `--corpus DIR` as for `asr`, `--footage 5` of `--join 4` recordings, `--clips 5` of each with `--passages 3`,
 * `--model whisper-tiny`, `--seed 1`; a part: `--from 3`. `--drawn 200` exports nothing: each footage is heard once as it is, and so many
 * sets of passages are drawn, which tells what is misheard in the open, if not at the edges of what is silent; and of how many of these, had one not been
 * made silent, a word would have been heard. `--leaks` exports each clip with one passage left audible, and tells how often that is heard. `--transcript corrected`: what the
 * recogniser wrote, put right by a person in every word. Each refusal is printed with the word, which only material that may be read allows.
 */
runBench(() => withBench(async ({ workspace, dir }) => {
  const [join, perFootage, modelId, from] = [numberOption('join', 4), numberOption('clips', 5), textOption('model') ?? 'whisper-tiny', numberOption('from', 0)];
  const random = seeded(numberOption('seed', 1) + from * 1000);
  const listening = { modelId, modelPath: modelPath(modelId), startWorker: workspace.startWorker };
  const drawn = numberOption('drawn', 0);
  let [clips, refused, before] = [0, 0, 0];
  const leaks = leakCount();
  const misheard = new Map<string, number>();
  for (const [n, files] of groups(readCorpus(textOption('corpus') ?? '', 1_000), join).slice(from, from + numberOption('footage', 5)).entries()) {
    const sound = path.join(dir, `${n}.wav`);
    execFileSync(workspace.binaries.ffmpeg, ['-v', 'error', '-y', ...files.flatMap(({ file }) => ['-i', file]), '-filter_complex', `concat=n=${files.length}:v=0:a=1`, '-ar', '16000', '-ac', '1', sound]);
    const { footage: { id: footageId, durationUs } } = await importFootage(workspace, sound);
    if (textOption('transcript') === 'corpus') writeTranscript(footageId, files);
    else await workspace.jobs.wait(startTranscription(workspace, { footageId, language: files[0]?.language ?? 'hr', modelId, replace: false }).id);
    if (textOption('transcript') === 'corrected') correct(workspace.vault.db, footageId, files.map(({ text }) => text).join(' '));
    if (textOption('transcript') !== undefined) await workspace.jobs.wait(alignTranscript(workspace, { footageId, segmentIds: null }).id);
    const said = foldedWords(files.map(({ text }) => text).join(' '));
    if (drawn > 0) {
      await drawSets(footageId, durationUs, sound, from + n);
      rmSync(sound);
      continue;
    }
    for (let clip = 0; clip < perFootage; clip += 1) {
      markAnew(footageId);
      const request = { footageId, startUs: 0, endUs: durationUs, subtitles: 'none', format: 'm4a' } as const;
      const out = path.join(dir, `clip${n}-${clip}.m4a`);
      clips += 1;
      if (process.argv.includes('--leaks')) {
        const heard = await leftAudible(workspace, request, out, listening, random);
        if (heard === null) { clips -= 1; continue; }
        leaks.add(heard);
        console.log(`footage ${from + n} (${files[0]?.name ?? ''} …) clip ${clip}: ${leaks.told()}`);
        continue;
      }
      try {
        await exportClip(workspace, request, out, { listening });
      } catch (error) {
        if (!(error instanceof ZapisError) || !error.code.startsWith('export-heard')) throw error;
        refused += 1;
        await exportClip(workspace, request, out);
        await explain(out, request, said);
      }
      console.log(`footage ${from + n} (${files[0]?.name ?? ''} …) clip ${clip}: ${refused} of ${clips} refused`);
    }
    rmSync(sound);
  }
  if (drawn > 0) console.log(`were every word counted, grammar or not: ${((100 * before) / clips).toFixed(1)} %; misheard: ${[...misheard].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([word, times]) => `${word} ${times}`).join(', ')}`);
  if (leaks.any()) console.log(`left audible: ${leaks.told()}`);
  if (!process.argv.includes('--leaks')) console.log(`${clips} clean clips, ${refused} refused: ${((100 * refused) / clips).toFixed(1)} % (≤ 5 %)`);

  function markAnew(footageId: string): void {
    workspace.vault.db.prepare('DELETE FROM passage').run();
    for (let i = 0; i < numberOption('passages', 3); i += 1) markRandomly(listSegments(workspace.vault.db, footageId));
  }

  async function drawSets(footageId: string, endUs: number, sound: string, n: number): Promise<void> {
    const words = await wordsIn(workspace, sound, { ...listening, language: listSegments(workspace.vault.db, footageId)[0]?.language ?? 'hr', signal: new AbortController().signal });
    for (let set = 0; set < drawn; set += 1) {
      markAnew(footageId);
      const { parts } = planClip(workspace, { footageId, startUs: 0, endUs, subtitles: 'none', format: 'm4a' });
      const secrets = secretsOf(workspace.vault.db, parts);
      const open = words.filter((word) => !(parts[0]?.plan.sound ?? []).some((span) => word.startUs < span.endUs && word.endUs > span.startUs));
      const found = heardFindings(open, secrets);
      clips += 1;
      for (const passage of listPassages(workspace.vault.db, footageId)) {
        const heard = heardOf(words, passage, listSegments(workspace.vault.db, footageId), secrets);
        if (heard !== null) leaks.add(heard);
      }
      if (found.length > 0) refused += 1;
      if (heardFindings(open, { ...secrets, grammar: new Set() }).length > 0) before += 1;
      for (const word of new Set(open.filter(({ startUs }) => found.some(({ startMs }) => startMs === usToMs(startUs))).map(({ text }) => foldWord(text)))) misheard.set(word, (misheard.get(word) ?? 0) + 1);
    }
    console.log(`footage ${n}: ${refused} of ${clips} refused so far, ${before} were every word counted; left audible: ${leaks.told()}`);
  }

  /** Each recording is a segment; the words are spread over it until they are found. */
  function writeTranscript(footageId: string, files: readonly CorpusFile[]): void {
    let startUs = 0;
    for (const [i, { text: told, language, file }] of files.entries()) {
      const endUs = startUs + secondsOf(workspace.binaries, file) * 1_000_000;
      const words = splitWords(told);
      // Where text and words disagree by as little as a line's end, all of a segment is hidden.
      const text = words.join(' ');
      const each = (endUs - startUs) / words.length;
      insertSegment(workspace.vault.db, {
        id: `${footageId.slice(0, -2)}${String(i).padStart(2, '0')}`, footageId, startUs: Math.round(startUs), endUs: Math.round(endUs) - 1, text, language, origin: 'machine',
        words: words.map((word, w) => ({ text: word, startUs: Math.round(startUs + w * each), endUs: Math.round(startUs + (w + 1) * each) - 1, trust: 'estimated' as const })),
      });
      startUs = endUs;
    }
  }

  function markRandomly(segments: readonly Segment[]): void {
    const long = segments.filter(({ words }) => words.length >= 4);
    const segment = random.pick(long);
    const count = 2 + random.int(3);
    const fromWord = random.int(segment.words.length - count + 1);
    markPassage(workspace.vault.db, passageDraft.parse({ footageId: segment.footageId, target: { words: { fromSegmentId: segment.id, fromWord, toSegmentId: segment.id, toWord: fromWord + count - 1 } }, reason: 'self-incrimination' }));
  }

  async function explain(file: string, request: Parameters<typeof exportClip>[1], said: readonly string[]): Promise<void> {
    const { parts } = planClip(workspace, request);
    const secrets = secretsOf(workspace.vault.db, parts);
    const hidden = (parts[0]?.plan.sound ?? []).map(({ startUs, endUs }) => `${usToMs(startUs)}–${usToMs(endUs)}`);
    const segments = listSegments(workspace.vault.db, parts[0]?.footageId ?? '');
    const language = segments[0]?.language ?? 'hr';
    // The clip is the whole footage: one clock for both.
    const shownAt = (from: number, to: number): string => segments.flatMap((segment) => segment.words.filter((w) => w.startUs < to && w.endUs > from).map(({ text }) => text)).join(' ');
    const words = await wordsIn(workspace, file, { ...listening, language, signal: new AbortController().signal });
    for (const { text, startUs, endUs } of words) {
      for (const { word } of secretPlaces(text, secrets.words)) console.log(`  heard "${text}" at ${usToMs(startUs)}–${usToMs(endUs)} ms; silent are ${hidden.join(', ')}; the transcript has "${shownAt(startUs, endUs)}" there; said ${said.filter((one) => one === word).length} times by the corpus's text; marked: ${markedWords().join(' | ')}`);
    }
  }

  function markedWords(): string[] {
    return workspace.vault.db.prepare('SELECT start_us, end_us FROM passage').all().flatMap((row) => {
      const { start_us: startUs, end_us: endUs } = row as { start_us: number; end_us: number };
      return listSegments(workspace.vault.db, String(workspace.vault.db.prepare('SELECT footage_id FROM passage LIMIT 1').pluck().get())).map(({ words }) => words.filter((w) => w.startUs < endUs && w.endUs > startUs).map(({ text }) => text).join(' ')).filter((text) => text !== '').join(' / ');
    });
  }
}));

function groups(files: readonly CorpusFile[], size: number): CorpusFile[][] {
  const languages = [...new Set(files.map(({ language }) => language))];
  const each = languages.map((language) => files.filter((file) => file.language === language)).map((all) => Array.from({ length: Math.floor(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size)));
  // By turns, so that a few footages hold each language.
  return Array.from({ length: Math.max(...each.map((all) => all.length)) }, (_, i) => each.flatMap((all) => (all[i] ? [all[i]] : []))).flat();
}

function secondsOf({ ffprobe }: { readonly ffprobe: string }, file: string): number {
  return Number(execFileSync(ffprobe, ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], { encoding: 'utf8' }));
}

function foldedWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).map(foldWord).filter((word) => word !== '');
}
