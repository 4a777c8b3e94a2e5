import { baseOf } from '../../translation/exchange/marks';
import { when, type TranscriptDocument } from './document';
import { pairsOf } from './pairs';
import { xml } from './xml';

/** Translation memory (TMX 1.4b, LISA): what is translated, a unit a segment, under the segments' ids. */
export function transcriptToTmx(doc: TranscriptDocument): string {
  const pairs = pairsOf(doc);
  const of = doc.segments[0]?.footageId ?? '';
  const sources = new Set(pairs.map(({ original }) => original.language));
  const prop = (type: string, value: string): string => `<prop type="x-zapis-${type}">${xml(value)}</prop>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tmx version="1.4">',
    `  <header creationtool="Zapis" creationtoolversion="1" segtype="block" o-tmf="Zapis" adminlang="en" srclang="${sources.size === 1 ? [...sources].join('') : '*all*'}" datatype="plaintext">`,
    `    ${of === '' ? '' : prop('footage', of)}${doc.vaultId === undefined ? '' : prop('vault', doc.vaultId)}${doc.redacted ? prop('redacted', 'yes') : ''}`,
    '  </header>',
    '  <body>',
    ...pairs.flatMap(({ original, translation }) => (translation === null || translation.text === '' || original.text === '' ? [] : [
      `    <tu tuid="${xml(original.id)}"><note>${xml(when(doc, original))}</note>${prop('base', baseOf(translation.text))}`,
      `      <tuv xml:lang="${original.language}"><seg>${xml(original.text)}</seg></tuv>`,
      `      <tuv xml:lang="${translation.language}"><seg>${xml(translation.text)}</seg></tuv>`,
      '    </tu>',
    ])),
    '  </body>',
    '</tmx>',
    '',
  ].join('\n');
}
