import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { CLIP_DOCUMENTS, CLIP_FORMATS, CLIP_SIZES, clipForm, CUT_LISTS, exportedClip, SIDECARS, textLanguage, WEB_PRESETS, type ClipForm, type ListedClip, type PartDraft, type Stretch, type TextLanguage, type WebPreset } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { findPhrase, splitWords } from '../../../shared/text';
import { msToUs, usToMs } from '../../../shared/time';
import { addClip, changeClip, exportListed, listClips, removeClip, saveCutList } from '../../core/operations/clipList';
import { readTranscript } from '../../core/operations/transcript';
import { readTranslation } from '../../core/operations/translation';
import type { Workspace } from '../../core/workspace/workspace';
import { onlyPositional, readArguments, UsageError, type ParsedArguments } from '../arguments';
import { heardLine, LISTENING_OPTIONS, listeningOf } from '../listening';
import { tooFastLines } from '../tooFast';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

interface Told { readonly id: string; readonly title: string; readonly lowerThird: string; readonly fadeInMs: number; readonly fadeOutMs: number; readonly durationMs: number; readonly parts: readonly { readonly footage: string; readonly startMs: number; readonly endMs: number; readonly byWords: boolean }[] }

function told({ id, title, lowerThird, fadeInUs, fadeOutUs, parts }: ListedClip): Told {
  return {
    id, title, lowerThird, fadeInMs: usToMs(fadeInUs), fadeOutMs: usToMs(fadeOutUs), durationMs: usToMs(parts.reduce((sum, part) => sum + part.endUs - part.startUs, 0)),
    parts: parts.map(({ footageId, startUs, endUs, byWords }) => ({ footage: footageId, startMs: usToMs(startUs), endMs: usToMs(endUs), byWords })),
  };
}

function line({ id, title, parts, durationMs }: Told, index: number): string {
  return `${String(index + 1).padStart(2)}  ${id}  ${durationMs} ms  ${parts.map((part) => `${part.footage.slice(0, 8)}:${part.startMs}–${part.endMs}`).join(' + ')}${title === '' ? '' : `  ${title}`}`;
}

export const clipsAdd: Command = {
  words: ['clips', 'add'],
  usage: 'clips add ID (--from [FOOTAGE:]MS --to MS | --text "…")…    several stretches become one clip; [--lang orig|en|both: the text that --text is looked up in] [--title "…"] [--lower-third "…"] [--fade-in-ms N] [--fade-out-ms N]',
  async run(argv, output) {
    const args = readArguments(argv, {
      from: { type: 'string', multiple: true }, to: { type: 'string', multiple: true }, text: { type: 'string', multiple: true }, title: { type: 'string' }, 'lower-third': { type: 'string' }, 'fade-in-ms': { type: 'string' }, 'fade-out-ms': { type: 'string' }, lang: { type: 'string' },
    });
    const given = onlyPositional(args, 'footage id');
    const [froms, tos, texts] = [args.texts('from'), args.texts('to'), args.texts('text')];
    if (froms.length !== tos.length || froms.length + texts.length === 0) throw new UsageError('Give --from and --to for each stretch, or --text.');
    const lang = args.choice('lang', textLanguage.options, 'orig');
    const [fadeIn = 0, fadeOut = 0] = [args.milliseconds('fade-in-ms'), args.milliseconds('fade-out-ms')];
    if (fadeIn > 10_000 || fadeOut > 10_000) throw new UsageError('A fade takes at most 10000 milliseconds.');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const parts = [...froms.map((from, i) => byTime(workspace, footageId, from, tos[i] ?? '')), ...texts.map((text) => byText(workspace, footageId, text, lang))];
      const { id } = addClip(workspace, { parts, title: args.text('title') ?? '', lowerThird: args.text('lower-third') ?? '' });
      if (fadeIn > 0 || fadeOut > 0) changeClip(workspace, { clipId: id, fadeInUs: msToUs(fadeIn), fadeOutUs: msToUs(fadeOut) });
      const shown = listClips(workspace, { footageId }).map(told);
      const at = shown.findIndex((clip) => clip.id === id);
      const added = shown[at];
      if (added) output.result(added, [line(added, at)]);
    });
  },
};

