import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { audioTreatment, CLIP_SIZES, clipFormat, clipTracks, clipVoice, hasPicture, languageCode, type ClipFormat, type Footage } from '../../../../shared/domain';
import { ZapisError } from '../../../../shared/errors';
import { msToUs, type Span } from '../../../../shared/time';
import { signingKey } from '../../audit';
import { findBySha256 } from '../../footage/footage';
import type { MediaEnv } from '../../media/env';
import { ffprobeLines } from '../../media/process';
import { listPassages } from '../../redaction/passages';
import type { PictureSpan, SoundSpan } from '../../redaction/plan';
import type { RegionCover } from '../../redaction/regionPlan';
import { planFor } from '../../redaction/planFor';
import { overlaps } from '../../redaction/spans';
import { listSegments } from '../../transcript/segments';
import { clipFacts, clipFindings, type ClipExpectation } from '../check';
import { openFileSource } from '../fileSource';
import { fitted } from '../formats';
import { transcribedBy } from '../manifest';
import { manifestOf } from '../outputs';
import type { ClipPart } from '../parts';
import { expectationOf, prepare } from '../render';
import { serveParts } from '../serveParts';
import { clipSource, type ClipSource } from '../source';
import { verifyClip } from '../verifyClip';
import { besideFindings } from './beside';
import { byteFindings } from './byteFindings';
import { finding, passagesIn, placesOf, type LeakFinding } from './finding';
import { wordsIn, type Listening } from './hearAgain';
import { heardFindings } from './judgeHeard';
import { facesSeen, type Looking, type Unlooked } from './lookAgain';
import { toSee, whoLooks } from './lookBeforeNaming';
import { secretsOf } from './secrets';

const milliseconds = z.object({ startMs: z.number().int(), endMs: z.number().int() });
const part = z.looseObject({ original: z.looseObject({ sha256: z.string() }), inOriginal: milliseconds });
/** As it stood before a clip could have several parts. */
const ofOnePart = z.looseObject({ original: z.unknown(), clip: z.looseObject({ inOriginal: z.unknown() }) })
  .transform(({ original, clip: { inOriginal }, ...rest }) => ({ parts: [{ original, inOriginal }], ...rest }));
/** What the check takes from a manifest. */
const exported = z.looseObject({
  parts: z.array(part).min(1),
  /** Title or lower third, drawn into the picture. */
  written: z.unknown().optional(),
  redactions: z.looseObject({ sound: z.array(z.looseObject({ ...milliseconds.shape, treatment: audioTreatment })) }),
  subtitles: z.looseObject({ mode: z.string() }),
  settings: z.looseObject({ tracks: clipTracks.default('first'), voice: clipVoice.default('own') }).default({ tracks: 'first', voice: 'own' }),
});
type Exported = z.infer<typeof exported>;

/** A clip as it was exported, and the footage in this vault that it comes from. */
export interface ExportedBefore {
  readonly file: string;
  readonly manifest: Exported;
  /** Of each part. */
  readonly footage: readonly Footage[];
}

export interface LeakReport {
  readonly ok: boolean;
  readonly findings: readonly LeakFinding[];
  /** Passages in force that reach into the clip. */
  readonly passages: number;
  /** Endings of files beside it whose words could not be read. */
  readonly unread: readonly string[];
  /** The model by which the whole clip was recognised again; null where nobody listened. */
  readonly heardBy: string | null;
  /** The detector that looked for faces in it; null where nobody did, and why. */
  readonly lookedBy: string | null;
  readonly unlooked: Unlooked | null;
}

/**
 * Finds the footage that a clip was exported from, by the manifest beside it.
 *
 * @throws ZapisError `clip-file-missing`, `clip-manifest-missing`, `clip-manifest-unreadable`, `leak-footage-unknown`.
 */
export function exportedBefore({ vault: { db } }: MediaEnv, file: string): ExportedBefore {
  if (!existsSync(file) || !statSync(file).isFile()) throw new ZapisError('clip-file-missing');
  if (!existsSync(manifestOf(file))) throw new ZapisError('clip-manifest-missing');
  const manifest = readManifest(manifestOf(file));
  const footage = manifest.parts.map(({ original }) => {
    const found = findBySha256(db, original.sha256);
    if (found === null) throw new ZapisError('leak-footage-unknown');
    return found;
  });
  return { file, manifest, footage };
}

function readManifest(file: string): Exported {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return exported.safeParse(json).data ?? exported.parse(ofOnePart.parse(json));
  } catch (cause) {
    throw new ZapisError('clip-manifest-unreadable', {}, { cause });
  }
}

/**
 * Checks an exported clip once more, by what is marked in the vault today: its streams, boxes, tags and bytes, sound and
 * picture of every redacted span, its name and all texts beside it. What was marked after the export is found missing.
 *
 * @throws what keeps it from being checked: ZapisError `clip-outside`, `ffmpeg-…`, `redaction-plan-failed`; AbortError.
 */
