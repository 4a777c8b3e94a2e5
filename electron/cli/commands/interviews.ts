import { fuzzyDate, interview, interviewDraft, LANGUAGE_CODES, type Interview, type InterviewDraft, type LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { assignFootage } from '../../core/operations/footage';
import { createInterview, listInterviews, updateInterview } from '../../core/operations/interviews';
import { onlyPositional, positionals, readArguments, UsageError, type ParsedArguments } from '../arguments';
import { resolveFootageId, withWorkspace } from '../session';
import type { Workspace } from '../../core/workspace/workspace';
import type { Command } from '.';

const OPTIONS = { speaker: { type: 'string' }, date: { type: 'string' }, region: { type: 'string' }, interviewer: { type: 'string' }, languages: { type: 'string' }, consent: { type: 'string' }, warned: { type: 'string' }, 'warned-when': { type: 'string' }, notes: { type: 'string' } } as const;
const FIELDS = `[--date YYYY[-MM[-DD]]] [--region "…"] [--interviewer "…"] [--languages bs,sr] [--consent ${interview.shape.consent.options.join('|')}] [--warned ${interview.shape.warningGiven.options.join('|')}] [--warned-when "…"] [--notes "…"]`;
const BLANK: InterviewDraft = { speakerCode: '', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' };

const line = (i: Interview): string => `${i.id}  ${i.speakerCode || '–'}  ${i.date || '–'}  ${i.region || '–'}  ${i.languages.join(', ') || '–'}`;

/** The fields that were given over those there are. @throws UsageError where one does not fit. */
function draftOf(args: ParsedArguments, before: InterviewDraft): InterviewDraft {
  const date = args.text('date') ?? before.date;
  if (!fuzzyDate.safeParse(date).success) throw new UsageError('--date takes a year, a month or a day: 2016, 2016-06 or 2016-06-30.');
  const draft = {
    speakerCode: args.text('speaker') ?? before.speakerCode, date, region: args.text('region') ?? before.region, interviewer: args.text('interviewer') ?? before.interviewer,
    languages: languagesOf(args.text('languages')) ?? before.languages, consent: args.choice('consent', interview.shape.consent.options, before.consent),
    warningGiven: args.choice('warned', interview.shape.warningGiven.options, before.warningGiven), warningWhen: args.text('warned-when') ?? before.warningWhen, notes: args.text('notes') ?? before.notes,
  };
  const parsed = interviewDraft.safeParse(draft);
  if (!parsed.success) throw new UsageError(`Too long: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}.`);
  return parsed.data;
}

function languagesOf(given: string | undefined): LanguageCode[] | undefined {
  return given?.split(',').map((one) => one.trim()).filter((one) => one !== '').map((one) => {
    const code = LANGUAGE_CODES.find((known) => known === one);
    if (code === undefined) throw new UsageError(`--languages takes codes, parted by commas: ${LANGUAGE_CODES.join(', ')}.`);
    return code;
  });
}

function find(workspace: Workspace, id: string): Interview {
  const found = listInterviews(workspace, {}).filter((one) => one.id === id || (id.length >= 8 && one.id.startsWith(id)));
  const [one] = found;
  if (!one || found.length > 1) throw new ZapisError('interview-missing');
  return one;
}

export const interviewsAdd: Command = {
  words: ['interviews', 'add'],
  usage: `interviews add --speaker CODE ${FIELDS}    a record, without which footage has no names and no citation`,
  async run(argv, output) {
    const args = readArguments(argv, OPTIONS);
    positionals(args, this.usage, 0);
    if (args.text('speaker') === undefined) throw new UsageError('Say by which code or initials the speaker goes: --speaker N.H.');
    const draft = draftOf(args, BLANK);
    const made = await withWorkspace(args, (workspace) => Promise.resolve(createInterview(workspace, draft)));
    output.result(made, [line(made)]);
  },
};

export const interviewsList: Command = {
  words: ['interviews', 'list'],
  usage: 'interviews list    every record: id, speaker, date, region, languages',
  async run(argv, output) {
    const args = readArguments(argv, {});
    positionals(args, this.usage, 0);
    await withWorkspace(args, (workspace) => {
      const interviews = listInterviews(workspace, {});
      output.result({ interviews }, interviews.map(line));
      return Promise.resolve();
    });
  },
};

export const interviewsShow: Command = {
  words: ['interviews', 'show'],
  usage: 'interviews show I    one record with all its fields',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const given = onlyPositional(args, 'interview id');
    await withWorkspace(args, (workspace) => {
      const found = find(workspace, given);
      output.result(found, Object.entries(found).map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`));
      return Promise.resolve();
    });
  },
};

export const interviewsSet: Command = {
  words: ['interviews', 'set'],
  usage: `interviews set I [--speaker CODE] ${FIELDS}    changes what is given; the rest stays`,
  async run(argv, output) {
    const args = readArguments(argv, OPTIONS);
    const given = onlyPositional(args, 'interview id');
    await withWorkspace(args, (workspace) => {
      const before = find(workspace, given);
      const changed = updateInterview(workspace, { id: before.id, draft: draftOf(args, interviewDraft.parse(before)) });
      output.result(changed, [line(changed)]);
      return Promise.resolve();
    });
  },
};

export const interviewsAssign: Command = {
  words: ['interviews', 'assign'],
  usage: 'interviews assign ID (I | none)    which record a footage belongs to',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const [footage = '', interviewGiven = ''] = positionals(args, this.usage, 2);
    await withWorkspace(args, (workspace) => {
      const { id, interviewId } = assignFootage(workspace, { footageId: resolveFootageId(workspace, footage), interviewId: interviewGiven === 'none' ? null : find(workspace, interviewGiven).id });
      output.result({ footage: id, interview: interviewId }, ['Assigned.']);
      return Promise.resolve();
    });
  },
};
