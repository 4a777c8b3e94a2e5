import path from 'node:path';
import { languageCode, LANGUAGE_CODES, type ToldUnit } from '../../../shared/domain';
import { formatTime, msToUs } from '../../../shared/time';
import { importTranslations } from '../../core/operations/exchange';
import { positionals, readArguments } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

const WHY: Readonly<Record<ToldUnit['why'], string>> = {
  'original-changed': 'the original was changed here since', 'translation-changed': 'the translation was changed here since', redacted: 'the file does not have all of it',
  unknown: 'is of no segment of this footage', ambiguous: 'stands in the file twice, otherwise', empty: 'is empty in the file',
};

export const translationImport: Command = {
  words: ['translation', 'import'],
  usage: 'translation import ID FILE [--to en]    lays what was edited in a TMX, XLIFF or Word file back on its segments',
  async run(argv, output) {
    const args = readArguments(argv, { to: { type: 'string' } });
    const [given = '', file = ''] = positionals(args, this.usage, 2);
    const language = languageCode.parse(args.choice('to', LANGUAGE_CODES, 'en'));
    const result = await withWorkspace(args, async (workspace) => importTranslations(workspace, { footageId: resolveFootageId(workspace, given), language, file: path.resolve(file) }));
    output.result(result, [
      `${result.laid} laid on their segments, ${result.same} as they were, ${result.untranslated} not translated there, ${result.told.length} left:`.replace(', 0 not translated there', '').replace(', 0 left:', ''),
      ...result.told.map(({ startMs, why }) => `  ${startMs === null ? '–' : formatTime(msToUs(startMs), true)}  ${WHY[why]}`),
    ]);
  },
};
