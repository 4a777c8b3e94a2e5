import path from 'node:path';
import { languageCode, LANGUAGE_CODES, type MemoryHit } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { exportMemory, importMemory, inconsistentTerms, memoryImports, removeMemoryImport, searchMemory } from '../../core/operations/memory';
import { onlyPositional, positionals, readArguments, UsageError } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

export const tmSearch: Command = {
  words: ['tm', 'search'],
  usage: 'tm search WORDS…    in either language, in whatever form and script; "in a row", beginn*',
  async run(argv, output) {
    const args = readArguments(argv, {});
    if (args.positionals.length === 0) throw new UsageError('Give the words to look for.');
    const hits = await withWorkspace(args, (workspace) => Promise.resolve(searchMemory(workspace, { query: args.positionals.join(' ') })));
    output.result({ hits }, hits.flatMap(lines));
  },
};

function lines({ source, target, state, place, where }: MemoryHit): string[] {
  return [`${place === null ? where : `${place.footageId.slice(0, 8)}  ${formatTime(place.startUs)}  ${where}`}  (${state})`, `  ${source}`, `  ${target}`];
}

export const tmImport: Command = {
  words: ['tm', 'import'],
  usage: 'tm import FILE [--name "…"]    a TMX or XLIFF file of another tool',
  async run(argv, output) {
    const args = readArguments(argv, { name: { type: 'string' } });
    const file = onlyPositional(args, 'file');
    const { added, skipped } = await withWorkspace(args, (workspace) => importMemory(workspace, { file: path.resolve(file), name: args.text('name') }));
    output.result({ ...added, skipped }, [`${added.id}  ${added.units} units, ${skipped} left out`]);
  },
};

export const tmExport: Command = {
  words: ['tm', 'export'],
  usage: 'tm export FILE [--unredacted]    as TMX; without every pair of which anything is redacted',
  async run(argv, output) {
    const args = readArguments(argv, { unredacted: { type: 'boolean' } });
    const file = path.resolve(onlyPositional(args, 'file'));
    const { units } = await withWorkspace(args, (workspace) => exportMemory(workspace, { file, redacted: !args.flag('unredacted') }));
    output.result({ file, units }, [file, `${units} units`]);
  },
};

export const tmList: Command = {
  words: ['tm', 'list'],
  usage: 'tm list    the files that were brought in',
  async run(argv, output) {
    const args = readArguments(argv, {});
    positionals(args, this.usage, 0);
    const imports = await withWorkspace(args, (workspace) => Promise.resolve(memoryImports(workspace, {})));
    output.result({ imports }, imports.map(({ id, name, units, importedAt, from }) => `${id}  ${units}  ${importedAt.slice(0, 10)}  ${name}${from === null ? '' : `  (from ${from})`}`));
  },
};

export const tmRemove: Command = {
  words: ['tm', 'remove'],
  usage: 'tm remove IMPORT    takes a file that was brought in out again',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const id = onlyPositional(args, 'import id');
    await withWorkspace(args, (workspace) => Promise.resolve(removeMemoryImport(workspace, { id })));
    output.result({ removed: id }, [id]);
  },
};

export const tmTerms: Command = {
  words: ['tm', 'terms'],
  usage: 'tm terms ID [--to en]    terms of the interview\'s glossary that are rendered in more than one way',
  async run(argv, output) {
    const args = readArguments(argv, { to: { type: 'string' } });
    const given = onlyPositional(args, 'footage id');
    const language = languageCode.parse(args.choice('to', LANGUAGE_CODES, 'en'));
    const terms = await withWorkspace(args, (workspace) => Promise.resolve(inconsistentTerms(workspace, { footageId: resolveFootageId(workspace, given), language })));
    output.result({ terms }, terms.flatMap(({ term, renderings }) => [term, ...renderings.map(({ text, places }) => `  ${text === '' ? '(otherwise)' : text}  ${places.map(({ startUs }) => formatTime(startUs)).join(' ')}`)]));
  },
};
