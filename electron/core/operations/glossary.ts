import type { GlossaryTerm } from '../../../shared/domain';
import { listTerms, removeTerm as remove, saveTerm as save, type TermDraft } from '../glossary/rows';
import type { Workspace } from '../workspace/workspace';
import { changing, looking } from './operation';

/** The names and words of an interview. */
export const listGlossary = looking('glossary.list', ({ vault }: Workspace, { interviewId }: { interviewId: string }): GlossaryTerm[] => listTerms(vault.db, interviewId));

/** @throws ZapisError `interview-missing`, `term-missing`, `term-known`, `term-empty`. */
export const saveTerm = changing('glossary.save', ({ vault, changes }: Workspace, draft: TermDraft): GlossaryTerm => {
  const term = save(vault.db, draft);
  changes.emit('interviews');
  return term;
}, ({ interviewId }, { id, kind }) => ({ item: { kind: 'interview', id: interviewId }, details: { term: id, kind } }));

/** @throws ZapisError `term-missing`. */
export const removeTerm = changing('glossary.remove', ({ vault, changes }: Workspace, { id }: { id: string }): { interviewId: string } => {
  const { interviewId } = remove(vault.db, id);
  changes.emit('interviews');
  return { interviewId };
}, ({ id }, { interviewId }) => ({ item: { kind: 'interview', id: interviewId }, details: { term: id } }));
