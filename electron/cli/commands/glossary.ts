import { readFile } from 'node:fs/promises';
import { glossaryTerm, type GlossaryTerm } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { listInterviews } from '../../core/footage/interviews';
import { termsFromCsv } from '../../core/glossary/csv';
import { listGlossary, removeTerm, saveTerm } from '../../core/operations/glossary';
import { transaction } from '../../core/vault/database';
import type { Workspace } from '../../core/workspace/workspace';
import { positionals, readArguments } from '../arguments';
import { withWorkspace } from '../session';
import type { Command } from '.';

const KINDS = glossaryTerm.shape.kind.options;

/** The interview with this id, or the only one whose id begins so or that has this code. @throws ZapisError `interview-missing` */
function resolveInterviewId(workspace: Workspace, given: string): string {
  const matches = listInterviews(workspace.vault.db).filter(({ id, speakerCode }) => id === given || speakerCode === given || (given.length >= 4 && id.startsWith(given)));
  const [only] = matches;
  if (only === undefined || matches.length > 1) throw new ZapisError('interview-missing');
  return only.id;
}

function line({ id, term, kind, misheard, staysLatin }: GlossaryTerm): string {
  return `${id}  ${kind}  ${term}${misheard.length > 0 ? `  (heard as ${misheard.join(', ')})` : ''}${staysLatin ? '  (stays in Latin)' : ''}`;
}

export const glossaryList: Command = {
  words: ['glossary', 'list'],
  usage: 'glossary list INTERVIEW',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [given = ''] = positionals(args, this.usage, 1);
    const terms = await withWorkspace(args, async (workspace) => listGlossary(workspace, { interviewId: resolveInterviewId(workspace, given) }));
    output.result(terms, terms.map(line));
  },
};

export const glossaryAdd: Command = {
  words: ['glossary', 'add'],
  usage: 'glossary add INTERVIEW TERM [--kind person|place|unit|word] [--misheard "a; b"] [--note "…"] [--stays-latin]',
  async run(argv, output) {
    const args = readArguments(argv, { kind: { type: 'string' }, misheard: { type: 'string' }, note: { type: 'string' }, 'stays-latin': { type: 'boolean' } });
    const [given = '', term = ''] = positionals(args, this.usage, 2);
    const draft = { id: null, term, kind: args.choice('kind', KINDS, 'word'), misheard: (args.text('misheard') ?? '').split(';'), note: args.text('note') ?? '', staysLatin: args.flag('stays-latin') };
    const saved = await withWorkspace(args, async (workspace) => saveTerm(workspace, { ...draft, interviewId: resolveInterviewId(workspace, given) }));
    output.result(saved, [line(saved)]);
  },
};

export const glossaryRemove: Command = {
  words: ['glossary', 'remove'],
  usage: 'glossary remove TERM-ID',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [id = ''] = positionals(args, this.usage, 1);
    await withWorkspace(args, async (workspace) => removeTerm(workspace, { id }));
    output.result({ removed: id }, [id]);
  },
};

export const glossaryImport: Command = {
  words: ['glossary', 'import'],
  usage: 'glossary import INTERVIEW FILE.csv    columns term, kind, misheard (a; b), note, stays latin (yes); terms already there are kept',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [given = '', file = ''] = positionals(args, this.usage, 2);
    const rows = termsFromCsv(await readFile(file, 'utf8').catch(() => { throw new ZapisError('glossary-file-unreadable'); }));
    const result = await withWorkspace(args, async (workspace) => {
      const interviewId = resolveInterviewId(workspace, given);
      const known = new Set(listGlossary(workspace, { interviewId }).map(({ term }) => term));
      const fresh = rows.filter(({ term }) => !known.has(term));
      const added = transaction(workspace.vault.db, () => fresh.map((row) => saveTerm(workspace, { ...row, id: null, interviewId })));
      return { added: added.length, known: rows.length - fresh.length };
    });
    output.result(result, [`${result.added} added, ${result.known} already there`]);
  },
};
