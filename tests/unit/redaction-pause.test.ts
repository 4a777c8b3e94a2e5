import { FADE_US, GUARD_US } from '../../electron/core/clips/soundFilter';
import { Pauses } from '../../electron/core/redaction/pause';
import { DEFAULT_POLICY, REDACTED, type PausePolicy } from '../../electron/core/redaction/policy';
import { planRedactions } from '../../electron/core/redaction/plan';
import { redactedSegments } from '../../electron/core/redaction/redactText';
import type { Passage, Segment, Word } from '../../shared/domain';
import { seeded } from '../support/random';

const MS = 1_000;
const POLICY = DEFAULT_POLICY.pause as PausePolicy;

type Said = readonly [text: string, startMs: number, endMs: number, trust?: Word['trust']];

function segment(id: string, words: readonly Said[]): Segment {
  const all = words.flatMap((w) => [w[1], w[2]]);
  return {
    id, footageId: 'f', startUs: Math.min(...all) * MS, endUs: Math.max(...all) * MS, language: 'bs', origin: 'machine', text: words.map((w) => w[0]).join(' '),
    words: words.map(([text, a, b, trust]) => ({ text, startUs: a * MS, endUs: b * MS, trust: trust ?? 'aligned' })),
  };
}

/** What is gone, and what is left to read, when one stretch is marked; milliseconds. */
function redact(segments: readonly Segment[], startMs: number, endMs: number): { gone: number[][]; left: string } {
  const passage: Passage = {
    id: 'p', footageId: 'f', startUs: startMs * MS, endUs: endMs * MS, text: '', anchor: null, reason: 'names-third-person', note: '', audio: 'mute', video: 'none',
    state: 'marked', who: null, severity: 2, suggestion: null, createdAt: '', updatedAt: '',
  };
  const plan = planRedactions({ passages: [passage], segments, clip: null, durationUs: 60_000 * MS });
  return { gone: plan.sound.map((s) => [s.startUs / MS, s.endUs / MS]), left: redactedSegments(segments, plan).map((s) => s.text).join(' / ') };
}

/** Words of equal length with equal gaps. */
const running = (count: number, wordMs: number, gapMs: number): Said[] => Array.from({ length: count }, (_, i) => [`w${i}`, i * (wordMs + gapMs), i * (wordMs + gapMs) + wordMs]);

