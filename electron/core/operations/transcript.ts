import type { DocumentFormat, Job, LanguageCode, Script, Segment, SpeakerCount, TextLanguage } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { may, type Action } from '../../../shared/roles';
import { shownInScript } from '../../../shared/script';
import { getFootage } from '../footage/footage';
import { defaultModelId } from '../models/catalogue';
import { assertModelFits } from '../models/fit';
import { assertToldLanguage } from '../models/told';
import { voiceModelPaths } from '../models/voices';
import { assertUncorrected, interviewLanguages } from '../transcription/rows';
import { planFor } from '../redaction/planFor';
import { redactedSegments } from '../redaction/redactText';
import { editShownText, showingOf, shownSegments } from '../transcript/script';
import { nextSegments, nextStep, redo as redoEdit, undo as undoEdit } from '../transcript/history';
import { noteToAlign } from '../transcript/toAlign';
import { searchTranscripts } from '../transcript/search';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, looking } from './operation';
import { assertVisible } from './release';
import { inLanguages } from './translatedText';

/** The transcript as this person may see it: raw, or with everything marked replaced. */
export const readTranscript = looking('transcript.readRedacted', (workspace, { footageId }: { footageId: string }): Segment[] => {
  assertVisible(workspace, footageId);
  return may(workspace.actor.role, 'transcript.readRaw') ? shownSegments(workspace.vault.db, footageId) : redactedTranscript(workspace, footageId);
});

/** The transcript with everything marked replaced, whoever asks. */
export function redactedTranscript(workspace: Workspace, footageId: string, script?: Script): Segment[] {
  const { db } = workspace.vault;
  const { durationUs } = getFootage(db, footageId);
  const segments = shownSegments(db, footageId, script);
  return redactedSegments(segments, planFor(db, footageId, { segments, clip: null, durationUs }));
}

/** The transcript for a document that leaves the vault; raw only for whom that is allowed. */
export const transcriptForDocument = changing('transcript.readRedacted', (workspace, { footageId, redacted, format, script, lang = 'orig' }: { footageId: string; redacted: boolean; format: DocumentFormat; /** Instead of the one chosen for the footage. */ script?: Script | undefined; lang?: TextLanguage | undefined }): Segment[] => {
  authorise(workspace, redacted ? 'transcript.exportRedacted' : 'transcript.exportRaw');
  assertVisible(workspace, footageId);
  const original = (): Segment[] => (redacted ? redactedTranscript(workspace, footageId, script) : shownSegments(workspace.vault.db, footageId, script));
  return lang === 'orig' ? original() : inLanguages(workspace.vault.db, { footageId, redacted, lang, original, mayLack: format === 'xliff' });
}, ({ footageId, redacted, format, lang = 'orig' }) => ({ item: { kind: 'footage', id: footageId }, details: { redacted, format, ...(lang === 'orig' ? {} : { lang }) } }));

/** @throws ZapisError `transcript-edited`, `model-unknown`, `model-too-large`, `model-needs-language`, `language-unknown-to-model`, `speakers-no-model`: before anything is queued. */
export const startTranscription = changing('transcript.start', ({ jobs, vault }, { footageId, language, modelId, replace, glossary = true, candidates, speakers = null }: { footageId: string; language: LanguageCode | 'auto'; modelId: string | null; replace: boolean; glossary?: boolean; candidates?: readonly LanguageCode[] | undefined; speakers?: SpeakerCount | null | undefined }): Job => {
  const { name } = getFootage(vault.db, footageId);
  if (!replace) assertUncorrected(vault.db, footageId);
  const id = modelId ?? defaultModelId();
  assertModelFits(id);
  assertToldLanguage(id, language, candidates ?? interviewLanguages(vault.db, footageId));
  // Refused now, not after hours of transcribing.
  if (speakers !== null) voiceModelPaths();
  return jobs.enqueue('transcribe', name, footageId, { language, modelId: id, replace, glossary, speakers, ...(candidates ? { candidates } : {}) });
}, ({ footageId, language, replace }) => ({ item: { kind: 'footage', id: footageId }, details: { language, replace } }));

export const editText = changing('transcript.edit', (workspace, { segmentId, text }: { segmentId: string; text: string }): Segment => {
  const { db } = workspace.vault;
  const segment = editShownText(db, segmentId, text, workspace.actor.id);
  noteToAlign(db, [segmentId]);
  announce(workspace, segment.footageId);
  return shownInScript(segment, showingOf(db, segment.footageId));
}, ({ segmentId }, { footageId }) => ({ item: { kind: 'segment', id: segmentId }, details: { footage: footageId } }));

/**
 * Finds the words in the sound again, of some segments or of the whole footage, as a job.
 * @throws ZapisError `footage-missing`, `footage-no-audio`, `segment-missing`.
 */
