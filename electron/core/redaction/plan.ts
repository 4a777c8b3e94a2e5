import { reasonTold, type AudioTreatment, type Passage, type Reason, type Region, type Segment, type WholeTreatment, type WordAnchor } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { isJustWords } from '../../../shared/text';
import type { Span } from '../../../shared/time';
import { anchoredWords } from './anchors';
import { Pauses } from './pause';
import { DEFAULT_POLICY, type RedactionPolicy } from './policy';
import { strongestPicture } from './picture';
import { planRegions, searchedStretches, type RegionCover } from './regionPlan';
import { strongerSound } from './sound';
import { clamp, hull, mergeSpans, overlaps, without } from './spans';
import { possibleSpan } from './wordTimes';

export interface SoundSpan extends Span {
  readonly treatment: AudioTreatment;
  readonly reasons: readonly Reason[];
  /** How loud the room is that stands in for a replaced voice, root mean square of full scale; unknown unless given. */
  readonly roomRms?: number;
}

export interface PictureSpan extends Span {
  readonly treatment: Exclude<WholeTreatment, 'none'>;
}

/** Words of a segment that must not be written: their indices, or `all` when its text cannot be told apart by words. */
export type HiddenWords = ReadonlySet<number> | 'all';

/** Where a name is said for which something else stands in text. */
export interface NamedStretch extends Span {
  readonly anchor: WordAnchor;
  /** Its segment's text and words disagree. */
  readonly whole: boolean;
  readonly reason: Reason;
  readonly substitute: string;
}

/** What stands in text for words that are hidden as a name and for no other reason: by segment id and word. */
export type Substitutes = ReadonlyMap<string, ReadonlyMap<number, NamedStretch>>;

/** Everything that must be gone, on the footage's canonical timeline. Whatever leaves is derived from this. */
export interface RedactionPlan {
  /** What the plan is for; sound and picture are cut to it. */
  readonly clip: Span;
  /** Sorted, disjoint, padded. */
  readonly sound: readonly SoundSpan[];
  /** Sorted, disjoint, padded, not yet extended to whole frames (`coverFrames` does, knowing the frames). */
  readonly picture: readonly PictureSpan[];
  /** Parts of the picture, within `clip`. */
  readonly regions: readonly RegionCover[];
  /** Where faces are meant to be seen, within `clip`: nothing is covered there. */
  readonly bare?: readonly RegionCover[];
  /** Where the faces of passages are to be covered and nobody has searched for them, over the whole footage; covered whole. */
  readonly unsearched?: readonly Span[];
  /** By segment id. Reaches over the whole footage, whatever the clip. */
  readonly hidden: ReadonlyMap<string, HiddenWords>;
  readonly substitutes: Substitutes;
  /** Words of names that must not stand in what leaves, folded, whether anybody says them or not. */
  readonly secrets: ReadonlySet<string>;
}

export interface PlanInput {
  readonly passages: readonly Passage[];
  /** Muted like passages; in text the name alone goes, not what is said around it. */
  readonly names?: readonly NamedStretch[];
  readonly segments: readonly Segment[];
  readonly regions?: readonly Region[];
  /** Null plans for the whole footage. */
  readonly clip: Span | null;
  readonly durationUs: number;
  readonly policy?: RedactionPolicy;
}

/**
 * Decides what must be gone. Fails closed: every passage that was not rejected or withdrawn counts, approved or
 * not; a passage marked by words reaches over both its words as they stand and the time it was marked at; a word
 * that a passage touches goes whole, and with all the time it may have been spoken in (`possibleSpan`); then the
 * padding, in sound up to a pause; then every word that may be heard in what goes is hidden in text.
 * The faces of a passage are covered as regions where an order for them was searched to its end, the whole picture elsewhere.
 * Where treatments meet, the stronger wins: mute over replace over bleep for the whole joined span, black over blur.
 *
 * @throws ZapisError `redaction-plan-failed` for a passage without a valid time, `region-plan-failed` for a region that
 *   cannot be drawn: nothing may leave then.
 */
