import path from 'node:path';
import type { LanguageCode, MemoryHit, MemoryImport, TermUse } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { findSecret } from '../clips/checkText';
import { inTurn } from '../clips/subtitles';
import { getFootage, listFootage } from '../footage/footage';
import { listInterviews } from '../footage/interviews';
import { termsOfFootage } from '../glossary/rows';
import { AT_A_SEARCH_MS } from '../memory/indexing';
import { addImport, listImports, removeImport } from '../memory/imports';
import { memoryPairs, type MemoryPair } from '../memory/pairs';
import { concordance, concordanceOf, similarPairs } from '../memory/search';
import { termUses } from '../memory/terms';
import { parseWanted } from '../memory/wanted';
import { REDACTED } from '../redaction/policy';
import { standingRelease } from '../releasing/release';
import { transcriptToTmx } from '../transcript/formats/tmx';
import { listSegments } from '../transcript/segments';
import { readExchanged } from '../translation/exchange/read';
import type { Exchanged } from '../translation/exchange/exchanged';
import { redactedTranslation } from '../translation/leaving';
import { listTranslations, translationId } from '../translation/rows';
import { enqueueMemory } from '../workspace/memoryRunner';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, log, looking } from './operation';
import { writeOutFile } from './outFile';
import { seesRaw } from './release';
import { redactedTranscript } from './transcript';
import { secretsOf } from './translatedText';

/** What a search answers with at most. */
const MOST_HITS = 100;
/** Pairs like a segment that are shown: as many as there are keys to take one. */
const MOST_SIMILAR = 5;

/** Where the words of a query stand in what was translated; for editors in what is released, as they may read it. */
export const searchMemory = looking('memory.search', (workspace, { query }: { query: string }): MemoryHit[] => {
  const { db } = workspace.vault;
  const found = seesRaw(workspace) ? concordance(db, query, MOST_HITS, indexMs(workspace)) : concordanceOf(listFootage(db).filter(({ id }) => standingRelease(db, id) !== null).flatMap(({ id }) => redactedPairs(workspace, id)), parseWanted(query), MOST_HITS);
  const where = placesNamed(workspace);
  return found.map(({ importId, ...pair }) => ({ ...pair, where: where(pair.place, importId) }));
});

/** The command line has all the time; in the window everything else would wait. */
function indexMs({ onlyOwnJobs }: Workspace): number {
  return onlyOwnJobs ? Infinity : AT_A_SEARCH_MS;
}

/** What is like a segment in what was translated before, the likest first. @throws ZapisError `segment-missing`. */
export const similarInMemory = looking('memory.use', (workspace, { footageId, segmentId, language }: { footageId: string; segmentId: string; language: LanguageCode }): MemoryHit[] => {
  const { db } = workspace.vault;
  const segment = listSegments(db, footageId).find(({ id }) => id === segmentId);
  if (!segment) throw new ZapisError('segment-missing');
  const where = placesNamed(workspace);
  return similarPairs(db, segment.text, { language, but: translationId(segmentId, language), limit: MOST_SIMILAR, indexMs: indexMs(workspace) })
    .map(({ importId, ...pair }) => ({ ...pair, sourceMarks: [], targetMarks: [], where: where(pair.place, importId) }));
});

/** Terms of the interview's glossary that its translation renders in more than one way, over all of its footage. */
export const inconsistentTerms = looking('memory.use', ({ vault: { db } }: Workspace, { footageId, language }: { footageId: string; language: LanguageCode }): TermUse[] => {
  const { interviewId } = getFootage(db, footageId);
  const rendered = listFootage(db).filter((one) => one.id === footageId || (interviewId !== null && one.interviewId === interviewId)).flatMap(({ id }) => {
    const segments = new Map(listSegments(db, id).map((segment) => [segment.id, segment]));
    return listTranslations(db, id, language).flatMap(({ segmentId, text }) => {
      const segment = segments.get(segmentId);
      return segment && text !== '' ? [{ footageId: id, segmentId, startUs: segment.startUs, source: segment.text, target: text, sourceLanguage: segment.language, targetLanguage: language }] : [];
    });
  });
  return termUses(termsOfFootage(db, footageId), rendered);
});

/** Brings a TMX or XLIFF file of another tool into the memory. @throws ZapisError as `readExchanged` and `addImport`. */
export async function importMemory(workspace: Workspace, { file, name }: { file: string; name?: string | undefined }): Promise<{ added: MemoryImport; skipped: number }> {
  authorise(workspace, 'memory.import');
  const exchanged = await readExchanged(file);
  // A Word file does not say which languages it is in.
  if (exchanged.format === 'docx') throw new ZapisError('exchange-unreadable');
  const taken = takeIn(workspace, { exchanged, name: name ?? path.basename(file) });
  enqueueMemory(workspace);
  return taken;
}

