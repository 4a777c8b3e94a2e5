import type { Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { assignSpeaker, listSpeakers, mergeSpeakers, renameSpeaker } from '../../core/operations/speakers';
import { listSegments } from '../../core/transcript/segments';
import { speakerLabel } from '../../core/transcript/speakers';
import type { Workspace } from '../../core/workspace/workspace';
import { positionals, readArguments, UsageError } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Command } from '.';

/** A voice's number as the window's keys have it. @throws UsageError */
function voiceNumber(given: string): number {
  if (!/^[1-9]\d?$/.test(given)) throw new UsageError('A speaker is given by number, 1 to 99.');
  return Number(given);
}

/** @throws ZapisError `speaker-missing` */
function speakerId(workspace: Workspace, footageId: string, number: number): string {
  const found = listSpeakers(workspace, { footageId }).speakers.find((one) => one.number === number);
  if (!found) throw new ZapisError('speaker-missing');
  return found.id;
}

/** Ids of the segments that `3,5-8` names: numbers from 1 in the order spoken. @throws UsageError; ZapisError `segment-missing` */
function segmentIds(segments: readonly Segment[], given: string): string[] {
  return given.split(',').flatMap((part) => {
    const [, from = '', to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim()) ?? [];
    if (from === '' || Number(from) < 1 || Number(to) < Number(from)) throw new UsageError('--segments takes numbers from 1 in the order spoken, for example 3,5-8.');
    if (Number(to) > segments.length) throw new ZapisError('segment-missing');
    return segments.slice(Number(from) - 1, Number(to)).map(({ id }) => id);
  });
}

export const speakersList: Command = {
  words: ['speakers', 'list'],
  usage: 'speakers list ID',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [given = ''] = positionals(args, this.usage, 1);
    const voices = await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const { speakers } = listSpeakers(workspace, { footageId });
      const segments = listSegments(workspace.vault.db, footageId);
      return speakers.map((one) => ({ number: one.number, name: one.name, segments: segments.filter((s) => s.speakerId === one.id).length }));
    });
    output.result({ speakers: voices }, voices.map((one) => `${one.number}  ${speakerLabel(one)}  ${one.segments} segments`));
  },
};

export const speakersRename: Command = {
  words: ['speakers', 'rename'],
  usage: 'speakers rename ID NUMBER NAME',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [given = '', number = '', name = ''] = positionals(args, this.usage, 3);
    const speaker = await withWorkspace(args, async (workspace) => renameSpeaker(workspace, { speakerId: speakerId(workspace, resolveFootageId(workspace, given), voiceNumber(number)), name }));
    output.result({ number: speaker.number, name: speaker.name }, [`${speaker.number}  ${speakerLabel(speaker)}`]);
  },
};

export const speakersAssign: Command = {
  words: ['speakers', 'assign'],
  usage: 'speakers assign ID NUMBER|none --segments 3,5-8    a number that no speaker has yet makes one',
  async run(argv, output) {
    const args = readArguments(argv, { segments: { type: 'string' } });
    const [given = '', who = ''] = positionals(args, this.usage, 2);
    const chosen = args.text('segments');
    if (chosen === undefined) throw new UsageError(`zapis ${this.usage}`);
    const number = who === 'none' ? null : voiceNumber(who);
    const count = await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      const ids = segmentIds(listSegments(workspace.vault.db, footageId), chosen);
      assignSpeaker(workspace, { footageId, segmentIds: ids, number });
      return new Set(ids).size;
    });
    output.result({ number, segments: count }, [`${who}  ${count} segments`]);
  },
};

export const speakersMerge: Command = {
  words: ['speakers', 'merge'],
  usage: 'speakers merge ID NUMBER INTO-NUMBER',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [given = '', from = '', into = ''] = positionals(args, this.usage, 3);
    const speaker = await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      return mergeSpeakers(workspace, { speakerId: speakerId(workspace, footageId, voiceNumber(from)), intoId: speakerId(workspace, footageId, voiceNumber(into)) });
    });
    output.result({ number: speaker.number, name: speaker.name }, [`${speaker.number}  ${speakerLabel(speaker)}`]);
  },
};
