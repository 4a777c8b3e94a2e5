import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip, type ExportEnv } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { createInterview } from '../../electron/core/footage/interviews';
import { saveTerm } from '../../electron/core/glossary/rows';
import { findBinaries } from '../../electron/core/media/binaries';
import { markPassage } from '../../electron/core/redaction/passages';
import { setScript } from '../../electron/core/transcript/script';
import { storeDrafts } from '../../electron/core/translation/rows';
import { CLIP_FORMATS, hasPicture, interviewDraft, passageDraft, type ClipFormat, type ClipRequest, type ExportedClip, type Segment } from '../../shared/domain';
import { addSegment } from './exportEnv';
import { makeMedia } from './media';

/** What is secret is always a form of this name, and sounds so, whatever else an interview says. */
const SECRET_HZ = 3_000;
const OPEN_HZ = 440;
/** The hard edges of what is said openly reach −50 dB at that pitch; the secret itself is at −8. */
const AUDIBLE_DB = -45;
/** How far what is said may reach beyond the times that the transcript knows: what recognisers are wrong by. */
const WRONG_BY_MS = 60;
const SECONDS = 8;
const [WIDTH, HEIGHT] = [192, 108];

/** A word: what is written, when it is said, and whether it is secret. */
type Said = readonly [text: string, startMs: number, endMs: number, secret?: 'secret'];

/** One interview of the corpus: segments of words, and what else is planted. */
export interface Planted {
  readonly name: string;
  readonly segments: readonly (readonly Said[])[];
  readonly treatment: { readonly audio: 'mute' | 'bleep'; readonly video: 'black' | 'blur' };
  readonly script?: 'cyrillic' | 'latin';
  readonly translated?: boolean;
}

const S = 'secret' as const;
export const CORPUS: readonly Planted[] = [
  { name: 'at word edges', treatment: { audio: 'mute', video: 'black' }, segments: [[['Tada', 200, 600], ['Kanarinac', 2_000, 2_500, S], ['ode', 3_400, 3_800], ['Kanarinca', 6_000, 6_400, S], ['kraj.', 7_300, 7_700]]] },
  { name: 'across a segment border', treatment: { audio: 'bleep', video: 'blur' }, segments: [[['Bio', 300, 600], ['je', 700, 900], ['mladi', 2_500, 2_900, S]], [['Kanarinac', 3_000, 3_500, S], ['tamo.', 4_600, 5_000]]] },
  { name: 'in fast speech', treatment: { audio: 'mute', video: 'blur' }, segments: [[['a', 1_000, 1_050], ['tu', 1_060, 1_120], ['Kanarinca', 2_200, 2_290, S], ['bi', 3_000, 3_060], ['pa', 3_070, 3_130], ['Kanarincu', 5_000, 5_080, S], ['da', 6_000, 6_060]]] },
  { name: 'twice in a row', treatment: { audio: 'bleep', video: 'black' }, segments: [[['Rekao:', 400, 900], ['Kanarinac,', 2_000, 2_400, S], ['Kanarinac!', 2_450, 2_900, S], ['Dosta.', 4_000, 4_500]]] },
  { name: 'in another script', script: 'latin', treatment: { audio: 'mute', video: 'black' }, segments: [[['Онда', 500, 900], ['Канаринац', 2_500, 3_000, S], ['дође.', 4_000, 4_500]]] },
  { name: 'shown in Cyrillic', script: 'cyrillic', treatment: { audio: 'bleep', video: 'blur' }, segments: [[['Onda', 500, 900], ['Kanarincem', 2_500, 3_000, S], ['ode.', 4_000, 4_500]]] },
  { name: 'in the translation', translated: true, treatment: { audio: 'mute', video: 'blur' }, segments: [[['Vidio', 500, 900], ['njega', 2_500, 3_000, S], ['tamo.', 4_000, 4_500]]] },
  { name: 'at both ends', treatment: { audio: 'mute', video: 'black' }, segments: [[['Kanarinac', 70, 500, S], ['ode', 2_000, 2_500], ['kod', 4_000, 4_400], ['Kanarinca.', 7_400, 7_930, S]]] },
];

