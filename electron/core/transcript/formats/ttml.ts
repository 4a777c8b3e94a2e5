import { toCues } from '../../subtitles/cues';
import { timestamp } from './timestamp';
import type { TranscriptDocument } from './document';
import { xml } from './xml';

/** TTML subtitles (W3C Timed Text Markup Language 2), at most two lines of 42 characters each. */
export function transcriptToTtml(doc: Pick<TranscriptDocument, 'segments' | 'language' | 'borders'>): string {
  const cues = toCues(doc.segments, doc.borders).map((cue) =>
    `      <p begin="${timestamp(cue.startMs, '.')}" end="${timestamp(cue.endMs, '.')}">${cue.lines.map(xml).join('<br/>')}</p>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="${doc.language}">`,
    '  <head><layout><region xml:id="bottom" tts:displayAlign="after" tts:textAlign="center" tts:origin="10% 10%" tts:extent="80% 80%"/></layout></head>',
    '  <body region="bottom">',
    '    <div>',
    ...cues,
    '    </div>',
    '  </body>',
    '</tt>',
    '',
  ].join('\n');
}