/** `12500`, or `3f0a4b62:12500` of another footage of the interview. */
function byTime(workspace: Workspace, footageId: string, from: string, to: string): Stretch {
  const [, other, start] = /^(?:([\da-f-]{4,}):)?(\d+(?:\.\d+)?)$/.exec(from) ?? [];
  if (start === undefined || !/^\d+(\.\d+)?$/.test(to)) throw new UsageError('--from and --to take milliseconds, for example 12500, or FOOTAGE:12500.');
  return { footageId: other === undefined ? footageId : resolveFootageId(workspace, other), startUs: msToUs(Number(start)), endUs: msToUs(Number(to)) };
}

/**
 * The first place where the words stand, whatever their script, case and diacritics. In a translation nobody knows when a
 * word is said: all of what its segments say is taken.
 */
function byText(workspace: Workspace, footageId: string, text: string, lang: TextLanguage): PartDraft {
  const words = readTranscript(workspace, { footageId }).flatMap((segment) => segment.words.map((word, index) => ({ segmentId: segment.id, index, text: word.text })));
  const places = lang === 'en' ? [] : findPhrase(words.map((word) => word.text), text).map(({ from, to }) => [words[from], words[to]]);
  if (places.length === 0 && lang !== 'orig') {
    const translated = readTranslation(workspace, { footageId, language: 'en' }).flatMap(({ segmentId, text: said }) => splitWords(said).map((word) => ({ segmentId, word })));
    const [found] = findPhrase(translated.map(({ word }) => word), text);
    const ofSegment = (at: number | undefined): typeof words => words.filter(({ segmentId }) => at !== undefined && segmentId === translated[at]?.segmentId);
    places.push([ofSegment(found?.from)[0], ofSegment(found?.to).at(-1)]);
  }
  const [first, last] = places[0] ?? [];
  if (!first || !last) throw new ZapisError('clip-words-missing');
  return { footageId, words: { fromSegmentId: first.segmentId, fromWord: first.index, toSegmentId: last.segmentId, toWord: last.index } };
}

export const clipsList: Command = {
  words: ['clips', 'list'],
  usage: 'clips list ID    the clips of the interview that the footage belongs to, in their order',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const given = onlyPositional(args, 'footage id');
    const clips = await withWorkspace(args, (workspace) => Promise.resolve(listClips(workspace, { footageId: resolveFootageId(workspace, given) }).map(told)));
    output.result({ clips }, clips.map(line));
  },
};

export const clipsRemove: Command = {
  words: ['clips', 'remove'],
  usage: 'clips remove CLIP',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const clipId = onlyPositional(args, 'clip id');
    await withWorkspace(args, (workspace) => Promise.resolve(removeClip(workspace, { clipId })));
    output.result({ removed: clipId }, [clipId]);
  },
};

