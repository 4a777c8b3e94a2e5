import { planRedactions } from '../../electron/core/redaction/plan';
import { redactedSegments } from '../../electron/core/redaction/redactText';
import { translatedSegments } from '../../electron/core/translation/asSegments';
import { layBack } from '../../electron/core/translation/layBack';
import { coverTranslation } from '../../electron/core/translation/redact';
import { unitsOf } from '../../electron/core/translation/sentences';
import { passage as passageSchema, type Passage, type Segment, type TranslatedSegment } from '../../shared/domain';
import { foldWord } from '../../shared/text';
import { seeded } from '../support/random';

const S = 1_000_000;
/** A made-up language: each word has one in the other, in another order; names change their endings. */
const WORDS = ['kuća', 'most', 'voda', 'brdo', 'put', 'selo', 'noć', 'vojnik', 'ljudi', 'vatra', 'zima', 'kamion', 'glas', 'strah', 'dijete'];
const RENDERED: Readonly<Record<string, string>> = { kuća: 'house', most: 'bridge', voda: 'water', brdo: 'hill', put: 'road', selo: 'village', noć: 'night', vojnik: 'soldier', ljudi: 'people', vatra: 'fire', zima: 'winter', kamion: 'truck', glas: 'voice', strah: 'fear', dijete: 'child' };
const NAMES = [['Markom', 'Marko'], ['Ahmićima', 'Ahmići'], ['Prijedoru', 'Prijedor'], ['Đorđa', 'George'], ['Stojanovićem', 'Stojanović'], ['Osmanu', 'Osman'], ['Bećira', 'Bechir'], ['4021', '4021']] as const;

interface Pair { readonly segments: readonly Segment[]; readonly targets: readonly string[]; readonly links: [number, number][]; readonly secret: readonly number[] }

/** A sentence over one to three segments with a phrase in it that is to go, and its translation word by word in another order. */
function pair(random: () => number, id: number): Pair {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const count = 8 + Math.floor(random() * 10);
  const at = Math.floor(random() * (count - 3));
  const secret = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => at + i);
  const words = Array.from({ length: count }, (_, i) => (secret.includes(i) ? pick(NAMES) : ([pick(WORDS), ''] as const)));
  const order = words.map((_, i) => ({ i, key: i + random() * 4 })).sort((a, b) => a.key - b.key).map(({ i }) => i);
  const targets = order.map((i) => words[i]?.[1] || RENDERED[words[i]?.[0] ?? ''] || '');
  const cuts = [0, ...[Math.floor(count / 3), Math.floor((2 * count) / 3)].slice(0, Math.floor(random() * 3)), count];
  const segments = cuts.slice(1).map((to, n): Segment => {
    const from = cuts[n] ?? 0;
    const own = words.slice(from, to).map(([text], k) => ({ text: text + (from + k === count - 1 ? '.' : ''), startUs: (id * 100 + from + k) * S, endUs: (id * 100 + from + k) * S + 600_000, trust: 'aligned' as const }));
    return { id: `${id}-${n}`, footageId: 'f', startUs: own[0]?.startUs ?? 0, endUs: (id * 100 + to) * S, text: own.map(({ text }) => text).join(' '), language: 'bs', origin: 'machine', words: own };
  });
  return { segments, targets, links: order.map((i, target) => [i, target]), secret };
}

function mark({ segments, secret }: Pair): Passage {
  const words = segments.flatMap((s) => s.words.map((word, i) => ({ segmentId: s.id, i, word })));
  const [first, last] = [words[secret[0] ?? 0], words[secret.at(-1) ?? 0]];
  return passageSchema.parse({
    id: `p-${segments[0]?.id ?? ''}`, footageId: 'f', startUs: first?.word.startUs, endUs: last?.word.endUs, text: '', anchor: { fromSegmentId: first?.segmentId, fromWord: first?.i, toSegmentId: last?.segmentId, toWord: last?.i },
    reason: 'other', note: '', audio: 'mute', video: 'none', state: 'marked', createdAt: '', updatedAt: '', who: null, severity: 2, suggestion: null,
  });
}

const { next: random } = seeded(6);
const pairs = Array.from({ length: 300 }, (_, i) => pair(random, i));
const segments = pairs.flatMap((p) => p.segments);
const plan = planRedactions({ passages: pairs.map(mark), segments, clip: null, durationUs: 100_000 * S });
const translate = (linked: boolean): TranslatedSegment[] => pairs.flatMap((p) => unitsOf(p.segments).flatMap((unit) =>
  layBack(unit, [{ words: p.targets, links: linked ? p.links : null, unknown: [] }], { language: 'en', engine: 'bergamot', model: 'm' })));
