import { planRedactions } from '../../electron/core/redaction/plan';
import { DEFAULT_POLICY, PADDING_ONLY, REDACTED } from '../../electron/core/redaction/policy';
import { hiddenWords, redactedSegments } from '../../electron/core/redaction/redactText';
import { overlaps } from '../../electron/core/redaction/spans';
import { anchoredWords } from '../../electron/core/redaction/anchors';
import { possibleSpan } from '../../electron/core/redaction/wordTimes';
import type { Passage, Segment, Word } from '../../shared/domain';
import type { Span } from '../../shared/time';
import { seeded } from '../support/random';

const MS = 1_000;

function segment(id: string, startMs: number, endMs: number, words: [text: string, startMs: number, endMs: number, trust?: Word['trust']][]): Segment {
  return {
    id, footageId: 'f', startUs: startMs * MS, endUs: endMs * MS, language: 'bs', origin: 'machine', text: words.map((w) => w[0]).join(' '),
    words: words.map(([text, a, b, trust]) => ({ text, startUs: a * MS, endUs: b * MS, trust: trust ?? 'aligned' })),
  };
}

function passage(startMs: number, endMs: number, extra: Partial<Passage> = {}): Passage {
  return {
    id: 'p', footageId: 'f', startUs: startMs * MS, endUs: endMs * MS, text: '', anchor: null, reason: 'self-incrimination', note: '',
    audio: 'mute', video: 'none', state: 'marked', who: null, severity: 2, suggestion: null, createdAt: '', updatedAt: '', ...extra,
  };
}

const spoken = segment('s', 0, 6_000, [['Ja', 0, 400], ['sam', 1_000, 1_300], ['pucao', 1_300, 1_900], ['u', 2_500, 2_600], ['Zenici', 2_600, 3_200], ['onda', 4_000, 4_500]]);
const plan = (passages: Passage[], segments: Segment[] = [spoken], durationUs = 10_000 * MS) => planRedactions({ passages, segments, clip: null, durationUs });
const ms = (spans: readonly { startUs: number; endUs: number }[]): number[][] => spans.map((s) => [s.startUs / MS, s.endUs / MS]);