export const clipsExport: Command = {
  words: ['clips', 'export'],
  usage: 'clips export ID [--clip C … | --all] (--out DIR [--format mp4|webm|m4a|flac|mp3] [--preset web-1080|web-720|web-480] [--size 1080|720|480] [--max-kbit N] [--subtitles none|burned|srt,vtt,ttml,ass] [--lang orig|en|both] [--speakers] [--documents docx,pdf] [--overwrite] [--override "…"] [--no-listen --override "…" | --listen [--model ID]] | (--edl|--fcpxml|--otio) FILE)',
  async run(argv, output) {
    const args = readArguments(argv, {
      clip: { type: 'string', multiple: true }, all: { type: 'boolean' }, out: { type: 'string' }, format: { type: 'string' }, preset: { type: 'string' }, size: { type: 'string' }, 'max-kbit': { type: 'string' },
      subtitles: { type: 'string' }, speakers: { type: 'boolean' }, lang: { type: 'string' }, documents: { type: 'string' }, overwrite: { type: 'boolean' }, override: { type: 'string' }, edl: { type: 'string' }, fcpxml: { type: 'string' }, otio: { type: 'string' }, ...LISTENING_OPTIONS,
    });
    const given = onlyPositional(args, 'footage id');
    const wanted = args.texts('clip');
    if ((wanted.length > 0) === args.flag('all')) throw new UsageError('Say which clips: --clip C, or --all.');
    const lists = CUT_LISTS.flatMap((format) => { const file = args.text(format); return file === undefined ? [] : [{ format, file: path.resolve(file) }]; });
    const out = args.text('out');
    if ((out === undefined) === (lists.length === 0)) throw new UsageError('Give --out DIR, or a file for --edl, --fcpxml or --otio.');
    if (out !== undefined && !(existsSync(out) && statSync(out).isDirectory())) throw new ZapisError('export-folder-missing');
    const form = formOf(args);
    const overrideWhy = args.text('override')?.trim();
    if (overrideWhy !== undefined && (overrideWhy.length < 10 || overrideWhy.length > 500)) throw new UsageError('--override takes the reason in 10 to 500 characters; it stands in the manifest and the audit log.');
    await withWorkspace(args, async (workspace) => {
      const batch = { footageId: resolveFootageId(workspace, given), clipIds: wanted.length > 0 ? wanted : null };
      for (const { format, file } of lists) await saveCutList(workspace, { ...batch, format, file });
      if (out === undefined) return output.result({ lists: lists.map(({ file }) => file) }, lists.map(({ file }) => file));
      const clips = [];
      for (const job of exportListed(workspace, { ...batch, form, dir: path.resolve(out), overwrite: args.flag('overwrite'), overrideWhy, ...listeningOf(args) })) clips.push(exportedClip.parse(await finishJob(workspace, output, job)));
      output.result({ clips }, clips.flatMap((clip) => [clip.file, ...tooFastLines(clip.tooFast), ...heardLine(clip)]));
    });
  },
};

function formOf(args: ParsedArguments): ClipForm {
  const preset = args.text('preset') === undefined ? null : args.choice('preset', Object.keys(WEB_PRESETS) as WebPreset[], 'web-720');
  const size = args.choice('size', ['source', ...CLIP_SIZES.map(String)], 'source');
  const maxKbit = args.text('max-kbit');
  const subtitles = args.text('subtitles') ?? 'none';
  const mode = subtitles === 'none' || subtitles === 'burned' ? subtitles : 'sidecar';
  const form = clipForm.safeParse({
    ...(preset === null ? {} : WEB_PRESETS[preset]), ...(size === 'source' ? {} : { size: Number(size) }), ...(maxKbit === undefined ? {} : { maxKbit: Number(maxKbit) }),
    format: args.choice('format', CLIP_FORMATS, 'mp4'), subtitles: mode,
    ...(mode === 'sidecar' ? { sidecars: subtitles === 'sidecar' ? ['srt', 'vtt'] : listOf(subtitles, SIDECARS, 'subtitles') } : {}),
    ...(args.text('lang') === undefined ? {} : { lang: args.choice('lang', textLanguage.options, 'orig') }),
    ...(args.flag('speakers') ? { speakers: true } : {}), ...(args.text('documents') === undefined ? {} : { documents: listOf(args.text('documents') ?? '', CLIP_DOCUMENTS, 'documents') }),
  });
  if (!form.success) throw new UsageError('--max-kbit takes a number from 100 to 100000.');
  return form.data;
}

function listOf<T extends string>(text: string, allowed: readonly T[], name: string): T[] {
  return text.split(',').map((given) => {
    const found = allowed.find((one) => one === given.trim());
    if (found === undefined) throw new UsageError(`--${name} takes, with commas between them: ${allowed.join(', ')}.`);
    return found;
  });
}