const takeIn = changing('memory.import', ({ vault, actor }, { exchanged, name }: { exchanged: Exchanged; name: string }) => addImport(vault, exchanged, name, actor.id), ({ exchanged: { format } }, { added: { id, units } }) => ({ item: { kind: 'memory', id }, details: { format, units } }));

export const memoryImports = looking('memory.import', ({ vault }: Workspace): MemoryImport[] => listImports(vault.db));

/** @throws ZapisError `memory-import-missing`. */
export const removeMemoryImport = changing('memory.import', ({ vault }, { id }: { id: string }) => {
  removeImport(vault.db, id);
  return {};
}, ({ id }) => ({ item: { kind: 'memory', id }, details: { did: 'remove' } }));

/**
 * Writes the memory as TMX where the person chose. Redacted: without every pair of which anything is hidden, and of what the
 * person may see; raw for whom that is allowed, with what was brought in.
 *
 * @throws ZapisError `not-allowed`, `memory-empty`, `export-name-leaks`, and as `writeOutFile`.
 */
export async function exportMemory(workspace: Workspace, { file, redacted }: { file: string; redacted: boolean }): Promise<{ units: number }> {
  authorise(workspace, redacted ? 'transcript.exportRedacted' : 'transcript.exportRaw');
  const { db, id: vaultId } = workspace.vault;
  const visible = listFootage(db).filter(({ id }) => seesRaw(workspace) || standingRelease(db, id) !== null);
  if (redacted && visible.some(({ id }) => findSecret(path.basename(file), secretsOf(db, id)) !== null)) throw new ZapisError('export-name-leaks');
  const pairs = redacted ? visible.flatMap(({ id }) => redactedPairs(workspace, id)) : memoryPairs(db);
  const whole = pairs.filter(({ source, target }) => !source.includes(REDACTED) && !target.includes(REDACTED));
  if (whole.length === 0) throw new ZapisError('memory-empty');
  await writeOutFile(file, [transcriptToTmx({ segments: whole.flatMap(asSegments), title: '', citation: '', language: 'und', redacted, speakers: new Map(), vaultId })]);
  log(workspace, 'memory.export', { item: null, details: { redacted, units: whole.length } });
  return { units: whole.length };
}

function asSegments({ id, place, source, target, sourceLanguage, targetLanguage }: MemoryPair) {
  const [startUs, endUs] = [place?.startUs ?? 0, (place?.startUs ?? 0) + 1];
  const segment = { id: place?.segmentId ?? id, footageId: '', startUs, endUs, words: [], origin: 'edited' as const };
  return inTurn([{ ...segment, text: source, language: sourceLanguage }], [{ ...segment, text: target, language: targetLanguage }]);
}

/** A footage's part of the memory as it may leave. */
function redactedPairs(workspace: Workspace, footageId: string): MemoryPair[] {
  const { db } = workspace.vault;
  const originals = new Map(redactedTranscript(workspace, footageId).map((segment) => [segment.id, segment]));
  const states = new Map(listTranslations(db, footageId, 'en').map(({ segmentId, state }) => [segmentId, state]));
  return redactedTranslation(db, footageId, 'en', secretsOf(db, footageId)).flatMap((translated): MemoryPair[] => {
    const original = originals.get(translated.id);
    const state = states.get(translated.id) ?? 'machine';
    if (!original || state === 'machine' || original.text === '' || translated.text === '') return [];
    return [{ id: translationId(original.id, 'en'), source: original.text, target: translated.text, sourceLanguage: original.language, targetLanguage: 'en', state, place: { footageId, segmentId: original.id, startUs: original.startUs }, importId: null }];
  });
}

/** The interview by what its citation says, else the footage; nothing for whoever sees only what is released. */
function placesNamed(workspace: Workspace): (place: MemoryHit['place'], importId: string | null) => string {
  if (!seesRaw(workspace)) return () => '';
  const { db } = workspace.vault;
  const interviews = new Map(listInterviews(db).map(({ id, speakerCode, date }) => [id, [speakerCode, date].filter((part) => part.trim() !== '').join(' – ')]));
  const footage = new Map(listFootage(db).map(({ id, name, interviewId }) => [id, interviews.get(interviewId ?? '') || name]));
  const imports = new Map(listImports(db).map(({ id, name }) => [id, name]));
  return (place, importId) => (place === null ? imports.get(importId ?? '') : footage.get(place.footageId)) ?? '';
}
