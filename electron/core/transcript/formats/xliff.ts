import type { LanguageCode } from '../../../../shared/domain';
import { baseOf, NAMESPACE } from '../../translation/exchange/marks';
import { when, type TranscriptDocument } from './document';
import { pairsOf, targetOf, type Pair } from './pairs';
import { xml } from './xml';

/** XLIFF 1.2 (OASIS): every segment, those not translated without a target; a file element for each language that is spoken. */
export function transcriptToXliff(doc: TranscriptDocument): string {
  const pairs = pairsOf(doc).filter(({ original }) => original.text !== '');
  const target = targetOf(pairs);
  const languages = [...new Set(pairs.map(({ original }) => original.language))];
  const footageId = doc.segments[0]?.footageId ?? '';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:zapis="${NAMESPACE}">`,
    ...languages.flatMap((language: LanguageCode) => [
      `  <file original="zapis-${xml(footageId)}" source-language="${language}" target-language="${target}" datatype="plaintext"${doc.redacted ? ' zapis:redacted="yes"' : ''}>`,
      '    <body>',
      ...pairs.filter(({ original }) => original.language === language).flatMap((pair) => unit(doc, pair, target)),
      '    </body>',
      '  </file>',
    ]),
    '</xliff>',
    '',
  ].join('\n');
}

function unit(doc: TranscriptDocument, { original, translation }: Pair, target: LanguageCode): string[] {
  const text = translation?.text ?? '';
  const state = translation?.origin === 'machine' ? 'needs-review-translation' : 'translated';
  return [
    `      <trans-unit id="${xml(original.id)}" zapis:base="${baseOf(text)}">`,
    `        <source xml:lang="${original.language}">${xml(original.text)}</source>`,
    ...(text === '' ? [] : [`        <target xml:lang="${target}" state="${state}">${xml(text)}</target>`]),
    `        <note>${xml(when(doc, original))}</note>`,
    '      </trans-unit>',
  ];
}