describe('where padding ends', () => {
  it('leaves room for what the filters take beyond it', () => {
    expect(POLICY.clearUs).toBeGreaterThan(GUARD_US + FADE_US);
    expect(POLICY.overlappingUs).toBeGreaterThanOrEqual(POLICY.reachUs);
  });

  it('is 150 ms away where nothing is said there', () => {
    const words = segment('s', [['onda', 0, 400], ['Marko', 1_000, 1_500], ['kaže', 2_000, 2_300]]);
    expect(redact([words], 1_000, 1_500)).toEqual({ gone: [[850, 1_650]], left: `onda ${REDACTED} kaže` });
  });

  it('is the next pause in speech that runs on', () => {
    const words = segment('s', [['bio', 0, 300], ['je', 600, 700], ['moj', 700, 900], ['Marko', 900, 1_400], ['iz', 1_420, 1_550], ['sela', 1_560, 1_900], ['tamo', 2_100, 2_400]]);
    expect(redact([words], 900, 1_400)).toEqual({ gone: [[600, 1_900]], left: `bio ${REDACTED} tamo` });
  });

  it('is no silence as short as the closure of a consonant', () => {
    const words = segment('s', [['Marko', 0, 500], ['iz', 520, 700], ['Tuzle', 790, 1_100], ['tada', 1_500, 1_800]]);
    expect(redact([words], 0, 500).gone).toEqual([[0, 1_100]]);
  });

  it('does not reach so near to the next word that the fade would cut it', () => {
    const words = segment('s', [['Marko', 0, 500], ['iz', 690, 800], ['tada', 1_500, 1_800]]);
    expect(redact([words], 0, 500)).toEqual({ gone: [[0, 800]], left: `${REDACTED} tada` });
  });

  it('is between two words at the latest after half a second, where they are furthest apart', () => {
    const fast = segment('s', running(40, 80, 10));
    const { gone: [[from = 0, to = 0] = []] } = redact([fast], 1_800, 1_880);
    expect([from, to].map((at) => at % 90)).toEqual([0, 80]);
    expect(1_800 - from).toBeLessThanOrEqual(650 + 80);
    expect(to - 1_880).toBeLessThanOrEqual(650 + 80);
    const gaps = segment('s', [['Marko', 0, 500], ...running(12, 100, 0).map(([t, a, b]): Said => [t, a + 500 + (a >= 400 ? 50 : 0), b + 500 + (a >= 400 ? 50 : 0)])]);
    expect(redact([gaps], 0, 500).gone).toEqual([[0, 900]]);
  });

  it('takes words that are spoken together without any gap whole', () => {
    const words = segment('s', running(30, 300, 0));
    expect(redact([words], 3_000, 3_300)).toEqual({ gone: [[2_700, 3_600]], left: `${running(9, 1, 0).map((w) => w[0]).join(' ')} ${REDACTED} ${running(30, 1, 0).slice(12).map((w) => w[0]).join(' ')}` });
  });

  it('lies in no word of either when two talk over each other', () => {
    const one = segment('a', [['ime', 0, 400], ['mu', 420, 600], ['Marko', 620, 1_100], ['dobro', 1_900, 2_300]]);
    const other = segment('b', [['čekajte', 900, 1_500], ['malo', 1_520, 1_700]]);
    expect(redact([one, other], 620, 1_100)).toEqual({ gone: [[0, 1_700]], left: `${REDACTED} dobro / ${REDACTED}` });
  });

  it('gives up on not cutting words where two talk over each other for long', () => {
    const one = segment('a', running(40, 400, 0));
    const other = segment('b', running(40, 400, 0).map(([t, a, b]): Said => [`x${t}`, a + 200, b + 200]));
    const { gone: [[from = 0, to = 0] = []] } = redact([one, other], 6_000, 6_400);
    expect([from, to]).toEqual([5_400, 7_000]);
  });

  it('is the end of the segment where its words have no time, and counts an unwritten text as speech', () => {
    const timed = segment('a', [['kod', 0, 300], ['Marka', 310, 800]]);
    const untimed = segment('b', [['što', 850, 900, 'untimed'], ['znam', 900, 2_000, 'untimed']]);
    expect(redact([timed, untimed], 310, 800)).toEqual({ gone: [[0, 2_000]], left: `${REDACTED} / ${REDACTED}` });
    expect(redact([timed, { ...untimed, words: [] }], 310, 800).gone).toEqual([[0, 2_000]]);
    expect(redact([timed, { ...untimed, words: [], text: '' }], 310, 800).gone).toEqual([[0, 950]]);
  });

  it('shows no more when a passage is longer, on random speech', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const r = seeded(seed);
      const speaker = (name: string): Segment => {
        let at = r.int(400);
        return segment(name, Array.from({ length: 25 }, (_, i): Said => {
          const start = at + r.pick([0, 0, 5, 30, 80, 130, 400]);
          at = start + 40 + r.int(500);
          return [`${name}${i}`, start, at, r.pick(['aligned', 'aligned', 'aligned', 'aligned', 'estimated', 'untimed'] as const)];
        }));
      };
      const pauses = new Pauses(r.int(2) === 0 ? [speaker('a')] : [speaker('a'), speaker('b')], POLICY);
      for (let n = 0; n < 30; n += 1) {
        const startUs = r.int(9_000 * MS);
        const inner = { startUs, endUs: startUs + 1 + r.int(900 * MS) };
        const outer = { startUs: inner.startUs - r.int(700 * MS), endUs: inner.endUs + r.int(700 * MS) };
        const [less, more] = [pauses.grow(inner), pauses.grow(outer)];
        expect(less.startUs <= inner.startUs && less.endUs >= inner.endUs).toBe(true);
        expect(more.startUs <= less.startUs && more.endUs >= less.endUs).toBe(true);
      }
    }
  });
});
