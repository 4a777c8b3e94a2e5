import { guarded, type Kept } from '../../electron/core/transcription/guard';
import { isLoop } from '../../electron/core/transcription/guard/loops';
import { packSpeech } from '../../electron/core/transcription/pack';
import type { Recogniser } from '../../electron/core/transcription/recogniser';

const LOOP = `Nisam ga ${'no, '.repeat(90)}no.`;
const said = (text: string, toMs = 9_000) => ({ language: 'hr', segments: [{ t0Ms: 0, t1Ms: toMs, text }], evidence: [{ fromMs: 0, logprob: -1.4, noSpeech: 0, compression: 1, tries: 1 }] });

/** Nine seconds of speech, first heard as a loop, then as the recogniser answers: its second halves, and by lot. */
async function heardAgain(transcribe: Recogniser['transcribe']): Promise<readonly Kept[]> {
  const span = { startUs: 0, endUs: 9e6 };
  const chunk = { startUs: 0, nextUs: 9e6, pcm: new Float32Array(9 * 16_000), speech: [span], spokenUs: 9e6, isForced: false };
  const { segments } = await guarded(said(LOOP), {
    chunk, packed: packSpeech(chunk), language: 'hr', engineLanguage: 'hr', signal: new AbortController().signal,
    recogniser: { languages: ['hr'], singleWindows: true, transcribe, dispose: () => undefined },
    settle: (kept) => ({ segments: kept, backToUs: null }),
  });
  return segments;
}

describe('a loop', () => {
  it('gives way to another hearing, doubtful as that is too', async () => {
    const kept = await heardAgain((_, { decoding }) => Promise.resolve(said(decoding?.temperature === 0 ? LOOP : 'Nisam ga vidio tog dana.')));
    expect(kept.map((s) => s.text)).toEqual(['Nisam ga vidio tog dana.']);
    expect(kept[0]?.doubts).toContain('evidence');
  });

  it('is cut to a few rounds, and marked, where every hearing loops', async () => {
    const kept = await heardAgain((pcm) => Promise.resolve(said(LOOP, pcm.length / 16)));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.some((s) => isLoop(s.text))).toBe(false);
    expect(kept.every((s) => s.doubts.includes('loop') && s.text.startsWith('Nisam ga no, no,'))).toBe(true);
  });

  it('stays where nothing else was heard, rather than leave speech without text', async () => {
    const kept = await heardAgain(() => Promise.resolve({ language: 'hr', segments: [], evidence: [] }));
    expect(kept.map((s) => s.text)).toEqual(['Nisam ga no, no, no, no,']);
  });
});