/** What is left of each pair's translation. */
const left = (translations: readonly TranslatedSegment[], cover = coverTranslation(segments, translations, plan)): string[] => {
  const texts = new Map(redactedSegments(translatedSegments(segments, translations), cover).map(({ id, text }) => [id, text]));
  return pairs.map((p) => p.segments.map(({ id }) => texts.get(id) ?? '').join(' '));
};
const secretsOf = (p: Pair): string[] => p.links.filter(([source]) => p.secret.includes(source)).map(([, target]) => foldWord(p.targets[target] ?? ''));
const leaks = (texts: readonly string[]): number => texts.filter((text, i) => secretsOf(pairs[i] as Pair).some((word) => text.split(' ').map(foldWord).includes(word))).length;

test('of 300 sentences with names and phrases redacted in the original, none has them in its translation; the rest of it stays', () => {
  expect(leaks(left(translate(true), { hidden: new Map() }))).toBe(300);
  const texts = left(translate(true));
  expect(leaks(texts)).toBe(0);
  const kept = texts.join(' ').split(' ').filter((word) => word !== '[redacted]').length / pairs.reduce((sum, p) => sum + p.targets.length, 0);
  expect(kept).toBeGreaterThan(0.4);
});

test('without links, with a hidden word that is linked to nothing, or of an original that was changed, the whole sentence goes', () => {
  const whole = Array.from({ length: 300 }, () => '');
  expect(left(translate(false)).map((text) => text.replaceAll('[redacted]', '').trim())).toEqual(whole);
  const lost = translate(true).map((t) => ({ ...t, links: (t.links ?? []).filter(([source, word]) => plan.hidden.get(t.sources[source]?.segmentId ?? '') !== 'all' && !(plan.hidden.get(t.sources[source]?.segmentId ?? '') as ReadonlySet<number> | undefined)?.has(word)) }));
  expect(left(lost).map((text) => text.replaceAll('[redacted]', '').trim())).toEqual(whole);
  const stale = translate(true).map((t) => ({ ...t, sources: t.sources.map((s) => ({ ...s, text: `${s.text} x` })) }));
  expect(left(stale).map((text) => text.replaceAll('[redacted]', '').trim())).toEqual(whole);
});

test('what a person wrote into the sentence, and a name that was copied, go along; sentences without a redaction stay whole', () => {
  const one: Segment = { id: 'x', footageId: 'f', startUs: 0, endUs: 5 * S, text: 'Vidio sam Prijedorčanina tamo', language: 'bs', origin: 'machine', words: ['Vidio', 'sam', 'Prijedorčanina', 'tamo'].map((text, i) => ({ text, startUs: i * S, endUs: i * S + 500_000, trust: 'aligned' as const })) };
  const two: Segment = { ...one, id: 'y', startUs: 9 * S, endUs: 12 * S, text: 'Bilo je mirno.', words: ['Bilo', 'je', 'mirno.'].map((text, i) => ({ text, startUs: (9 + i) * S, endUs: (9 + i) * S + 500_000, trust: 'aligned' as const })) };
  const hidden = { hidden: new Map([['x', new Set([2])]]), sound: [{ startUs: 2 * S, endUs: 2 * S + 500_000, treatment: 'mute' as const, reasons: [] }] };
  const t = (segment: Segment, text: string, links: TranslatedSegment['links']): TranslatedSegment => ({ segmentId: segment.id, footageId: 'f', language: 'en', text, state: 'edited', engine: null, model: null, sources: [{ segmentId: segment.id, text: segment.text }], links, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '' });
  const shown = (translations: TranslatedSegment[]): string[] => redactedSegments(translatedSegments([one, two], translations), coverTranslation([one, two], translations, hidden)).map(({ text }) => text);
  expect(shown([t(one, 'I saw the man there', [[0, 0, 1], [0, 1, 0], [0, 2, 3], [0, 3, 4]]), t(two, 'It was calm.', null)])).toEqual(['I saw [redacted] there', 'It was calm.']);
  expect(shown([t(one, 'I saw him there in Prijedor', [[0, 0, 1], [0, 1, 0], [0, 2, 2], [0, 3, 3], [0, 3, 4], [0, 3, 5]])])).toEqual(['I saw [redacted] there in [redacted]']);
  expect(shown([t(one, 'I saw', [[0, 0, 1], [0, 1, 0]])])).toEqual(['[redacted]']);
});
