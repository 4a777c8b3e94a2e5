import path from 'node:path';
import { CLIP_FORMATS, CLIP_SIZES, clipRequest, clipTracks, clipVoice, documentFormat, exportedClip, textLanguage } from '../../../shared/domain';
import { msToUs } from '../../../shared/time';
import { exportClip } from '../../core/operations/clips';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { heardLine, LISTENING_OPTIONS, listeningOf } from '../listening';
import { tooFastLines } from '../tooFast';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import { transcriptCommand } from './transcript';
import type { Command } from '.';

export const exportCommand: Command = {
  words: ['export'],
  usage: 'export ID --start-ms A --end-ms B --out FILE [--format mp4|webm|m4a|flac|mp3] [--size 1080|720|480] [--subtitles none|sidecar|burned] [--lang orig|en|both] [--voice own|disguise] [--tracks first|mix] [--overwrite] [--override "…"] [--no-listen --override "…" | --listen [--model ID]]\n  export ID --format tmx|xliff|docx|pdf|… --out FILE [--lang orig|en|both] [--redacted]    the transcript, as the command transcript does',
  async run(argv, output) {
    if (isDocument(argv)) return transcriptCommand.run(argv, output);
    const args = readArguments(argv, {
      'start-ms': { type: 'string' }, 'end-ms': { type: 'string' }, out: { type: 'string' }, subtitles: { type: 'string' }, lang: { type: 'string' }, tracks: { type: 'string' }, voice: { type: 'string' }, overwrite: { type: 'boolean' }, format: { type: 'string' }, size: { type: 'string' }, override: { type: 'string' }, ...LISTENING_OPTIONS,
    });
    const given = onlyPositional(args, 'footage id');
    const [start, end, out] = [args.milliseconds('start-ms'), args.milliseconds('end-ms'), args.text('out')];
    if (start === undefined || end === undefined || out === undefined) throw new UsageError('Give --start-ms, --end-ms and --out.');
    if (end <= start) throw new UsageError('--end-ms must come after --start-ms.');
    const subtitles = args.choice('subtitles', ['none', 'sidecar', 'burned'] as const, 'none');
    const lang = args.choice('lang', textLanguage.options, 'orig');
    const format = args.choice('format', CLIP_FORMATS, CLIP_FORMATS.find((one) => one === path.extname(out).slice(1).toLowerCase()) ?? 'mp4');
    const overrideWhy = args.text('override')?.trim();
    if (overrideWhy !== undefined && (overrideWhy.length < 10 || overrideWhy.length > 500)) throw new UsageError('--override takes the reason in 10 to 500 characters; it stands in the manifest and the audit log.');
    const named = CLIP_FORMATS.find((one) => one === path.extname(out).slice(1).toLowerCase());
    if (named !== undefined && named !== format) throw new UsageError('--format and the ending of --out do not agree.');
    const size = args.choice('size', ['source', ...CLIP_SIZES.map(String)], 'source');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const request = clipRequest.parse({ footageId, startUs: msToUs(start), endUs: msToUs(end), subtitles, format, voice: args.choice('voice', clipVoice.options, 'own'), tracks: args.choice('tracks', clipTracks.options, 'first'), ...(lang === 'orig' ? {} : { lang }), ...(size === 'source' ? {} : { size: Number(size) }) });
      const outFile = path.resolve(out);
      const clip = exportedClip.parse(await finishJob(workspace, output, exportClip(workspace, { request, outFile, overwrite: args.flag('overwrite'), overrideWhy, ...listeningOf(args) })));
      output.result(clip, [clip.file, clip.manifest, ...clip.subtitles, ...tooFastLines(clip.tooFast), ...heardLine(clip)]);
    });
  },
};

/** A transcript's format was asked for, and no stretch to cut. */
function isDocument(argv: readonly string[]): boolean {
  const at = argv.findIndex((word) => word === '--format' || word.startsWith('--format='));
  const format = argv[at]?.startsWith('--format=') ? argv[at].slice('--format='.length) : argv[at + 1];
  return at >= 0 && documentFormat.safeParse(format).success;
}
