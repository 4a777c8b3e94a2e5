import path from 'node:path';
import { DOCUMENT_FORMATS, script as scriptChoice, textLanguage } from '../../../shared/domain';
import { saveTranscript, transcriptDocument } from '../../core/operations/documents';
import { writeDocument } from '../../core/transcript/formats';
import { transcriptToJson } from '../../core/transcript/formats/json';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { tooFastLines } from '../tooFast';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

/** Bytes that a terminal cannot show. */
const BINARY: readonly string[] = ['docx', 'odt', 'pdf'];

export const transcriptCommand: Command = {
  words: ['transcript'],
  usage: `transcript ID --format ${DOCUMENT_FORMATS.join('|')} [--redacted] [--script latin|cyrillic|asHeard] [--lang orig|en|both] [--out FILE]`,
  async run(argv, output) {
    const args = readArguments(argv, { format: { type: 'string' }, redacted: { type: 'boolean' }, out: { type: 'string' }, script: { type: 'string' }, lang: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const format = args.choice('format', DOCUMENT_FORMATS, args.flag('json') ? 'json' : 'txt');
    const script = args.text('script') === undefined ? undefined : args.choice('script', scriptChoice.options, 'asHeard');
    const lang = args.choice('lang', textLanguage.options, 'orig');
    const out = args.text('out');
    if (out === undefined && BINARY.includes(format)) throw new UsageError(`--format ${format} needs --out FILE.`);
    await withWorkspace(args, async (workspace) => {
      const request = { footageId: resolveFootageId(workspace, given), redacted: args.flag('redacted'), format, script, lang };
      if (out !== undefined) {
        const file = path.resolve(out);
        const { segments, tooFast } = await saveTranscript(workspace, { ...request, file });
        output.result({ file, segments, tooFast }, [file, ...tooFastLines(tooFast)]);
      } else if (format === 'json') {
        output.document(JSON.stringify(transcriptToJson(transcriptDocument(workspace, request))));
      } else {
        output.document(Buffer.from(await writeDocument(format, transcriptDocument(workspace, request))).toString('utf8'));
      }
    });
  },
};