export async function leakCheck(env: MediaEnv, { file, manifest, footage }: ExportedBefore, o: { readonly signal?: AbortSignal | undefined; readonly listening?: Listening | undefined; readonly looking?: Looking | Unlooked | undefined } = {}): Promise<LeakReport> {
  const { db } = env.vault;
  const { signal } = o;
  const { problems } = await verifyClip(file, { publicKey: signingKey(db).publicKey });
  const format = clipFormat.safeParse(path.extname(file).slice(1).toLowerCase()).data ?? 'mp4';
  const size = hasPicture(format) ? await sizeOf(env, file, signal) : '';
  const parts = footage.map(({ id, durationUs }, i): ClipPart => {
    const clip = clipOf(manifest.parts[i]?.inOriginal, durationUs);
    return { footageId: id, clip, source: asMade(clipSource(env, id, manifest.settings.tracks), format, size), plan: planFor(db, id, { segments: listSegments(db, id), clip, durationUs }) };
  });
  const expected = await expectation(env, format, parts, manifest, signal);
  const secrets = secretsOf(db, parts);
  const facts = await clipFacts(env, file, expected, signal);
  const measured = await clipFindings(env, file, expected, facts, signal);
  const { looking, unlooked } = whoLooks(o.looking ?? 'no-detector', parts);
  const visible = looking === null ? null : toSee(file, expected, facts.frameTimesUs);
  // A clip without its ends is found out above, and its frames cannot be told apart.
  const faces = looking === null || visible === null || measured.some(({ kind }) => kind === 'incomplete') ? [] : await facesSeen(env, visible, looking, { signal: signal ?? new AbortController().signal });
  const beside = besideFindings(file, secrets);
  const language = transcribedBy(db, parts[0]?.footageId ?? '')?.language;
  const words = o.listening === undefined || expected.audio === null ? [] : await wordsIn({ ...env, startWorker: o.listening.startWorker }, file, { ...o.listening, language: languageCode.catch('und').parse(language), signal: signal ?? new AbortController().signal });
  const findings = [
    ...problems.map((problem) => finding('altered', { in: problem === 'clip-subtitles-altered' ? 'subtitles' : problem === 'clip-altered' ? 'clip' : 'manifest.json' })),
    ...measured.map((one) => ({ ...one, passages: placesOf(one, parts).flatMap((place) => passagesIn(listPassages(db, place.footageId), place)) })),
    ...faces,
    ...await byteFindings(file, format, secrets),
    ...beside.found,
    ...heardFindings(words, secrets),
  ];
  return { ok: findings.length === 0, findings, passages: new Set(parts.flatMap(({ footageId, clip }) => passagesIn(listPassages(db, footageId), clip))).size, unread: beside.unread, heardBy: o.listening?.modelId ?? null, lookedBy: looking?.modelId ?? null, unlooked };
}

function clipOf(given: z.infer<typeof milliseconds> | undefined, durationUs: number): Span {
  const clip = { startUs: msToUs(given?.startMs ?? 0), endUs: Math.min(msToUs(given?.endMs ?? 0), durationUs) };
  if (clip.startUs >= clip.endUs) throw new ZapisError('clip-outside');
  return clip;
}

/** `width,height` of the clip's picture; empty without one. */
async function sizeOf(env: MediaEnv, file: string, signal?: AbortSignal): Promise<string> {
  const opened = openFileSource(file);
  const served = env.loopback.serve(opened);
  try {
    let size = '';
    await ffprobeLines(env.binaries, ['-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', '-i', served.url], { env: served.env, signal, onLine: (line) => { size ||= line.trim(); return true; } });
    return size;
  } catch (error) {
    // A file that is none: what is wrong with it is found below.
    if (signal?.aborted === true) throw error;
    return '';
  } finally {
    served.close();
    opened.close();
  }
}

/** The source at the size that the clip was made in, when that is one that Zapis makes. */
function asMade(source: ClipSource, format: ClipFormat, size: string): ClipSource {
  const { video } = source;
  if (!video || !hasPicture(format)) return { ...source, video: null };
  return { ...source, video: { ...video, ...[undefined, ...CLIP_SIZES].map((longest) => fitted(video, longest)).find(({ width, height }) => `${width},${height}` === size) } };
}

/** Manifests count in milliseconds: a picture span that begins or ends less than this before a frame does not touch it. */
const ROUNDED_US = 1_000;

async function expectation(env: MediaEnv, format: ClipFormat, parts: readonly ClipPart[], manifest: Exported, signal?: AbortSignal): Promise<ClipExpectation> {
  const served = serveParts(env, parts, {});
  try {
    const expected = expectationOf(format, await prepare(env, served, parts, signal), manifest.subtitles.mode === 'burned' || manifest.written !== undefined);
    // How it was treated then: a bleep of what is marked as a mute today lets nothing through either.
    const treatedThen = (span: SoundSpan): SoundSpan => {
      const then = manifest.redactions.sound.find((old) => old.treatment !== 'mute' && overlaps({ startUs: msToUs(old.startMs), endUs: msToUs(old.endMs) }, span));
      return then ? { ...span, treatment: then.treatment } : span;
    };
    const rounded = <S extends Span>(span: S): S[] => (span.endUs - span.startUs <= 2 * ROUNDED_US ? [] : [{ ...span, startUs: span.startUs + ROUNDED_US, endUs: span.endUs - ROUNDED_US }]);
    const audio = expected.audio && manifest.settings.voice === 'disguise' ? { channels: 1 } : expected.audio;
    return { ...expected, audio, sound: expected.sound.map(treatedThen), picture: expected.picture.flatMap(rounded<PictureSpan>), regions: expected.regions.flatMap(rounded<RegionCover>) };
  } finally {
    served.close();
  }
}