export const alignTranscript = changing('transcript.edit', ({ jobs, vault }: Workspace, { footageId, segmentIds }: { footageId: string; segmentIds: readonly string[] | null }): Job => {
  const { name, audio } = getFootage(vault.db, footageId);
  if (audio.length === 0) throw new ZapisError('footage-no-audio');
  const known = vault.db.prepare<[string, string], unknown>('SELECT 1 FROM segment WHERE id = ? AND footage_id = ?');
  if (segmentIds?.some((id) => known.get(id, footageId) === undefined) === true) throw new ZapisError('segment-missing');
  return jobs.enqueue('align', name, footageId, { segmentIds });
}, ({ footageId, segmentIds }) => ({ item: { kind: 'footage', id: footageId }, details: { did: 'align', segments: segmentIds?.length ?? 'all' } }));

export const undo = changing('transcript.edit', (workspace, { footageId }: { footageId: string }) => {
  authoriseTravel(workspace, footageId, 'undo');
  const segmentIds = nextSegments(workspace.vault.db, footageId, 'undo');
  const answer = undoEdit(workspace.vault.db, footageId);
  noteToAlign(workspace.vault.db, segmentIds);
  announce(workspace, footageId);
  return answer;
}, ({ footageId }, { what }) => ({ item: { kind: 'footage', id: footageId }, details: { undone: what } }));

export const redo = changing('transcript.edit', (workspace, { footageId }: { footageId: string }) => {
  authoriseTravel(workspace, footageId, 'redo');
  const segmentIds = nextSegments(workspace.vault.db, footageId, 'redo');
  const answer = redoEdit(workspace.vault.db, footageId);
  noteToAlign(workspace.vault.db, segmentIds);
  announce(workspace, footageId);
  return answer;
}, ({ footageId }, { what }) => ({ item: { kind: 'footage', id: footageId }, details: { redone: what } }));

export const search = looking('transcript.search', ({ vault }, { query }: { query: string }) => searchTranscripts(vault.db, query));

/** What taking back or doing again amounts to, where it is somebody else's deed. */
const TRAVEL: Readonly<Record<'undo' | 'redo', Readonly<Record<string, Action>>>> = {
  undo: { 'history.markPassage': 'passages.withdraw', 'history.updatePassage': 'passages.update', 'history.approvePassage': 'passages.approve', 'history.withdrawPassage': 'passages.mark',
    'history.setPseudonym': 'pseudonyms.remove', 'history.excludeOccurrence': 'pseudonyms.exclude', 'history.approvePseudonym': 'pseudonyms.approve', 'history.removePseudonym': 'pseudonyms.save',
    'history.acceptPassage': 'passages.withdraw', 'history.rejectPassage': 'passages.reject', 'history.commentPassage': 'passages.withdraw', 'history.suggestPassages': 'passages.withdraw',
    'history.addRegion': 'regions.remove', 'history.updateRegion': 'regions.draw', 'history.removeRegion': 'regions.draw', 'history.orderFaces': 'regions.remove', 'history.findFaces': 'regions.draw' },
  redo: { 'history.markPassage': 'passages.mark', 'history.updatePassage': 'passages.update', 'history.withdrawPassage': 'passages.withdraw',
    'history.setPseudonym': 'pseudonyms.save', 'history.excludeOccurrence': 'pseudonyms.exclude', 'history.removePseudonym': 'pseudonyms.remove',
    'history.acceptPassage': 'passages.mark', 'history.commentPassage': 'passages.comment', 'history.suggestPassages': 'passages.mark',
    'history.addRegion': 'regions.draw', 'history.updateRegion': 'regions.draw', 'history.removeRegion': 'regions.remove', 'history.orderFaces': 'regions.draw', 'history.findFaces': 'regions.draw' },
};

/**
 * Undo must be no way around the table: a translator who may not withdraw a passage would take its marking back
 * instead. One's own deeds may be taken back and done again; an approval
 * or a rejection is done again by nobody but its giver.
 */
function authoriseTravel(workspace: Workspace, footageId: string, direction: 'undo' | 'redo'): void {
  const step = nextStep(workspace.vault.db, footageId, direction);
  if (step === null || step.by === workspace.actor.id) return;
  if (direction === 'redo' && (['history.approvePassage', 'history.rejectPassage', 'history.approvePseudonym', 'history.approveTranslation'].includes(step.what))) throw new ZapisError('not-allowed');
  authorise(workspace, TRAVEL[direction][step.what] ?? 'transcript.edit');
}

/** Tells the screens that a footage's text, and perhaps its passages, changed. */
export function announce({ changes }: Workspace, footageId: string): void {
  changes.emit('transcript', footageId);
  changes.emit('passages', footageId);
}
