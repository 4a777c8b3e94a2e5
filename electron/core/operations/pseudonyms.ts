import type { NameKind, Pseudonym, PseudonymDraft, PseudonymView } from '../../../shared/domain';
import { termsOfFootage } from '../glossary';
import { omit } from '../handover/omit';
import { handsOf } from '../pseudonyms/hands';
import { occurrencesIn, occurrenceView, type Occurrence } from '../pseudonyms/occurrences';
import { proposeName, proposeSubstitute, type Proposal } from '../pseudonyms/propose';
import { approvePseudonym as approve, excludeOccurrence as exclude, interviewOf, removePseudonym as remove, savePseudonym as save, type Place } from '../pseudonyms/pseudonyms';
import { listPseudonyms as list, pseudonymsOfFootage } from '../pseudonyms/rows';
import { hashOf } from '../redaction/planFor';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, looking } from './operation';

/** The names of the footage's interview that something else stands for, with every place in this footage. */
export const listPseudonyms = looking('pseudonyms.list', ({ vault: { db } }: Workspace, { footageId }: { footageId: string }): PseudonymView[] => viewsOf(db, footageId, pseudonymsOfFootage(db, footageId)));

interface Preview { readonly proposal: Proposal; readonly found: PseudonymView['found']; readonly elsewhere: number }

/**
 * What would be gone if something stood for this name: nothing is saved.
 *
 * @param name as said in the text; with `kind` null it is looked up and brought into its basic form first.
 * @throws ZapisError `footage-missing`, `pseudonym-no-interview`.
 */
export const previewPseudonym = looking('pseudonyms.list', ({ vault: { db } }: Workspace, { footageId, name, also, kind, id = null }: { footageId: string; name: string; also: readonly string[]; kind: NameKind | null; id?: string | null | undefined }): Preview => {
  const known = list(db, interviewOf(db, footageId)).filter((one) => one.id !== id);
  const proposal = kind === null ? proposeName(name, listSegments(db, footageId), termsOfFootage(db, footageId), known) : { name, kind, also: [...also], substitute: proposeSubstitute(name, kind, known) };
  const draft: Pseudonym = { id: 'draft', interviewId: '', name: proposal.name, also: [...proposal.also], kind: proposal.kind, substitute: '-', state: 'marked', excluded: [], createdAt: '', updatedAt: '' };
  const [view] = viewsOf(db, footageId, [draft]);
  return { proposal, found: view?.found ?? [], elsewhere: view?.elsewhere ?? 0 };
});

/** @throws ZapisError as `savePseudonym`; `not-allowed` where another name of the same is taken out by whom may not uncover. */
export const savePseudonym = changing('pseudonyms.save', (workspace: Workspace, draft: PseudonymDraft): PseudonymView => {
  const { db } = workspace.vault;
  const old = pseudonymsOfFootage(db, draft.footageId).find(({ id }) => id === draft.id);
  // A person's parts count alone, a place's do not: a change of kind may uncover as well.
  if (old && (old.kind !== draft.kind || old.also.some((one) => !draft.also.includes(one)))) authorise(workspace, 'pseudonyms.remove');
  return announce(workspace, draft.footageId, save(db, draft, workspace.actor));
}, ({ footageId }, { id, interviewId, kind }) => ({ item: { kind: 'interview', id: interviewId }, details: { pseudonym: id, kind, footage: footageId } }));

export const excludeOccurrence = changing('pseudonyms.exclude', (workspace: Workspace, { excluded, ...place }: Place & { excluded: boolean }): PseudonymView =>
  announce(workspace, place.footageId, exclude(workspace.vault.db, place, excluded, workspace.actor)),
({ footageId, startUs, excluded }, { id, interviewId }) => ({ item: { kind: 'interview', id: interviewId }, details: { pseudonym: id, footage: footageId, startUs, excluded } }));

export const approvePseudonym = changing('pseudonyms.approve', (workspace: Workspace, input: { footageId: string; id: string }): PseudonymView =>
  announce(workspace, input.footageId, approve(workspace.vault.db, input, workspace.actor)), deed);

export const removePseudonym = changing('pseudonyms.remove', (workspace: Workspace, input: { footageId: string; id: string }): Pseudonym => {
  const removed = remove(workspace.vault.db, input, workspace.actor);
  tell(workspace, removed.interviewId);
  return removed;
}, deed);

function deed({ footageId }: { footageId: string }, { id, interviewId }: Pick<Pseudonym, 'id' | 'interviewId'>): { item: { kind: string; id: string }; details: Record<string, string> } {
  return { item: { kind: 'interview', id: interviewId }, details: { pseudonym: id, footage: footageId } };
}

function announce(workspace: Workspace, footageId: string, saved: Pseudonym): PseudonymView {
  tell(workspace, saved.interviewId);
  const view = viewsOf(workspace.vault.db, footageId, pseudonymsOfFootage(workspace.vault.db, footageId)).find(({ id }) => id === saved.id);
  return view ?? { ...saved, markedBy: null, changedBy: null, found: [], elsewhere: 0 };
}

/** What is redacted changed in all footage of the interview. */
function tell({ vault: { db }, changes }: Workspace, interviewId: string): void {
  for (const footageId of footageOf(db, interviewId)) changes.emit('passages', footageId);
}

function footageOf(db: Database, interviewId: string): string[] {
  return db.prepare<[string], string>('SELECT id FROM footage WHERE interview_id = ?').pluck().all(interviewId);
}

function viewsOf(db: Database, footageId: string, pseudonyms: readonly Pseudonym[]): PseudonymView[] {
  if (pseudonyms.length === 0) return [];
  const occurrences = (id: string): Occurrence[] => occurrencesIn(listSegments(db, id), pseudonyms, hashOf(db, id));
  const here = occurrences(footageId);
  const elsewhere = footageOf(db, interviewOf(db, footageId)).filter((id) => id !== footageId).flatMap(occurrences);
  return pseudonyms.map((one) => omit(one, 'excluded')).map((rest) => {
    const own = (one: Occurrence): boolean => one.id === rest.id || one.others.includes(rest.id);
    return { ...rest, ...handsOf(db, rest.id), found: here.filter(own).map(occurrenceView), elsewhere: elsewhere.filter(own).length };
  });
}
