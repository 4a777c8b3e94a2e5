import type { LanguageCode, Passage, PassageView, Reason } from '../../../shared/domain';
import { termsOfFootage } from '../glossary';
import { withHands } from '../redaction/hands';
import { suggestPassages as store, type Suspicion } from '../redaction/passages';
import { ownLexicons, suggest, suggestByTranslation, type ActKind, type Suggestion } from '../suggestions';
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

/**
 * Lets the machine propose passages of a footage, in the original and by its translations, by rules and word lists on this computer. Each is redacted until a
 * person rejects it; what was proposed before, whatever became of it, is not proposed again.
 *
 * @throws ZapisError `not-allowed`, `footage-missing`
 */
export const suggestPassages = changing('passages.mark', (workspace: Workspace, { footageId }: { footageId: string }): { suggested: PassageView[] } => {
  const { vault: { db }, actor, changes } = workspace;
  const language = db.prepare<[string], LanguageCode>('SELECT language FROM transcription WHERE footage_id = ?').pluck().get(footageId) ?? 'und';
  const segments = listSegments(db, footageId);
  const options = { glossary: termsOfFootage(db, footageId), lexicons: ownLexicons(), interviewers: interviewerVoices(db, footageId) };
  const spoken = suggest(segments, { ...options, language });
  const found = translatedLanguages(db, footageId).reduce<Suggestion[]>((known, to) => [...known, ...suggestByTranslation(segments, listTranslations(db, footageId, to), known, options)], spoken);
  const suggested: Passage[] = store(db, footageId, found.map(suspicionOf), actor);
  if (suggested.length > 0) changes.emit('passages', footageId);
  return { suggested: suggested.map((passage) => withHands(db, passage)) };
}, ({ footageId }, { suggested }) => ({ item: { kind: 'footage', id: footageId }, details: { suggested: suggested.length } }));

function suspicionOf({ span, reason, atRisk, severity, rule, fingerprint, why }: Suggestion): Suspicion {
  const act = Object.entries(ACT_REASONS).find(([kind]) => why.key === kind)?.[1];
  return { target: { words: span }, reason: reason === 'self-incrimination' && act ? act : reason, who: atRisk, severity, rule, fingerprint, why: { ...why, words: why.words.slice(0, 2_000) } };
}
