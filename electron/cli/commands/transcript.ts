import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { script as scriptChoice, type Segment } from '../../../shared/domain';
import { transcriptForDocument } from '../../core/operations/transcript';
import { transcriptToJson } from '../../core/transcript/formats/json';
import { transcriptToSrt } from '../../core/transcript/formats/srt';
import { transcriptToTxt } from '../../core/transcript/formats/txt';
import { transcriptToVtt } from '../../core/transcript/formats/vtt';
import { onlyPositional, readArguments } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

const FORMATS = ['json', 'srt', 'vtt', 'txt'] as const;

export const transcriptCommand: Command = {
  words: ['transcript'],
  usage: 'transcript ID --format json|srt|vtt|txt [--redacted] [--script latin|cyrillic|asHeard] [--out FILE]',
  async run(argv, output) {
    const args = readArguments(argv, { format: { type: 'string' }, redacted: { type: 'boolean' }, out: { type: 'string' }, script: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const format = args.choice('format', FORMATS, args.flag('json') ? 'json' : 'txt');
    const script = args.text('script') === undefined ? undefined : args.choice('script', scriptChoice.options, 'asHeard');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const segments = transcriptForDocument(workspace, { footageId, redacted: args.flag('redacted'), format, script });
      const out = args.text('out');
      if (out !== undefined) {
        await writeFile(path.resolve(out), documentOf(format, segments), { encoding: 'utf8', mode: 0o600 });
        output.result({ file: path.resolve(out), segments: segments.length }, [path.resolve(out)]);
      } else if (format === 'json') {
        output.document(JSON.stringify(transcriptToJson(segments)));
      } else {
        output.document(documentOf(format, segments));
      }
    });
  },
};

function documentOf(format: (typeof FORMATS)[number], segments: readonly Segment[]): string {
  switch (format) {
    case 'json': return `${JSON.stringify(transcriptToJson(segments), null, 2)}\n`;
    case 'srt': return transcriptToSrt(segments);
    case 'vtt': return transcriptToVtt(segments);
    case 'txt': return transcriptToTxt(segments);
  }
}
