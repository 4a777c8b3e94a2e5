import { transcriptToJson } from '../../electron/core/transcript/formats/json';
import { transcriptToSrt } from '../../electron/core/transcript/formats/srt';
import { transcriptToTxt } from '../../electron/core/transcript/formats/txt';
import { transcriptToVtt } from '../../electron/core/transcript/formats/vtt';
import { toCues } from '../../electron/core/subtitles/cues';
import { spreadWords } from '../../electron/core/transcript/remapWords';
import type { Segment } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';

const segment = (startUs: number, endUs: number, text: string): Segment => ({
  id: `s${startUs}`, footageId: 'f', startUs, endUs, text, language: 'bs', origin: 'machine', words: spreadWords(splitWords(text), { startUs, endUs }),
});
const nobody = new Map<string, string>();
const short = [segment(999_500, 2_000_499, 'Dobar dan & <hvala> --> vama.'), segment(3_725_001_000, 3_726_000_000, 'Čuo sam.')];

it('SRT: numbered, rounded times, nothing that reads as a tag or a time line', () => {
  expect(transcriptToSrt(short)).toBe('1\n00:00:01,000 --> 00:00:02,706\nDobar dan & ‹hvala› → vama.\n\n2\n01:02:05,001 --> 01:02:06,000\nČuo sam.\n');
});

it('WebVTT: header and escapes', () => {
  expect(transcriptToVtt(short)).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.706\nDobar dan &amp; &lt;hvala&gt; --&gt; vama.\n\n01:02:05.001 --> 01:02:06.000\nČuo sam.\n');
  expect(transcriptToVtt([])).toBe('WEBVTT\n');
});

it('text: a paragraph a segment', () => {
  expect(transcriptToTxt({ segments: short, speakers: nobody })).toBe('[0:00] Dobar dan & <hvala> --> vama.\n\n[1:02:05] Čuo sam.\n');
});

it('JSON: milliseconds, who speaks, how sure, whether timed', () => {
  const plain = segment(1_000_000, 2_000_000, 'da ne');
  const words = plain.words.map((w, i) => (i === 1 ? { ...w, confidence: 0.25, trust: 'aligned' as const } : w));
  expect(transcriptToJson({ segments: [{ ...plain, words, speakerId: 'v1', doubts: ['rate'] }], speakers: new Map([['v1', 'Ana']]) })).toEqual({
    segments: [{
      id: 's1000000', startMs: 1000, endMs: 2000, text: 'da ne', language: 'bs', speaker: 'Ana', doubts: ['rate'],
      words: [{ text: 'da', startMs: 1000, endMs: 1500, confidence: null, timed: false, speaker: 'Ana' }, { text: 'ne', startMs: 1500, endMs: 2000, confidence: 0.25, timed: true, speaker: 'Ana' }],
    }],
  });
});

it('a segment whose words have no time is still shown', () => {
  const untimed: Segment = { ...segment(0, 4_000_000, 'nikada više'), words: [] };
  expect(toCues([untimed])).toEqual([{ startMs: 0, endMs: 4000, lines: ['nikada više'] }]);
});

it('subtitles hold every word in order, two lines of 42, never overlap, whatever the transcript', () => {
  const random = seeded(3);
  const vocabulary = ['i', 'da.', 'riječ', 'Bosansko-podrinjski', 'x'.repeat(60), 'наравно,', '[redacted]'];
  for (let round = 0; round < 200; round++) {
    let at = 0;
    const segments = Array.from({ length: 8 }, () => {
      const startUs = at + random.int(900_000);
      at = startUs + 10_000 + random.int(20_000_000);
      return segment(startUs, at, Array.from({ length: random.int(60) }, () => random.pick(vocabulary)).join(' '));
    });
    const cues = toCues(segments);
    expect(cues.flatMap((c) => c.lines.join(' ').split(' ')).join(' ')).toBe(segments.map((s) => s.text).filter(Boolean).join(' '));
    cues.forEach((cue, i) => {
      expect(cue.startMs).toBeGreaterThanOrEqual(cues[i - 1]?.endMs ?? 0);
      expect(cue.endMs).toBeGreaterThan(cue.startMs);
      expect(cue.lines.length).toBeLessThanOrEqual(2);
      for (const line of cue.lines) expect(line.length <= 42 || !line.includes(' ')).toBe(true);
    });
  }
});
