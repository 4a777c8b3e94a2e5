import { ZapisError } from '../../../../shared/errors';
import { splitWords } from '../../../../shared/text';
import type { Span } from '../../../../shared/time';
import { catalogue, modelEntry } from '../../models/entries';
import { engineLanguage } from '../../transcription/language';
import { startRecogniser, type Recogniser } from '../../transcription/recogniser';
import type { StartWorker } from '../../transcription/workerHost';
import { judgeLinks } from '../bergamot/doubt';
import type { SourceSentence, TargetSentence, TextEngine } from '../engine';
import { stillInSource } from './sameLanguage';
import { speechLanguages } from './models';

/** So much is heard before and after a sentence: words' times are rough, microseconds. */
const ROUGH_US = 200_000;
/** Each sentence costs as much as half a minute of transcription. */
const BATCH = 4;
/** After so many sentences, most of which it refused, the model does not translate: going on would take hours for nothing. */
const ENOUGH = 6;

/** A footage's sound, in the order of time. */
export interface Listening {
  read(span: Span): Promise<Float32Array>;
}

export interface SpeechOptions {
  readonly modelId: string;
  readonly modelPath: string;
  readonly startWorker: StartWorker;
  readonly threads: number;
  readonly sound: Listening;
}

/**
 * The recogniser's own translation, from the sound and not from the transcript: a second opinion. What it says is linked to
 * no word. Answers that are still in the language that was spoken, or that run in a circle, are refused.
 *
 * @throws ZapisError from `translate`: `speech-same-language` when nearly all that it answers is; as `startRecogniser`.
 */
export function createSpeech({ modelId, modelPath, startWorker, threads, sound }: SpeechOptions): TextEngine {
  let started: Promise<Recogniser> | null = null;
  let [asked, refused] = [0, 0];
  const known = catalogue.languageSets[modelEntry(modelId).languages] ?? [];
  const hear = async ({ words, language, at }: SourceSentence, signal: AbortSignal): Promise<TargetSentence> => {
    const spoken = engineLanguage(language, known);
    if (!at || spoken === null) throw new ZapisError('translation-no-pair', { engine: 'Whisper', from: language, to: 'en' });
    started ??= startRecogniser(startWorker, { modelPath, threads, signal });
    const recogniser = await started;
    const pcm = await sound.read({ startUs: Math.max(0, at.startUs - ROUGH_US), endUs: at.endUs + ROUGH_US });
    const { segments } = await recogniser.transcribe(pcm, { language: spoken, prompt: null, translate: true, signal });
    const said = splitWords(segments.map(({ text }) => text).join(' '));
    asked += 1;
    // Loops are told as an engine's that answers text.
    const lost = judgeLinks(words, { words: said, links: [] }).doubtful.length > 0;
    if (lost || said.length === 0 || stillInSource(said, words, language)) {
      refused += 1;
      if (asked >= ENOUGH && refused > asked * 0.8) throw new ZapisError('speech-same-language', { title: modelEntry(modelId).title });
      return { words: [], links: null, unknown: [] };
    }
    return { words: said, links: null, unknown: [] };
  };
  return {
    id: 'speech', model: modelId, from: speechLanguages(), to: ['en'], batchSentences: BATCH,
    async translate(sentences, to, signal) {
      if (to !== 'en') throw new ZapisError('translation-no-pair', { engine: 'Whisper', from: sentences[0]?.language ?? 'und', to });
      const out: TargetSentence[] = [];
      for (const sentence of sentences) out.push(await hear(sentence, signal));
      return out;
    },
    dispose() {
      void started?.then((recogniser) => { recogniser.dispose(); }, () => undefined);
    },
  };
}