export function planRedactions(input: PlanInput): RedactionPlan {
  const { segments, durationUs, policy = DEFAULT_POLICY } = input;
  const footage = { startUs: 0, endUs: durationUs };
  const clip = input.clip ?? footage;
  const active = input.passages.filter((p) => p.state !== 'rejected' && p.state !== 'withdrawn');
  const names = (input.names ?? []).map((name) => ({ ...name, audio: 'mute' as const, video: 'none' as const }));
  const hidden = new Map<string, Set<number> | 'all'>();
  const hiddenNames = new Map<string, Set<number> | 'all'>();

  const padded = (stretches: readonly Stretch[], words: typeof hidden) => stretches.flatMap((passage) => {
    const core = reach(passage, segments, words);
    const span = clamp({ startUs: core.startUs - policy.paddingUs, endUs: core.endUs + policy.paddingUs }, footage);
    return span ? [{ passage, span }] : [];
  });
  const pauses = policy.pause && active.length + names.length > 0 ? new Pauses(segments, policy.pause) : null;
  const grown = (span: Span): Span => (pauses ? clamp(pauses.grow(span), footage) ?? span : span);
  const soundOf = (spans: ReturnType<typeof padded>): SoundSpan[] => mergeSpans<SoundSpan>(
    spans.map(({ passage, span }) => ({ ...grown(span), treatment: passage.audio, reasons: [reasonTold(passage.reason)] })),
    policy.mergeGapUs,
    (a, b) => ({
      ...a,
      treatment: strongerSound(a.treatment, b.treatment),
      reasons: [...new Set([...a.reasons, ...b.reasons])].sort(),
    }),
  );
  const marked = padded(active, hidden);
  const sound = soundOf([...marked, ...padded(names, hiddenNames)]);
  const { covers, whole, bare } = planRegions(input.regions ?? [], clip);
  const unsearched = without(mergeSpans<Span>(marked.filter(({ passage }) => passage.video === 'faces').map(({ span }) => span), 0, (a) => a), searchedStretches(input.regions ?? []));
  const picture = strongestPicture([
    ...marked.flatMap(({ passage: { video }, span }) => (video === 'faces' ? [] : [{ ...span, treatment: video }])),
    ...unsearched.map((span) => ({ ...span, treatment: 'blur' as const })), ...whole,
  ]);
  // Around a name nothing is hidden in text: it is known by its letters, not by its time.
  const heard = names.length === 0 ? sound : soundOf(marked);
  for (const segment of segments) hideHeard(segment, heard, hidden);
  const substitutes = substitute(names, segments, hidden, hiddenNames);

  const inClip = <S extends Span>(spans: readonly S[]): S[] => spans.flatMap((s) => clamp(s, clip) ?? []);
  return { clip, sound: inClip(sound), picture: inClip(picture), regions: covers, bare, unsearched, hidden, substitutes, secrets: new Set() };
}

type Stretch = Pick<Passage, 'startUs' | 'endUs' | 'anchor' | 'audio' | 'video' | 'reason'>;

/** The passage's time before padding; marks the words it names as hidden on the way. */
function reach(passage: Stretch, segments: readonly Segment[], hidden: Map<string, Set<number> | 'all'>): Span {
  if (!Number.isFinite(passage.startUs) || !Number.isFinite(passage.endUs) || passage.endUs <= passage.startUs) {
    throw new ZapisError('redaction-plan-failed');
  }
  const named = passage.anchor ? anchoredWords(segments, passage.anchor) : [];
  for (const { segment, index } of named) hide(hidden, segment.id, index);
  const marked = hull(passage, ...named.map(({ segment, index }) => possibleSpan(segment, index)));
  const touched = segments.flatMap((segment) => {
    if (segment.words.length === 0) return overlaps(segment, marked) && segment.text.trim() !== '' ? [segment] : [];
    return segment.words.map((_, index) => possibleSpan(segment, index)).filter((span) => overlaps(span, marked));
  });
  return hull(marked, ...touched);
}

function hideHeard(segment: Segment, sound: readonly SoundSpan[], hidden: Map<string, Set<number> | 'all'>): void {
  if (!isJustWords(segment.text, segment.words.map((w) => w.text))) {
    // Text and words disagree: which words the text's parts are is unknown, so none of it can be shown.
    const whole = segment.words.reduce((span, _, i) => hull(span, possibleSpan(segment, i)), hull(segment));
    if (hidden.has(segment.id) || sound.some((s) => overlaps(s, whole))) hidden.set(segment.id, 'all');
    return;
  }
  segment.words.forEach((_, index) => {
    const span = possibleSpan(segment, index);
    if (sound.some((s) => overlaps(s, span))) hide(hidden, segment.id, index);
  });
}

/** Hides the names' words, too, and says what stands for those that no passage hides any word of. */
function substitute(names: readonly NamedStretch[], segments: readonly Segment[], hidden: Map<string, Set<number> | 'all'>, ofNames: ReadonlyMap<string, ReadonlySet<number> | 'all'>): Substitutes {
  const substitutes = new Map<string, Map<number, NamedStretch>>();
  const byPassages = new Map([...hidden].map(([id, words]) => [id, words === 'all' ? words : new Set(words)]));
  for (const name of names) {
    const words = anchoredWords(segments, name.anchor);
    if (name.whole || words.some(({ segment, index }) => isHidden(byPassages.get(segment.id), index))) continue;
    for (const { segment, index } of words) substitutes.set(segment.id, (substitutes.get(segment.id) ?? new Map<number, NamedStretch>()).set(index, name));
  }
  for (const [id, words] of ofNames) if (words !== 'all') for (const word of words) hide(hidden, id, word);
  for (const name of names) if (name.whole) hidden.set(name.anchor.fromSegmentId, 'all');
  return substitutes;
}

function isHidden(hidden: HiddenWords | undefined, word: number): boolean {
  return hidden === 'all' || hidden?.has(word) === true;
}

function hide(hidden: Map<string, Set<number> | 'all'>, segmentId: string, index: number): void {
  const words = hidden.get(segmentId);
  if (words === 'all') return;
  if (words) words.add(index);
  else hidden.set(segmentId, new Set([index]));
}

/** A span of the plan in time from the clip's first instant. */
export function inClipTime<S extends Span>(span: S, clip: Span): S {
  return { ...span, startUs: span.startUs - clip.startUs, endUs: span.endUs - clip.startUs };
}