/** An interview of the corpus in a vault. The secret stands in its name, chapters, tags, second track, data track, cover picture and glossary, too. */
export async function plant(env: ExportEnv, dir: string, planted: Planted): Promise<string> {
  const said = planted.segments.flat();
  const during = (secret: boolean): string => said.filter((word) => (word[3] === S) === secret)
    .map(([, from, to]) => `between(t,${(from - WRONG_BY_MS * Number(secret)) / 1000},${(to + WRONG_BY_MS * Number(secret)) / 1000})`).join('+') || '0';
  const sound = `0.3*sin(2*PI*${OPEN_HZ}*t)*min(1,${during(false)})+0.4*sin(2*PI*${SECRET_HZ}*t)*min(1,${during(true)})`;
  const seen = during(true).replaceAll('(t,', '(T,');
  const meta = path.join(dir, 'meta.txt');
  writeFileSync(meta, ';FFMETADATA1\ntitle=Kanarinac\ncomment=Канаринац\nartist=KANARINAC\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=Kanarinac kaže\n');
  const srt = path.join(dir, 'track.srt');
  writeFileSync(srt, '1\n00:00:00,000 --> 00:00:07,000\nKanarinac\n');
  const cover = makeMedia(dir, 'cover.png', ['-f', 'lavfi', '-i', 'color=magenta:s=96x64', '-frames:v', '1', '-metadata', 'title=Kanarinac']);
  const file = makeMedia(dir, `Kanarinac ${planted.name}.mp4`, [
    '-f', 'lavfi', '-i', `color=gray:s=${WIDTH}x${HEIGHT}:r=12:d=${SECONDS},format=gray,geq=lum='if(gt(${seen},0),if(mod(floor(X/2),2),235,16),90+8*sin(T))',format=yuv420p`,
    '-f', 'lavfi', '-i', `aevalsrc='${sound}|${sound}':s=48000:d=${SECONDS}`, '-f', 'lavfi', '-i', `aevalsrc='0.4*sin(2*PI*${SECRET_HZ}*t)':s=48000:d=${SECONDS}`,
    '-i', meta, '-i', srt, '-i', cover, '-map', '0:v', '-map', '1:a', '-map', '2:a', '-map', '4:s', '-map', '5:v', '-map_metadata', '3', '-map_chapters', '3',
    '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '8', '-g', '12', '-c:v:1', 'copy', '-disposition:v:1', 'attached_pic', '-c:a', 'aac', '-c:s', 'mov_text', '-timecode', '01:00:00:00',
    '-metadata:s:v:0', 'reel_name=Kanarinac', '-metadata:s:a:0', 'handler_name=Kanarinac', '-metadata:s:a:1', 'title=Kanarinac', '-movflags', 'use_metadata_tags',
    '-bsf:v:0', 'h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+Kanarinac',
  ]);
  const { db } = env.vault;
  const interview = createInterview(db, interviewDraft.parse({ speakerCode: 'Kanarinac', date: '', region: '', interviewer: '', languages: ['bs'], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: 'Kanarinac' }));
  saveTerm(db, { id: null, interviewId: interview.id, term: 'Kanarinac', misheard: ['kanarinčić'], kind: 'person', note: '' });
  const { footage } = await importFootage(env, file, { interviewId: interview.id });
  const segments = planted.segments.map((words) => addSegment(env, footage.id, words.map(([text, from, to]) => [text, from, to] as const)));
  for (const { from, to } of runsOfSecrets(planted, segments)) {
    markPassage(db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: from.id, fromWord: from.word, toSegmentId: to.id, toWord: to.word } }, reason: 'names-third-person', note: 'Kanarinac', ...planted.treatment }));
  }
  if (planted.script !== undefined) setScript(db, footage.id, planted.script);
  if (planted.translated === true) {
    storeDrafts(db, segments.map((s) => ({ segmentId: s.id, footageId: footage.id, language: 'en' as const, text: 'I saw Kanarinac there.', state: 'machine' as const, engine: 'bergamot' as const, model: null, sources: [{ segmentId: s.id, text: s.text }], links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '' })));
  }
  return footage.id;
}

interface End { readonly id: string; readonly word: number }
function runsOfSecrets({ segments: planted }: Planted, segments: readonly Segment[]): { from: End; to: End }[] {
  const runs: { from: End; to: End }[] = [];
  let open = false;
  planted.forEach((words, i) => words.forEach(([, , , secret], word) => {
    const end = { id: segments[i]?.id ?? '', word };
    const last = runs.at(-1);
    if (secret === S && open && last) last.to = end;
    else if (secret === S) runs.push({ from: end, to: end });
    open = secret === S;
  }));
  return runs;
}

export interface CorpusExport { readonly planted: Planted; readonly request: Omit<ClipRequest, 'footageId'> & { readonly format: ClipFormat } }

/** So many exports over all interviews and formats: whole, cut within a secret and at its very edges. */
export function corpusExports(many: number): CorpusExport[] {
  return Array.from({ length: many }, (_, n) => {
    const planted = CORPUS[n % CORPUS.length] as Planted;
    const round = Math.floor(n / CORPUS.length);
    const format = CLIP_FORMATS[round % CLIP_FORMATS.length] ?? 'mp4';
    const [secret = ['', 2_000, 2_500] as Said] = planted.segments.flat().filter((word) => word[3] === S);
    const [startMs, endMs] = [[0, SECONDS * 1000], [secret[1] + 30, secret[2] + 2_500], [secret[2], secret[2] + 2_000], [Math.max(0, secret[1] - 1_700), secret[1] + 20], [1_234, 6_789]][Math.floor(round / CLIP_FORMATS.length) % 5] ?? [0, 1];
    return { planted, request: { startUs: (startMs ?? 0) * 1000, endUs: (endMs ?? 1) * 1000, format, subtitles: (['sidecar', 'burned', 'none'] as const)[n % 3] ?? 'none' } };
  });
}