describe('a redaction plan', () => {
  it('pads sound, takes words whole that the padding touches, and hides them', () => {
    const p = plan([passage(1_300, 1_900, { video: 'black' })]);
    expect(ms(p.sound)).toEqual([[1_000, 2_050]]);
    expect(ms(p.picture)).toEqual([[1_150, 2_050]]);
    expect(redactedSegments([spoken], p)[0]?.text).toBe(`Ja ${REDACTED} u Zenici onda`);
  });

  it('lets nothing of what was heard in the place of words leave with those that stay', () => {
    const parted = { ...spoken, words: spoken.words.map((w, i) => (i < 2 ? { ...w, heard: 'Jasam' } : w)) };
    const left = redactedSegments([parted, { ...parted, id: 'other' }], plan([passage(0, 300)], [parted]));
    expect(left.map(({ text }) => text)).toEqual([`${REDACTED} sam pucao u Zenici onda`, 'Ja sam pucao u Zenici onda']);
    expect(JSON.stringify(left)).not.toContain('Jasam');
    const corrected = { ...spoken, words: spoken.words.map((w, i) => (i < 2 ? { ...w, recognised: 'Jasam' } : w)) };
    expect(JSON.stringify(redactedSegments([corrected, { ...corrected, id: 'other' }], plan([passage(0, 300)], [corrected])))).not.toContain('Jasam');
  });

  it('takes a word whole when a passage marked by time cuts it', () => {
    expect(ms(plan([passage(1_500, 1_600)]).sound)).toEqual([[1_000, 2_050]]);
  });

  it('widens to the whole segment for an untimed word, to the aligned neighbours for an estimated one', () => {
    const untimed = segment('s', 500, 5_000, [['a', 500, 900], ['b', 900, 900, 'untimed'], ['c', 2_000, 2_500]]);
    const byWord = (s: Segment): Passage => passage(900, 901, { anchor: { fromSegmentId: s.id, fromWord: 1, toSegmentId: s.id, toWord: 1 } });
    expect(ms(plan([byWord(untimed)], [untimed]).sound)).toEqual([[350, 5_150]]);
    const estimated = segment('s', 500, 5_000, [['a', 500, 900], ['b', 1_200, 1_300, 'estimated'], ['c', 2_000, 2_500]]);
    expect(ms(plan([byWord(estimated)], [estimated]).sound)).toEqual([[500, 2_500]]);
  });

  it('covers the words as they stand and the time they were marked at, when the transcript changed since', () => {
    const moved = passage(1_300, 1_900, { anchor: { fromSegmentId: 's', fromWord: 4, toSegmentId: 's', toWord: 4 } });
    const p = plan([moved]);
    expect(ms(p.sound)).toEqual([[1_000, 3_350]]);
    expect(redactedSegments([spoken], p)[0]?.text).toBe(`Ja ${REDACTED} onda`);
  });

  it('keeps to the time when the anchored segments are gone, and takes the whole segment of the one left', () => {
    const anchor = { fromSegmentId: 'gone', fromWord: 0, toSegmentId: 'gone', toWord: 3 };
    expect(ms(plan([passage(1_300, 1_900, { anchor })]).sound)).toEqual([[1_000, 2_050]]);
    expect(redactedSegments([spoken], plan([passage(7_000, 7_500, { anchor: { ...anchor, toSegmentId: 's' } })]))[0]?.text).toBe(REDACTED);
  });

  it('redacts everything that nobody rejected or withdrew', () => {
    for (const state of ['suggested', 'marked', 'approved'] as const) expect(plan([passage(1_300, 1_900, { state })]).sound).toHaveLength(1);
    for (const state of ['rejected', 'withdrawn'] as const) expect(plan([passage(1_300, 1_900, { state })])).toMatchObject({ sound: [], hidden: new Map() });
  });

  it('lets the stronger treatment win', () => {
    const p = plan([passage(5_000, 6_000, { audio: 'bleep', video: 'blur' }), passage(5_500, 7_000, { audio: 'mute', video: 'black' })], []);
    expect(p.sound).toMatchObject([{ startUs: 4_850 * MS, endUs: 7_150 * MS, treatment: 'mute' }]);
    expect(p.picture.map((s) => [s.startUs / MS, s.endUs / MS, s.treatment])).toEqual([[4_850, 5_350, 'blur'], [5_350, 7_150, 'black']]);
    expect(plan([passage(5_000, 6_000, { audio: 'bleep' })], []).sound[0]?.treatment).toBe('bleep');
  });

  it('hides a whole text whose words do not add up to it', () => {
    const odd = { ...spoken, text: 'Ja sam pucao u Zenici onda i opet' };
    expect(redactedSegments([odd], plan([passage(1_300, 1_900)], [odd]))).toMatchObject([{ text: REDACTED, words: [{ text: REDACTED }] }]);
    const wordless = { ...spoken, words: [] };
    expect(redactedSegments([wordless], plan([passage(3_000, 3_100)], [wordless]))[0]?.text).toBe(REDACTED);
  });

  it('knows words again whatever white space the text has between them, and hides all where there is one more', () => {
    const broken = { ...spoken, text: ' Ja sam\npucao  u Zenici\tonda\n' };
    expect(redactedSegments([broken], plan([passage(1_300, 1_900)], [broken]))[0]?.text).toBe(`Ja ${REDACTED} u Zenici onda`);
    for (const text of ['Ja sam pucao uZenici onda', 'Ja sam pu cao u Zenici onda', 'Ja sam pucao u Zenici onda onda']) {
      const other = { ...spoken, text };
      expect(plan([passage(1_300, 1_900)], [other]).hidden.get('s')).toBe('all');
    }
  });

  it('refuses to plan with a passage that has no time', () => {
    expect(() => plan([passage(2_000, 2_000)])).toThrow('redaction-plan-failed');
    expect(() => plan([passage(Number.NaN, 2_000)])).toThrow('redaction-plan-failed');
  });

  it('holds its promises on random interviews', () => {
    for (let seed = 1; seed <= 400; seed += 1) holdsPromises(seed);
  });
});

/** An interview in which every word is unique, so that any word that survives is found. */
function randomInterview(seed: number): { segments: Segment[]; passages: Passage[]; durationUs: number } {
  const r = seeded(seed);
  let at = 0;
  const segments = Array.from({ length: 1 + r.int(5) }, (_, s) => {
    const from = at;
    const words = Array.from({ length: r.int(9) }, (_, w): [string, number, number, Word['trust']] => {
      const trust = r.pick(['aligned', 'aligned', 'aligned', 'estimated', 'untimed'] as const);
      const start = at + r.int(200);
      at = start + r.int(600);
      return [`w${seed}x${s}x${w}`, start, at, trust];
    });
    at += 1 + r.int(500);
    return segment(`s${s}`, from, at, words);
  });
  const passages = Array.from({ length: r.int(5) }, () => {
    const start = r.int(at);
    const s = r.pick(segments);
    const anchor = r.int(2) === 0 || s.words.length === 0 ? null : { fromSegmentId: s.id, fromWord: r.int(s.words.length + 1), toSegmentId: s.id, toWord: r.int(s.words.length + 1) };
    return passage(start, start + 1 + r.int(1_500), {
      anchor, audio: r.pick(['mute', 'bleep'] as const), video: r.pick(['none', 'blur', 'black'] as const),
      state: r.pick(['suggested', 'marked', 'approved', 'rejected', 'withdrawn'] as const),
    });
  });
  return { segments, passages, durationUs: (at + 100) * MS };
}

