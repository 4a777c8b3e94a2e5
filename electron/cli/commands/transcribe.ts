import type { z } from 'zod';
import { languageCode, LANGUAGE_CODES, script as scriptChoice } from '../../../shared/domain';
import { defaultModelId, modelPath } from '../../core/models/catalogue';
import { setScript } from '../../core/operations/script';
import { startTranscription } from '../../core/operations/transcript';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { finishJob, resolveFootageId, withWorkspace } from '../session';
import type { Workspace } from '../../core/workspace/workspace';
import type { Job, LanguageCode, SpeakerCount } from '../../../shared/domain';
import { transcribeInput } from '../../core/workspace/runners';
import { waitingFor } from '../../core/workspace/speakersRunner';
import { speakersWanted } from './detectSpeakers';
import type { Command } from '.';

export const transcribeCommand: Command = {
  words: ['transcribe'],
  usage: 'transcribe ID [--language hr|bs|sr|…|auto] [--candidates hr,sr,en] [--model ID] [--script latin|cyrillic|asHeard] [--glossary|--no-glossary] [--speakers auto|N] [--threads auto|N] [--on-battery] [--resume] [--replace]',
  async run(argv, output) {
    const args = readArguments(argv, { language: { type: 'string' }, candidates: { type: 'string' }, resume: { type: 'boolean' }, speakers: { type: 'string' }, threads: { type: 'string' }, model: { type: 'string' }, 'on-battery': { type: 'boolean' }, replace: { type: 'boolean' }, script: { type: 'string' }, glossary: { type: 'boolean' }, 'no-glossary': { type: 'boolean' } });
    const given = onlyPositional(args, 'footage id');
    const choice = args.choice('language', ['auto', ...LANGUAGE_CODES], 'auto');
    const language = choice === 'auto' ? choice : languageCode.parse(choice);
    const candidates = args.text('candidates') === undefined ? undefined : languageList(args.text('candidates') ?? '');
    const modelId = args.text('model') ?? defaultModelId();
    modelPath(modelId);
    const glossary = !args.flag('no-glossary');
    if (args.flag('glossary') && !glossary) throw new UsageError('Give either --glossary or --no-glossary.');
    const speakers = args.text('speakers') === undefined ? null : speakersWanted(args.text('speakers') ?? '');
    const script = args.text('script') === undefined ? undefined : args.choice('script', scriptChoice.options, 'asHeard');
    await withWorkspace(args, async (workspace) => {
      const footageId = resolveFootageId(workspace, given);
      if (script !== undefined) setScript(workspace, { footageId, script });
      const wanted = { language, modelId, glossary, candidates, speakers };
      const job = interrupted(workspace, footageId, args.flag('resume') ? null : wanted)
        ?? startTranscription(workspace, { footageId, language, modelId, replace: args.flag('replace'), glossary, candidates, speakers });
      const result = await finishJob(workspace, output, job);
      const voices = waitingFor(workspace, footageId);
      const answer = voices ? { ...(result as object), speakers: await finishJob(workspace, output, voices) } : result;
      output.result(answer, [JSON.stringify(answer)]);
    });
  },
};

function languageList(text: string): LanguageCode[] {
  return text.split(',').map((code) => {
    const parsed = languageCode.safeParse(code.trim());
    if (!parsed.success) throw new UsageError(`--candidates takes language codes parted by commas, of these: ${LANGUAGE_CODES.join(', ')}.`);
    return parsed.data;
  });
}

interface Wanted {
  readonly language: string;
  readonly modelId: string;
  readonly glossary: boolean;
  readonly candidates: readonly LanguageCode[] | undefined;
  readonly speakers: SpeakerCount | null;
}

/**
 * A transcription of this footage that was cut off; it goes on from its checkpoint instead of starting anew.
 *
 * @param wanted what it must have been asked for; null (`--resume`) takes it up whatever that was.
 */
function interrupted(workspace: Workspace, footageId: string, wanted: Wanted | null): Job | undefined {
  const job = workspace.jobs.list().find((j) => j.kind === 'transcribe' && j.footageId === footageId && (j.state === 'running' || j.state === 'queued'));
  if (job === undefined) return undefined;
  const input = transcribeInput.safeParse(workspace.jobs.input(job.id));
  if (!input.success || (wanted !== null && !isAsked(input.data, wanted))) return undefined;
  workspace.jobs.adopt(job.id);
  return job;
}

function isAsked(input: z.infer<typeof transcribeInput>, wanted: Wanted): boolean {
  return input.language === wanted.language && input.modelId === wanted.modelId && input.glossary === wanted.glossary && input.speakers === wanted.speakers
    && (input.candidates ?? []).join() === (wanted.candidates ?? []).join();
}
