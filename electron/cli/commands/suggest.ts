import catalogue from '../../../resources/messages/en.json';
import { usToMs } from '../../../shared/time';
import { suggestPassages } from '../../core/operations/suggestions';
import { onlyPositional, readArguments } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const suggestCommand: Command = {
  words: ['suggest'],
  usage: 'suggest ID    proposes passages by rules and word lists and sentences that read like an admission, in the original and by its translations; each is redacted until you reject it',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const given = onlyPositional(args, 'footage id');
    await withWorkspace(args, (workspace) => {
      const { suggested, judged } = suggestPassages(workspace, { footageId: resolveFootageId(workspace, given) });
      const told = suggested.map((p) => ({ id: p.id, startMs: usToMs(p.startUs), endMs: usToMs(p.endUs), reason: p.reason, who: p.who, severity: p.severity, text: p.text, rule: p.suggestion?.rule, why: p.suggestion?.why }));
      if (!judged) output.note(catalogue.passages.judgeDamaged);
      output.result({ suggested: told, judged }, told.map((p) => `${p.id}  ${p.startMs}–${p.endMs} ms  ${p.reason}  severity ${p.severity}  ${p.rule ?? ''}${p.why?.translation === undefined ? '' : `  (in the translation: ${p.why.translation})`}`));
      return Promise.resolve();
    });
  },
};
