import { NAME_KINDS, type PseudonymView } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { usToMs } from '../../../shared/time';
import { approvePseudonym, excludeOccurrence, listPseudonyms, previewPseudonym, removePseudonym, savePseudonym } from '../../core/operations/pseudonyms';
import { authorise } from '../../core/operations/operation';
import type { Workspace } from '../../core/workspace/workspace';
import { readArguments, UsageError, type ParsedArguments } from '../arguments';
import type { Output } from '../output';
import { readSecret } from '../passphrase';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

type Verb = (workspace: Workspace, footageId: string, given: string, args: ParsedArguments, output: Output) => void;

const VERBS: Readonly<Record<string, Verb>> = {
  list(workspace, footageId, _given, _args, output) {
    const names = listPseudonyms(workspace, { footageId });
    output.result({ pseudonyms: names.map(told) }, names.map(line));
  },
  add(workspace, footageId, given, args, output) {
    const kind = args.choice('kind', NAME_KINDS, 'person');
    const also = (args.text('also') ?? '').split(';').map((one) => one.trim()).filter((one) => one !== '');
    const substitute = args.text('substitute') ?? previewPseudonym(workspace, { footageId, name: given, also, kind }).proposal.substitute;
    const saved = savePseudonym(workspace, { footageId, id: null, name: given, also, kind, substitute });
    output.result(told(saved), [line(saved), ...saved.found.map(place)]);
  },
  places(workspace, footageId, given, _args, output) {
    const name = named(workspace, footageId, given);
    output.result(told(name), [line(name), ...name.found.map(place)]);
  },
  exclude: (workspace, footageId, given, args, output) => { judge(workspace, footageId, given, args, output, true); },
  include: (workspace, footageId, given, args, output) => { judge(workspace, footageId, given, args, output, false); },
  approve(workspace, footageId, given, _args, output) {
    authorise(workspace, 'pseudonyms.approve');
    const approved = approvePseudonym(workspace, { footageId, id: named(workspace, footageId, given).id });
    output.result(told(approved), [line(approved)]);
  },
  remove(workspace, footageId, given, _args, output) {
    authorise(workspace, 'pseudonyms.remove');
    const { id } = removePseudonym(workspace, { footageId, id: named(workspace, footageId, given).id });
    output.result({ removed: id }, [id]);
  },
};

/** By id, by the name, or by what stands for it. @throws ZapisError `pseudonym-missing` */
function named(workspace: Workspace, footageId: string, given: string): PseudonymView {
  const [only, ...others] = listPseudonyms(workspace, { footageId }).filter(({ id, name, substitute }) => [id, name, substitute].includes(given));
  if (only === undefined || others.length > 0) throw new ZapisError('pseudonym-missing');
  return only;
}

function judge(workspace: Workspace, footageId: string, given: string, args: ParsedArguments, output: Output, excluded: boolean): void {
  const atMs = args.milliseconds('at-ms');
  if (atMs === undefined) throw new UsageError('Say which place: --at-ms MS, as "places" gives it.');
  authorise(workspace, 'pseudonyms.exclude');
  const name = named(workspace, footageId, given);
  const found = name.found.find(({ startUs }) => usToMs(startUs) === atMs);
  if (!found) throw new ZapisError('pseudonym-place-missing');
  const changed = excludeOccurrence(workspace, { footageId, pseudonymId: name.id, fingerprint: found.fingerprint, startUs: found.startUs, excluded });
  output.result(told(changed), [line(changed), ...changed.found.map(place)]);
}

function told({ id, name, also, kind, substitute, state, markedBy, changedBy, found, elsewhere }: PseudonymView): object {
  return {
    id, name, also, kind, substitute, state, markedBy: markedBy?.name ?? null, approvedBy: state === 'approved' ? changedBy?.name ?? null : null, elsewhere,
    places: found.map(({ startUs, endUs, text, before, after, foundBy, small, excluded }) => ({ startMs: usToMs(startUs), endMs: usToMs(endUs), text, before, after, foundBy, small, excluded })),
  };
}

function line({ id, name, kind, substitute, state, found, elsewhere }: PseudonymView): string {
  return `${id}  ${kind}  ${name} → ${substitute}  ${state}  ${found.filter(({ excluded }) => !excluded).length} here, ${elsewhere} elsewhere`;
}

function place({ startUs, text, before, after, foundBy, excluded }: PseudonymView['found'][number]): string {
  return `  ${usToMs(startUs)} ms  ${foundBy}${excluded ? '  excluded' : ''}  ${before} [${text}] ${after}`;
}

export const pseudonymsCommand: Command = {
  words: ['pseudonyms'],
  usage: 'pseudonyms ID [list | add NAME|- [--substitute "N.H."] [--kind person|place|organisation|other] [--also "a; b"] | places|exclude|include|approve|remove NAME [--at-ms MS]]    "-": the name from ZAPIS_NAME or a prompt',
  async run(argv, output) {
    const args = readArguments(argv, { kind: { type: 'string' }, also: { type: 'string' }, substitute: { type: 'string' }, 'at-ms': { type: 'string' } });
    const [id, verb = 'list', name = '', ...rest] = args.positionals;
    const work = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (id === undefined || work === undefined || rest.length > 0 || (name === '') !== (verb === 'list')) throw new UsageError(`zapis ${this.usage}`);
    const given = name === '-' ? await readSecret('ZAPIS_NAME', 'Name: ') : name;
    await withWorkspace(args, (workspace) => {
      work(workspace, resolveFootageId(workspace, id), given, args, output);
      return Promise.resolve();
    });
  },
};
