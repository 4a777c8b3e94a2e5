import { reasonTold, type LanguageCode, type Passage, type PassageView, type Reason, type Segment } from '../../../shared/domain';
import { termsOfFootage } from '../glossary';
import { withHands } from '../redaction/hands';
import { listPassages, suggestPassages as store, type Suspicion } from '../redaction/passages';
import { isJudged, ownJudge, ownLexicons, suggest, suggestByJudge, suggestByTranslation, type ActKind, type Suggestion } from '../suggestions';
import { interviewerVoices } from '../transcript/interviewers';
import { listSegments } from '../transcript/segments';
import { listTranslations, translatedLanguages } from '../translation/rows';
import type { Workspace } from '../workspace/workspace';
import { changing } from './operation';

/** What the lexicons call acts, in the codes of reasons. */
const ACT_REASONS: Readonly<Record<ActKind, Reason>> = {
  'took-part': 'took-part', commanded: 'commanded', present: 'was-present', weapons: 'handled-weapons', trained: 'trained',
  recruited: 'recruited', joined: 'recruited', financed: 'financed', supported: 'financed', travelled: 'travelled',
};

export interface Suggested {
  readonly suggested: PassageView[];
  /** False where the judge's file is damaged: rules and word lists proposed alone. */
  readonly judged: boolean;
}

/**
 * Lets the machine propose passages of a footage, in the original and by its translations, by rules and word lists on this computer, and after them by the judge. Each is redacted until a
 * person rejects it; what was proposed before, whatever became of it, is not proposed again.
 *
 * @throws ZapisError `not-allowed`, `footage-missing`
 */
export const suggestPassages = changing('passages.mark', (workspace: Workspace, { footageId }: { footageId: string }): Suggested => {
  const { vault: { db }, actor, changes } = workspace;
  const language = db.prepare<[string], LanguageCode>('SELECT language FROM transcription WHERE footage_id = ?').pluck().get(footageId) ?? 'und';
  const segments = listSegments(db, footageId);
  const options = { glossary: termsOfFootage(db, footageId), lexicons: ownLexicons(), interviewers: interviewerVoices(db, footageId) };
  const spoken = suggest(segments, { ...options, language });
  const translations = translatedLanguages(db, footageId).map((to) => listTranslations(db, footageId, to));
  const byRules = translations.reduce<Suggestion[]>((known, into) => [...known, ...suggestByTranslation(segments, into, known, options)], spoken);
  const judge = ownJudge();
  const found = judge ? withJudged(byRules) : byRules;
  const suggested: Passage[] = store(db, footageId, found.map(suspicionOf), actor);
  if (suggested.length > 0) changes.emit('passages', footageId);
  return { suggested: suggested.map((passage) => withHands(db, passage)), judged: judge !== null };

  /** The judge after all rules, so that no guess of his stands where a rule knows, nor where somebody has decided already. */
  function withJudged(known: readonly Suggestion[]): Suggestion[] {
    if (!judge) return [...known];
    const isOpen = undecided(segments, listPassages(db, footageId));
    const own = suggestByJudge(segments, known, judge, { ...options, language });
    const guessed = translations.reduce<Suggestion[]>((before, into) => [...before, ...suggestByTranslation(segments, into, before, options, (rendered, as) => suggestByJudge(rendered, [], judge, as))], [...known, ...own]);
    return guessed.filter((one) => !isJudged(one) || isOpen(one));
  }
}, ({ footageId }, { suggested }) => ({ item: { kind: 'footage', id: footageId }, details: { suggested: suggested.length } }));

function suspicionOf({ span, reason, atRisk, severity, rule, fingerprint, why }: Suggestion): Suspicion {
  const act = Object.entries(ACT_REASONS).find(([kind]) => why.key === kind)?.[1];
  return { target: { words: span }, reason: reason === 'self-incrimination' && act ? act : reason, who: atRisk, severity, rule, fingerprint, why: { ...why, words: why.words.slice(0, 2_000) } };
}

/** Less than this two places have in common where one ends as the other begins, µs. */
const TOUCHING_US = 100_000;

/** Whether nobody has marked, and nobody rejected, that the speaker accuses himself there. */
function undecided(segments: readonly Segment[], passages: readonly Passage[]): (one: Suggestion) => boolean {
  const decided = passages.filter(({ reason, state, suggestion }) => reasonTold(reason) === 'self-incrimination' && (state === 'rejected' || state === 'withdrawn' ? suggestion !== null : true));
  const words = new Map(segments.map((segment) => [segment.id, segment.words]));
  return ({ span }) => {
    const startUs = words.get(span.fromSegmentId)?.[span.fromWord]?.startUs ?? 0;
    const endUs = words.get(span.toSegmentId)?.[span.toWord]?.endUs ?? 0;
    return !decided.some((one) => Math.min(one.endUs, endUs) - Math.max(one.startUs, startUs) > TOUCHING_US);
  };
}
