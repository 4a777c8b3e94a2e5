import type { AuditEntryView, AuditFound, AuditQuery, AuditReport } from '../../../shared/domain';
import { foldForSearch } from '../../../shared/text';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { codeText } from '../../ui/messages';

/** Milliseconds of rest before what is typed is looked for. */
const REST_MS = 180;
/** Entries fetched at a time. */
const BLOCK = 100;

interface AuditLog {
  query: Omit<AuditQuery, 'named'>;
  found: AuditFound | null;
  entries: ReadonlyMap<number, AuditEntryView>;
  /** Number of the entry whose details are shown. */
  at: number | null;
  /** What following the chain came to; null while it runs. */
  report: AuditReport | null;
}

export const useAudit = vaultStore<AuditLog>(() => ({ query: { person: null, action: null, text: '' }, found: null, entries: new Map(), at: null, report: null }));

/** What an action is called; one of a newer version goes by its bare name. */
export function deedName(action: string): string {
  return codeText('audit.deeds.', action);
}

let asked = 0;

/** Looks for what the filters say; the entry shown stays where it still fits, else the newest is. */
export async function findInAudit(change: Partial<AuditLog['query']> = {}): Promise<void> {
  const query = { ...useAudit.getState().query, ...change };
  useAudit.setState({ query });
  asked += 1;
  const own = asked;
  const wanted = foldForSearch(query.text.trim());
  const named = wanted === '' ? [] : (useAudit.getState().found?.actions ?? []).filter((action) => foldForSearch(deedName(action)).includes(wanted));
  const found = await ask('audit.find', { ...query, named });
  if (!found || own !== asked) return;
  useAudit.setState(({ at }) => ({ found, at: at !== null && found.seqs.includes(at) ? at : found.seqs[0] ?? null }));
}

let resting: ReturnType<typeof setTimeout> | undefined;

/** Looks for what is being typed when the typing rests. */
export function typeInAudit(text: string): void {
  useAudit.setState(({ query }) => ({ query: { ...query, text } }));
  clearTimeout(resting);
  resting = setTimeout(() => void findInAudit(), REST_MS);
}

/** Follows the chain anew. */
export async function verifyAudit(): Promise<void> {
  useAudit.setState({ report: null });
  const report = await ask('audit.verify', {});
  if (report) useAudit.setState({ report });
}

const fetching = new Set<number>();

/** Sees to it that the entries in these places of the list are there: the log only grows, so each is fetched once. */
export async function fetchEntries(from: number, to: number): Promise<void> {
  const { found, entries } = useAudit.getState();
  const first = Math.floor(from / BLOCK) * BLOCK;
  const missing = (found?.seqs.slice(first, Math.ceil((to + 1) / BLOCK) * BLOCK) ?? []).filter((seq) => !entries.has(seq) && !fetching.has(seq)).slice(0, 2 * BLOCK);
  if (missing.length === 0) return;
  for (const seq of missing) fetching.add(seq);
  const fresh = await ask('audit.entries', { seqs: missing });
  for (const seq of missing) fetching.delete(seq);
  if (fresh) useAudit.setState((state) => ({ entries: new Map([...state.entries, ...fresh.map((entry) => [entry.seq, entry] as const)]) }));
}