/** Words spoken over each other for long are cut into after all. */
function isOverlapped(segments: readonly Segment[], word: Span): boolean {
  return segments.flatMap((s) => s.words.map((_, i) => possibleSpan(s, i))).filter((w) => overlaps(w, word)).length > 1;
}

function holdsPromises(seed: number): void {
  const { segments, passages, durationUs } = randomInterview(seed);
  const whole = planRedactions({ passages, segments, clip: null, durationUs });
  const covered = (a: number, b: number): boolean => whole.sound.some((s) => s.startUs <= Math.max(0, a) && s.endUs >= Math.min(durationUs, b));
  const active = passages.filter((p) => p.state !== 'rejected' && p.state !== 'withdrawn');
  for (const p of active) {
    expect(p.startUs >= durationUs || covered(p.startUs - DEFAULT_POLICY.paddingUs, p.endUs + DEFAULT_POLICY.paddingUs)).toBe(true);
    for (const { segment: s, index } of p.anchor ? anchoredWords(segments, p.anchor) : []) {
      const span = possibleSpan(s, index);
      expect(covered(span.startUs, span.endUs)).toBe(true);
      expect(whole.hidden.get(s.id) === 'all' || (whole.hidden.get(s.id) as Set<number>).has(index)).toBe(true);
    }
  }
  for (const [i, s] of whole.sound.entries()) {
    expect(s.endUs).toBeGreaterThan(s.startUs);
    const next = whole.sound[i + 1];
    if (next) expect(next.startUs - s.endUs).toBeGreaterThan(DEFAULT_POLICY.mergeGapUs);
  }
  const redacted = redactedSegments(segments, whole);
  const out = JSON.stringify(redacted);
  for (const secret of hiddenWords(segments, whole)) expect(out).not.toMatch(new RegExp(`\\b${secret}\\b`));
  for (const s of redacted) {
    expect(s.text).not.toContain(`${REDACTED} ${REDACTED}`);
    for (const w of s.words) {
      if (w.text !== REDACTED) expect(whole.sound.some((x) => overlaps(x, w))).toBe(false);
    }
  }
  for (const s of whole.sound) for (const segment of segments) for (const [index] of segment.words.entries()) {
    const word = possibleSpan(segment, index);
    // Up to what the search for a pause stops at, no end lies within a word.
    for (const edge of [s.startUs, s.endUs]) expect(word.startUs < edge && edge < word.endUs && edge !== durationUs && word.endUs - word.startUs < 1_000 * MS && !isOverlapped(segments, word)).toBe(false);
  }
  const longer = { ...DEFAULT_POLICY, paddingUs: DEFAULT_POLICY.paddingUs + 1 + ((seed * 7_919) % 900_000) };
  for (const policy of [longer, PADDING_ONLY]) {
    const other = planRedactions({ passages, segments, clip: null, durationUs, policy });
    const [less, most] = policy.pause ? [whole, other] : [other, whole];
    for (const s of less.sound) expect(most.sound.some((m) => m.startUs <= s.startUs && m.endUs >= s.endUs)).toBe(true);
    for (const [id, words] of less.hidden) {
      const all = most.hidden.get(id);
      expect(all === 'all' || (words !== 'all' && [...words].every((w) => all?.has(w)))).toBe(true);
    }
  }
  const more = planRedactions({ passages: [...passages, passage(seed % 3_000, (seed % 3_000) + 200)], segments, clip: null, durationUs });
  for (const s of whole.sound) expect(more.sound.some((m) => m.startUs <= s.startUs && m.endUs >= s.endUs)).toBe(true);
  const clip = { startUs: Math.floor(durationUs / 3), endUs: Math.floor(durationUs / 2) };
  const cut = planRedactions({ passages, segments, clip, durationUs });
  expect(cut.hidden).toEqual(whole.hidden);
  const total = (spans: readonly { startUs: number; endUs: number }[]): number => spans.reduce((n, s) => n + Math.max(0, Math.min(s.endUs, clip.endUs) - Math.max(s.startUs, clip.startUs)), 0);
  expect(total(cut.sound)).toBe(total(whole.sound));
  expect(total(cut.picture)).toBe(total(whole.picture));
}
