import path from 'node:path';
import { footageOf, type ClipRequest, type ExportRefusal, type Job, type Severity } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { initials } from '../clips/approvals';
import { findSecret, secretWords } from '../clips/checkText';
import type { ClipOverride } from '../clips/manifest';
import { getFootage } from '../footage/footage';
import { assertApproved, holdingUp, openItems, openReasons, type Override } from '../redaction/gate';
import { planFor } from '../redaction/planFor';
import { standingRelease } from '../releasing/release';
import { shownSegments } from '../transcript/script';
import { listSegments } from '../transcript/segments';
import { getSetting, setSetting } from '../vault/settings';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, log, looking } from './operation';
import { isBlind, listenerOf, reasonUnheard, type ReasonUnheard } from './listening';
import { assertVisible, seesRaw } from './release';

interface ExportInput {
  readonly request: ClipRequest;
  readonly outFile: string;
  readonly overwrite: boolean;
  /** Why a custodian lets it go although passages are open, or unheard; leaves with the manifest and the audit log. */
  readonly overrideWhy?: string | undefined;
  /** Whether the finished clip is listened to once more before it gets its name; as the vault's setting says unless given. */
  readonly listen?: boolean | undefined;
  /** By which model; the fitting one that is installed unless given. */
  readonly modelId?: string | undefined;
}

/**
 * Begins to export a clip. Where several people work in the vault, only while all that is marked is approved and
 * every suggestion from the vault's threshold on is decided; an editor besides only what is released. The job asks
 * once more before the clip gets its name. A custodian may override with a written reason, and nobody else lets a clip go unheard.
 *
 * @throws ZapisError `not-allowed`, `footage-not-released`, `export-not-approved`, `export-override-leaks`, `export-unheard-unexplained`
 */
export const exportClip = changing('clips.export', (workspace, { request, outFile, overwrite, overrideWhy, listen, modelId }: ExportInput): Job => {
  const { vault, jobs } = workspace;
  assertMayExport(workspace, footageOf(request), overrideWhy);
  // Each footage of which somebody sees only what is released must be released until the end.
  const releases = seesRaw(workspace) ? {} : Object.fromEntries(footageOf(request).map((id) => [id, standingRelease(vault.db, id)?.id ?? '']));
  const listener = listenerOf(workspace, request.footageId, listen, modelId);
  const unheard = reasonUnheard(workspace, listener, overrideWhy);
  // Written for all clips, it may hold what is redacted in this one.
  if (unheard && overrideWhy === undefined) for (const footageId of footageOf(request)) assertTellsNothing(workspace, footageId, unheard.why);
  const override = overriding(workspace, footageOf(request), overrideWhy, unheard);
  if (unheard) log(workspace, 'clips.unheard', { item: { kind: 'footage', id: request.footageId }, details: { why: unheard.why } });
  for (const footageId of footageOf(request)) if (isBlind(workspace, footageId)) log(workspace, 'clips.unlooked', { item: { kind: 'footage', id: footageId } });
  return jobs.enqueue('export', path.basename(outFile), request.footageId, { request, outFile, overwrite, releases, override, ...listener });
}, ({ request }) => ({ item: { kind: 'footage', id: request.footageId }, details: { startUs: request.startUs, endUs: request.endUs, parts: 1 + (request.then?.length ?? 0), subtitles: request.subtitles } }));

/** Refuses what {@link exportClip} would refuse, before anybody chooses a file's name. */
export function assertMayExport(workspace: Workspace, footageIds: readonly string[], overrideWhy?: string): void {
  authorise(workspace, 'clips.export');
  for (const footageId of footageIds) {
    assertVisible(workspace, footageId);
    if (overrideWhy === undefined) assertApproved(workspace.vault.db, footageId);
    else {
      authorise(workspace, 'clips.override');
      assertTellsNothing(workspace, footageId, overrideWhy);
    }
  }
}

/** Refuses what nobody shall listen to without a custodian's reason, before anybody chooses a file's name. @throws as `reasonUnheard`. */
export function assertHeard(workspace: Workspace, footageIds: readonly string[], { listen, overrideWhy }: Pick<ExportInput, 'listen' | 'overrideWhy'>): void {
  for (const footageId of footageIds) reasonUnheard(workspace, listenerOf(workspace, footageId, listen), overrideWhy);
}

function overriding(workspace: Workspace, footageIds: readonly string[], why: string | undefined, unheard: ReasonUnheard | null): (ClipOverride & Override) | null {
  const { vault, actor } = workspace;
  if (why === undefined) return unheard && { ...unheard, open: [] };
  const open = footageIds.flatMap((footageId) => {
    const held = holdingUp(vault.db, footageId);
    if (held.length > 0) log(workspace, 'clips.override', { item: { kind: 'footage', id: footageId }, details: { why, open: held.length } });
    return held;
  });
  // Nothing to override: the clip shall not say that something was. Why nobody listens is something.
  return open.length === 0 && unheard === null ? null : { by: initials(actor.name), why, open: open.map(({ id }) => id) };
}

/** The reason leaves the vault: no redacted word may stand in it. */
function assertTellsNothing({ vault: { db } }: Workspace, footageId: string, why: string): void {
  const { durationUs } = getFootage(db, footageId);
  for (const segments of [listSegments(db, footageId), shownSegments(db, footageId)]) {
    const plan = planFor(db, footageId, { segments, clip: null, durationUs });
    if (findSecret(why, secretWords(segments, plan)) !== null) throw new ZapisError('export-override-leaks');
  }
}

/** Why no clip of this footage can be exported now, reason by reason, and whether that holds in this vault. */
export const exportRefusal = looking('passages.list', (workspace, { footageId }: { footageId: string }): ExportRefusal => {
  assertVisible(workspace, footageId);
  const { db } = workspace.vault;
  const holding = holdingUp(db, footageId);
  return { refused: holding.length > 0, threshold: getSetting(db, 'suggestionThreshold'), reasons: openReasons(holding.length > 0 ? holding : openItems(db, footageId)) };
});

/** From which severity on an undecided suggestion holds up exports and releases. */
export const suggestionThreshold = looking('passages.list', ({ vault }: Workspace): { threshold: Severity } => ({ threshold: getSetting(vault.db, 'suggestionThreshold') }));

/** Changes that. */
export const setSuggestionThreshold = changing('passages.threshold', ({ vault }, { threshold }: { threshold: Severity }): { threshold: Severity } => {
  setSetting(vault.db, 'suggestionThreshold', threshold);
  return { threshold };
}, ({ threshold }) => ({ item: null, details: { threshold } }));
