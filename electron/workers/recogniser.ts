import type * as Engine from 'transcribe-cpp';
import { runOptions, segmentsOf, type EngineTraits } from '../core/transcription/engineFamilies';
import { watchEngine, type EngineWatch } from '../core/transcription/engineTrace';
import { SAMPLE_RATE } from '../core/transcription/levels';
import type { RecogniserReply, RecogniserRequest } from '../core/transcription/protocol';
import { useUnpackedLibrary } from '../core/transcription/engineLibrary';
import { parentPort } from './port';
import { createTidier } from './tidy';

type Failed = Extract<RecogniserReply, { type: 'failed' }>;

const port = parentPort();
const tidy = createTidier();
const reply = (message: RecogniserReply): void => port.post(message);

let session: Engine.Session | undefined;
let watch: EngineWatch | undefined;
let traits: EngineTraits = { isWhisper: false, timesSegments: false, tellsLanguage: false };

/**
 * Metal is part of macOS and dependable; elsewhere GPU drivers on field laptops are not, and a driver's crash
 * would take the job with it.
 */
const backend = process.platform === 'darwin' ? 'auto' : 'cpu';

async function load(modelPath: string, threads: number): Promise<void> {
  const engine: typeof Engine = await import('transcribe-cpp');
  useUnpackedLibrary(engine.artifactDir());
  // The native log speaks of paths and of recognised text.
  engine.setLogHandler(() => undefined);
  try {
    const model = await engine.TranscribeModel.load(modelPath, { backend });
    watch = await watchEngine();
    session = model.createSession({ nThreads: threads });
    const { languages, maxTimestampKind, supportsLanguageDetect } = model.capabilities;
    traits = { isWhisper: model.accepts({ kind: 'whisper' }), timesSegments: maxTimestampKind !== 'none', tellsLanguage: supportsLanguageDetect };
    reply({ type: 'loaded', languages, singleWindows: traits.isWhisper && watch.onlyFirstWindow !== null });
  } catch (error) {
    reply({ type: 'failed', id: null, reason: reasonOf(error) === 'memory' ? 'memory' : 'model-unreadable' });
  }
}

async function transcribe(request: Extract<RecogniserRequest, { type: 'transcribe' }>): Promise<void> {
  const { id, pcm, language } = request;
  const options = runOptions(traits, request);
  if (!session || !options) return reply({ type: 'failed', id, reason: 'engine' });
  try {
    if (traits.isWhisper) watch?.onlyFirstWindow?.(request.firstWindow ?? false);
    const result = await session.run(pcm, options).catch(upToWindow);
    const segments = segmentsOf(result, traits, (pcm.length * 1000) / SAMPLE_RATE);
    reply({ type: 'transcribed', id, language: result.language || (language ?? ''), segments, evidence: traits.isWhisper ? (watch?.evidence() ?? []) : [] });
  } catch (error) {
    reply({ type: 'failed', id, reason: reasonOf(error) });
  }
}

/** Ended after its first window, as asked: nobody else cancels in here. */
function upToWindow(error: unknown): Engine.TranscriptionResult {
  if (error instanceof Error && error.constructor.name === 'Aborted' && 'partialResult' in error) return error.partialResult as Engine.TranscriptionResult;
  throw error;
}

function reasonOf(error: unknown): Failed['reason'] {
  const name = error instanceof Error ? error.constructor.name : '';
  return name === 'OutOfMemory' ? 'memory' : 'engine';
}

port.onMessage((message) => {
  const request = message as RecogniserRequest;
  if (request.type === 'load') void load(request.modelPath, request.threads);
  else void transcribe(request).finally(() => tidy(request.pcm));
});
reply({ type: 'ready' });
