import type { Segment } from '../../../shared/domain';
import { shownInScript } from '../../../shared/script';
import type { Span } from '../../../shared/time';
import { matchesIn, replaceInFootage, type Match, type ReplaceRequest } from '../transcript/replace';
import { nextSegments } from '../transcript/history';
import { noteToAlign } from '../transcript/toAlign';
import { joinNext, retime, split } from '../transcript/reshaping';
import { markReviewed as reviewed } from '../transcript/review';
import { showingOf } from '../transcript/script';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';
import { announce } from './transcript';

const ofSegment = (did: string) => ({ segmentId }: { segmentId: string }, { footageId }: Segment): Deed => ({ item: { kind: 'segment', id: segmentId }, details: { did, footage: footageId } });

export const splitSegment = changing('transcript.edit', (workspace: Workspace, input: { segmentId: string; word: number; atUs: number | null }): Segment[] =>
  split(workspace.vault.db, input, workspace.actor.id).map((segment) => shown(workspace, segment)),
({ segmentId }, [first]) => ({ item: { kind: 'segment', id: segmentId }, details: { did: 'split', footage: first?.footageId ?? null } }));

export const joinSegments = changing('transcript.edit', (workspace: Workspace, input: { segmentId: string }): Segment => shown(workspace, joinNext(workspace.vault.db, input, workspace.actor.id)), ofSegment('join'));

export const retimeSegment = changing('transcript.edit', (workspace: Workspace, input: { segmentId: string } & Span): Segment => shown(workspace, retime(workspace.vault.db, input, workspace.actor.id)), ofSegment('retime'));

export const markReviewed = changing('transcript.edit', (workspace: Workspace, input: { segmentId: string; word: number | null; through?: number | undefined }): Segment => shown(workspace, reviewed(workspace.vault.db, input, workspace.actor.id)), ofSegment('markReviewed'));

/** Where a phrase stands; what replacing it would change. */
export const findMatches = looking('transcript.search', ({ vault }: Workspace, { footageId, query }: { footageId: string; query: string }): Match[] => matchesIn(vault.db, footageId, query));

export const replaceText = changing('transcript.edit', (workspace: Workspace, input: ReplaceRequest): { replaced: number } => {
  const answer = replaceInFootage(workspace.vault.db, input, workspace.actor.id);
  if (answer.replaced > 0) noteToAlign(workspace.vault.db, nextSegments(workspace.vault.db, input.footageId, 'undo'));
  announce(workspace, input.footageId);
  return answer;
}, ({ footageId }, { replaced }) => ({ item: { kind: 'footage', id: footageId }, details: { did: 'replace', replaced } }));

function shown(workspace: Workspace, segment: Segment): Segment {
  announce(workspace, segment.footageId);
  return shownInScript(segment, showingOf(workspace.vault.db, segment.footageId));
}