export interface CorpusWish {
  /** Number of the first export; 0 unless given. */
  readonly from?: number;
  /** Hears of each clip what the judge found in it. */
  readonly onClip?: (n: number, name: string, found: readonly string[]) => void;
}

/** Makes the exports up to number `to`, two at a time, and answers with everything that the judge found in any of them. */
export async function exportCorpus(env: ExportEnv, dir: string, to: number, footageOf: ReadonlyMap<Planted, string>, o: CorpusWish = {}): Promise<string[]> {
  const queue = corpusExports(to).map((one, n) => ({ ...one, n })).slice(o.from ?? 0);
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { planted, request, n } = next;
      const made = await exportClip(env, { ...request, footageId: footageOf.get(planted) ?? '' }, path.join(dir, `clip${n}.${request.format}`));
      const told = await judge(made, request, planted);
      found.push(...told.map((what) => `${n} ${planted.name}, ${request.format}: ${what}`));
      o.onClip?.(n, `${planted.name}, ${request.format}`, told);
    }
  };
  await Promise.all([work(), work()]);
  return found;
}

/** Reads a finished clip with plain tools and no code of the product; answers what of the secret it found. */
export async function judge(made: ExportedClip, { format, subtitles }: CorpusExport['request'], planted: Planted): Promise<string[]> {
  const found: string[] = [];
  for (const file of [made.file, made.manifest, ...made.subtitles]) found.push(...tracesIn(readFileSync(file)).map((trace) => `${trace} in ${path.extname(file)}`));
  const { ffmpeg, ffprobe } = findBinaries();
  const probe = JSON.parse(spawnSync(ffprobe, ['-v', 'error', '-show_streams', '-show_chapters', '-of', 'json', made.file], { encoding: 'utf8' }).stdout) as { streams: { codec_type: string }[]; chapters: unknown[] };
  const kinds = probe.streams.map((stream) => stream.codec_type).sort().join();
  if (kinds !== (hasPicture(format) ? 'audio,video' : 'audio') || probe.chapters.length > 0) found.push(`streams ${kinds}, ${probe.chapters.length} chapters`);
  const raw = spawnSync(ffmpeg, ['-v', 'error', '-i', made.file, '-map', '0:a', '-ac', '2', '-ar', '48000', '-f', 'f32le', '-'], { maxBuffer: 2 ** 28 }).stdout;
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length - (raw.length % 8)));
  for (const channel of [0, 1]) {
    const { db, atS } = loudestOf(SECRET_HZ, samples, channel);
    if (db > AUDIBLE_DB) found.push(`sounds at ${db.toFixed(0)} dB, ${atS.toFixed(2)} s, channel ${channel}`);
  }
  if (hasPicture(format)) {
    const luma = spawnSync(ffmpeg, ['-v', 'error', '-i', made.file, '-map', '0:v', '-fps_mode', 'passthrough', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'], { maxBuffer: 2 ** 28 }).stdout;
    const striped = mostStriped(luma, subtitles === 'burned' ? HEIGHT / 2 : HEIGHT);
    if (striped > 6) found.push(`shows stripes of ${striped.toFixed(0)} (${planted.treatment.video})`);
  }
  return found;
}

/** Spellings of the secret's stem, in any of the ways in which text lies in files. */
function tracesIn(bytes: Buffer): string[] {
  const stems = ['kanarin', 'канарин', 'magenta'];
  const spelled = stems.flatMap((stem) => [stem, stem.toUpperCase(), stem[0]?.toUpperCase() + stem.slice(1)]);
  return spelled.filter((text) => [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()].some((coded) => bytes.includes(coded)));
}

/** Strength of a tone in its loudest 20 ms, decibels of full scale (Goertzel), and when that is. */
function loudestOf(hz: number, samples: Float32Array, channel: number): { readonly db: number; readonly atS: number } {
  const WINDOW = 960;
  const w = 2 * Math.cos((2 * Math.PI * hz) / 48_000);
  let [loudest, at] = [0, 0];
  for (let start = channel; start + 2 * WINDOW <= samples.length; start += WINDOW) {
    let [a, b] = [0, 0];
    for (let i = 0; i < WINDOW; i++) [a, b] = [(samples[start + 2 * i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW)) + w * a - b, a];
    const strength = (4 * Math.sqrt(Math.max(0, a * a + b * b - w * a * b))) / WINDOW;
    if (strength > loudest) [loudest, at] = [strength, start / 96_000];
  }
  return { db: 20 * Math.log10(Math.max(1e-9, loudest)), atS: at };
}

/** Mean step between neighbouring pixels within the blocks of a mosaic, of the frame that has most of it. */
function mostStriped(luma: Buffer, rows: number): number {
  let most = 0;
  for (let frame = 0; frame + WIDTH * HEIGHT <= luma.length; frame += WIDTH * HEIGHT) {
    let [sum, count] = [0, 0];
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < WIDTH - 1; x++) {
        if (x % 8 === 7) continue;
        sum += Math.abs((luma[frame + y * WIDTH + x] ?? 0) - (luma[frame + y * WIDTH + x + 1] ?? 0));
        count++;
      }
    }
    most = Math.max(most, sum / count);
  }
  return most;
}
