import type { Job, LanguageCode, Segment, TranslatedSegment, TranslationEngine, TranslationState, TranslationVersion, TranslationView, TranslationWarning } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { may } from '../../../shared/roles';
import { shownWords } from '../../../shared/script';
import { splitWords } from '../../../shared/text';
import { getFootage } from '../footage/footage';
import { termsOfFootage } from '../glossary/rows';
import { assertModelFits } from '../models/fit';
import { listPeople } from '../people/people';
import { checkTranslation, namesOf, type NameList } from '../translation/checks';
import { editTranslation, setTranslationState, type TranslationRef } from '../translation/edit';
import { redactedTranslation } from '../translation/leaving';
import { chooseEngine, listEngines, type EngineInfo } from '../translation/engines';
import { speechModel } from '../translation/speech/models';
import { getTranslation, isStale, listTranslations, translationVersions } from '../translation/rows';
import type { TranslationScope } from '../translation/translate';
import { showingOf } from '../transcript/script';
import { listSegments, segmentsAmong } from '../transcript/segments';
import type { Database } from '../vault/database';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';
import { assertVisible } from './release';

/** A footage's translation as this person may see it: raw, or with everything marked gone from it. */
export const readTranslation = looking('transcript.readRedacted', (workspace: Workspace, { footageId, language, segmentIds }: { footageId: string; language: LanguageCode; segmentIds?: readonly string[] | undefined }): TranslationView[] => {
  const asked = (id: string): boolean => segmentIds === undefined || segmentIds.includes(id);
  assertVisible(workspace, footageId);
  const { db } = workspace.vault;
  return may(workspace.actor.role, 'transcript.readRaw') ? views(db, footageId, segmentIds === undefined ? listTranslations(db, footageId, language) : segmentIds.flatMap((id) => getTranslation(db, id, language) ?? []).filter((one) => one.footageId === footageId)) : redactedTranslation(db, footageId, language).filter(({ id }) => asked(id)).map(({ id, text }) => ({
    segmentId: id, language, text, state: 'machine', engine: null, model: null, stale: false, sourceText: '', unknown: [], linked: false, warnings: [], writtenBy: null, updatedBy: null, updatedAt: '',
  }));
});

/**
 * Begins translating a footage's transcript.
 *
 * @param modelId of the recogniser, for `speech`; null: the best that can.
 * @throws ZapisError `footage-missing`, `translation-no-transcript`, `translation-no-engine`, `translation-no-pack`, `translation-no-pair`;
 *   `speech-cannot-translate`, `speech-no-model`, `model-too-large`.
 */
export const startTranslation = changing('translation.start', ({ jobs, vault }: Workspace, { footageId, to, engine, scope, modelId = null }: { footageId: string; to: LanguageCode; engine: TranslationEngine | null; scope: TranslationScope; modelId?: string | null }): Job => {
  const { name } = getFootage(vault.db, footageId);
  const languages = [...new Set(listSegments(vault.db, footageId).map(({ language }) => language))];
  if (languages.length === 0) throw new ZapisError('translation-no-transcript');
  // A model that cannot translate is told before anybody waits for it.
  if (engine === 'speech') assertModelFits(speechModel(modelId));
  return jobs.enqueue('translate', name, footageId, { to, engine: chooseEngine(engine, languages, to), scope, modelId });
}, ({ footageId, to, scope }) => ({ item: { kind: 'footage', id: footageId }, details: { to, scope } }));

const ofTranslation = (did: string) => ({ segmentId, language }: TranslationRef, { footageId }: { footageId: string }): Deed => ({ item: { kind: 'segment', id: segmentId }, details: { did, footage: footageId, language } });

export const writeTranslation = changing('translation.edit', (workspace: Workspace, input: TranslationRef & { text: string }) => shown(workspace, editTranslation(workspace.vault.db, input, workspace.actor.id)), ofTranslation('editTranslation'));

export const judgeTranslation = changing('translation.edit', (workspace: Workspace, input: TranslationRef & { state: Exclude<TranslationState, 'machine'> }) => shown(workspace, setTranslationState(workspace.vault.db, input, workspace.actor.id)), (input, output) => ofTranslation(input.state)(input, output));

/** Every version that stood of a segment's translation, by the names of people, the newest first. */
export const readTranslationVersions = looking('translation.edit', ({ vault: { db } }: Workspace, { segmentId, language }: TranslationRef): TranslationVersion[] => {
  const named = peopleOf(db);
  return translationVersions(db, segmentId, language).map((version) => ({ ...version, writtenBy: named(version.writtenBy), updatedBy: named(version.updatedBy) }));
});

/** What can translate on this computer. */
export const translationEngines = looking('translation.start', (): EngineInfo[] => listEngines());

function shown(workspace: Workspace, translation: TranslatedSegment): TranslationView & { footageId: string } {
  // Not as a change of the transcript: that would fetch everything that hangs on it while the person types on.
  workspace.changes.emit('translation', translation.footageId, [translation.segmentId]);
  const [view] = views(workspace.vault.db, translation.footageId, [translation]);
  if (!view) throw new ZapisError('translation-missing');
  return { ...view, footageId: translation.footageId };
}

function views(db: Database, footageId: string, translations: readonly TranslatedSegment[]): TranslationView[] {
  const segments = new Map(textsFor(db, footageId, translations).map((segment) => [segment.id, segment]));
  const names = namesOf(termsOfFootage(db, footageId));
  // As the original beside it is shown: a difference of script alone is none.
  const showing = showingOf(db, footageId);
  const shownText = (text: string, spoken: LanguageCode): string => (showing.script === 'asHeard' ? text : shownWords(splitWords(text), spoken, showing).join(' '));
  const named = peopleOf(db);
  return translations.map(({ segmentId, language, text, state, engine, model, sources, links, unknown, writtenBy, updatedBy, updatedAt }) => ({
    segmentId, language, text, state, engine, model, unknown, updatedAt, linked: links !== null, stale: isStale({ sources }, (id) => segments.get(id)?.text),
    warnings: checked(segments.get(segmentId), { text, language }, names),
    sourceText: shownText(sources.find((source) => source.segmentId === segmentId)?.text ?? '', segments.get(segmentId)?.language ?? 'und'), writtenBy: named(writtenBy), updatedBy: named(updatedBy),
  }));
}

type OriginalText = Pick<Segment, 'id' | 'text' | 'language'>;

/** Of one translation the originals that it was made from, of many the whole footage; never the times of thirty thousand words. */
function textsFor(db: Database, footageId: string, translations: readonly TranslatedSegment[]): OriginalText[] {
  if (translations.length < 20) return segmentsAmong(db, translations.flatMap(({ segmentId, sources }) => [segmentId, ...sources.map((source) => source.segmentId)]));
  return db.prepare<[string], OriginalText>('SELECT id, text, language FROM segment WHERE footage_id = ?').all(footageId);
}

function checked(original: OriginalText | undefined, translation: { text: string; language: LanguageCode }, names: NameList): TranslationWarning[] {
  return original ? checkTranslation(original, translation, names) : [];
}

function peopleOf(db: Database): (id: string | null) => string | null {
  const names = new Map(listPeople(db).map(({ id, name }) => [id, name]));
  return (id) => (id === null ? null : names.get(id) ?? '');
}
