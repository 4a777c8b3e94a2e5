import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { findBySha256, markPreviewMade, setVoice } from '../footage/footage';
import { forgetHistory } from '../transcript/history';
import { transaction, type Database } from '../vault/database';
import { storageError } from '../vault/storageErrors';
import type { Vault } from '../vault/vault';
import type { Actor } from './actor';
import { noteItem } from './export';
import { DERIVED_PARTS, footageItem, footagePath, INTERVIEWS, interviewItem, transcriptItem, type FootageItem, type InterviewItem, type Manifest } from './format';
import { mergeGlossary } from './glossary';
import type { HandoverKey } from './keys';
import { isAwaited } from '../vault/awaited';
import { Landing } from './landing';
import { mergeInterview, type MergeContext, type MergeCount } from './mergeInterview';
import { mergeTranscript } from './mergeTranscript';
import { manifestOf, parseAs, textOf } from './reader';
import { TakeMeter, type TakeProgress } from './takeProgress';
import { mergePseudonyms } from './pseudonyms';
import { mergeMemory, travellingMemory, type TravellingMemory } from './memory';
import { mergeReasons } from './reasons';
import { readPackage, type UnpackOptions } from './unpack';
import { Versions } from './versions';

export interface ImportHandoverOptions extends Pick<UnpackOptions, 'signal'> {
  readonly onProgress?: ((progress: TakeProgress) => void) | undefined;
  readonly by: Actor;
  /** Also takes in again what was deleted here after it had been handed over; else that stays deleted. */
  readonly restoreDeleted?: boolean;
  /** Called inside the transaction that takes everything in: what it writes stands with it, or neither does. */
  readonly onEntered?: (entered: Entered) => void;
}

/** What was taken in, before its previews have been seen to. */
export type Entered = Omit<TakenIn, 'toPreview'> & { readonly arrived: readonly string[] };

export interface TakenIn {
  readonly handoverId: string;
  readonly from: string;
  readonly interviews: MergeCount;
  /** `added` came with or without its bytes; `filled` had been here as a transcript alone. */
  readonly footage: { readonly added: number; readonly filled: number };
  readonly segments: MergeCount;
  readonly passages: MergeCount;
  readonly translations: MergeCount;
  /** Pairs of other tools that the memory did not have. */
  readonly memoryUnits: number;
  /** Deleted here meanwhile, and therefore left out. */
  readonly skipped: readonly { readonly kind: 'interview' | 'footage'; readonly id: string }[];
  /** Footage of this vault that changed, for those who show it. */
  readonly footageIds: readonly string[];
  /** Footage whose preview is still to be made here. */
  readonly toPreview: readonly string[];
}

interface Arrived { manifest: Manifest; interviews: InterviewItem[]; footage: Map<string, FootageItem>; transcripts: Map<string, Buffer>; memory: TravellingMemory[] }

/**
 * Takes a colleague's handover into this vault, whether it is the first, or his work on ours coming back. It is read to
 * its last byte before anything is changed; then everything enters in one transaction, or nothing does. What both have
 * changed differently stays as it is here and waits for a person ({@link ../handover/conflicts}). Taking in the same
 * handover again changes nothing.
 *
 * @throws ZapisError as {@link readPackage}; `handover-from-newer`, `import-no-room`, `disk-full`, `disk-unreachable`; `AbortError`.
 */
export async function importHandover(vault: Vault, path: string, key: HandoverKey, o: ImportHandoverOptions): Promise<TakenIn> {
  const landing = new Landing(vault);
  const meter = new TakeMeter(o.onProgress);
  try {
    const arrived = await receive(vault, path, key, landing, meter, o);
    o.signal?.throwIfAborted();
    const result = enter(vault, arrived, landing, o);
    landing.reveal();
    const toPreview = await takeDerived(vault, path, key, arrived, landing.ids, meter, o);
    meter.end();
    return { ...result, toPreview };
  } catch (error) {
    throw storageError(error, new ZapisError('vault-damaged', { part: 'vault.db' }, { cause: error }));
  } finally {
    landing.discard();
  }
}

async function receive(vault: Vault, path: string, key: HandoverKey, landing: Landing, meter: TakeMeter, o: ImportHandoverOptions): Promise<Arrived> {
  let arrived: Arrived | null = null;
  const expected: { path: string; bytes: number }[] = [];
  for await (const item of readPackage(path, key, { signal: o.signal, onProgress: (read) => { meter.read(read); } })) {
    if (arrived === null) {
      const manifest = await manifestOf(item);
      arrived = { manifest, interviews: [], footage: new Map(), transcripts: new Map(), memory: [] };
      expected.push(...manifest.items);
      meter.begin(manifest, manifest.footage.filter((one) => one.included && ['new', 'awaited'].includes(placeOf(vault.db, { footage: one }, o.restoreDeleted ?? false).state)).length);
      continue;
    }
    const next = expected.shift();
    if (next?.path !== item.path || next.bytes !== item.bytes) throw new ZapisError('handover-damaged');
    const [, id = '', part = ''] = /^footage\/([\da-f-]{36})\/(.+)$/.exec(item.path) ?? [];
    if (item.path === INTERVIEWS) arrived.interviews = parseAs(z.array(interviewItem), await textOf(item));
    else if (item.path.startsWith('memory/')) arrived.memory.push(parseAs(travellingMemory, await textOf(item)));
    else if (part === 'footage.json') {
      const one = parseAs(footageItem.refine(({ footage }) => footage.id === id), await textOf(item));
      // The same bytes twice cannot have come out of a vault.
      if ([...arrived.footage.values()].some(({ footage }) => footage.sha256 === one.footage.sha256)) throw new ZapisError('handover-damaged');
      arrived.footage.set(id, one);
    }
    else if (part === 'transcript.json') arrived.transcripts.set(id, await textOf(item));
    else if (part === 'original') {
      const found = arrived.footage.get(id);
      if (!found) throw new ZapisError('handover-damaged');
      const place = placeOf(vault.db, found, o.restoreDeleted ?? false);
      if (place.state !== 'new' && place.state !== 'awaited') continue;
      await landing.receive(found, place.id, place.state === 'awaited', item, o.signal);
      meter.stored();
    }
  }
  if (arrived === null || expected.length > 0) throw new ZapisError('handover-damaged');
  return arrived;
}

/**
 * Where a package's footage belongs here. The same bytes are the same footage, whatever id they have where they come from.
 * @throws ZapisError `handover-damaged` when other bytes have its id here, which no honest package can bring about.
 */
function placeOf(db: Database, { footage }: { readonly footage: Pick<FootageItem['footage'], 'id' | 'sha256'> }, restoreDeleted: boolean): { id: string; state: 'new' | 'here' | 'awaited' | 'deleted' } {
  const same = findBySha256(db, footage.sha256);
  if (same) return { id: same.id, state: isAwaited(db, same.id) ? 'awaited' : 'here' };
  if (db.prepare('SELECT 1 FROM footage WHERE id = ?').get(footage.id) !== undefined) throw new ZapisError('handover-damaged');
  return { id: footage.id, state: !restoreDeleted && wasHere(db, 'footage', footage.id) ? 'deleted' : 'new' };
}

function wasHere(db: Database, kind: 'interview' | 'footage', id: string): boolean {
  return db.prepare('SELECT 1 FROM handover_item WHERE kind = ? AND item_id = ?').get(kind, id) !== undefined;
}

function enter(vault: Vault, { manifest, interviews, footage, transcripts, memory }: Arrived, landing: Landing, o: ImportHandoverOptions): Omit<TakenIn, 'toPreview'> {
  const { db } = vault;
  const counter = (): MergeCount => ({ added: 0, changed: 0, conflicts: 0 });
  const counts = { interviews: counter(), segments: counter(), passages: counter(), translations: counter() };
  const added = { added: 0, filled: landing.ids.filter((id) => isAwaited(db, id)).length };
  const skipped: TakenIn['skipped'][number][] = [];
  const footageIds: string[] = [];
  // Filled while everything enters.
  const taken = { handoverId: manifest.id, from: manifest.from, ...counts, footage: added, skipped, footageIds, memoryUnits: 0 };
  landing.placeAwaited();
  transaction(db, () => {
    const ctx: MergeContext = { db, versions: new Versions(db), handoverId: manifest.id, peer: manifest.from };
    mergeReasons(db, manifest.reasons ?? [], o.by);
    for (const item of interviews) {
      const { id } = item.interview;
      if (!o.restoreDeleted && wasHere(db, 'interview', id) && !exists(db, id)) skipped.push({ kind: 'interview', id });
      else {
        mergeInterview(ctx, item, counts.interviews);
        mergeGlossary(db, id, item.glossary, o.by);
        mergePseudonyms(db, id, item.pseudonyms, o.by);
        noteItem(db, 'interview', id);
      }
    }
    landing.completeRows(db);
    for (const [id, item] of footage) {
      const { id: localId, state } = placeOf(db, item, o.restoreDeleted ?? false);
      if (state === 'deleted') {
        skipped.push({ kind: 'footage', id });
        continue;
      }
      const interviewId = item.footage.interviewId !== null && exists(db, item.footage.interviewId) ? item.footage.interviewId : null;
      if (state === 'new') {
        landing.insertRow(db, item, localId, interviewId);
        added.added += 1;
      } else db.prepare('UPDATE footage SET interview_id = coalesce(interview_id, ?) WHERE id = ?').run(interviewId, localId);
      // Whoever asked for another voice is heard; that it was taken back elsewhere uncovers nothing here.
      if (item.footage.voice === 'disguise') setVoice(db, localId, 'disguise');
      const transcript = parseAs(transcriptItem, transcripts.get(id) ?? Buffer.from('null'));
      mergeTranscript({ ...ctx, footageId: localId, by: o.by, counts }, transcript);
      if (transcript.transcription) {
        db.prepare('INSERT OR IGNORE INTO transcription (footage_id, language, model, audio_us, elapsed_ms, finished_at) VALUES (@id, @language, @model, @audioUs, @elapsedMs, @finishedAt)')
          .run({ ...transcript.transcription, id: localId });
      }
      // What came in is not a deed of anyone here: undoing it would take the redactions away with the rest.
      if (state === 'new') forgetHistory(db, localId);
      for (const one of new Set([id, localId])) noteItem(db, 'footage', one);
      footageIds.push(localId);
    }
    // Behind the footage: of what has come now no copies are taken in.
    taken.memoryUnits = mergeMemory(vault, memory, { by: o.by, peer: manifest.from, restoreDeleted: o.restoreDeleted ?? false });
    db.prepare("INSERT OR IGNORE INTO handover (id, direction, peer_vault, peer, by, with_footage, created_at, handled_at) VALUES (?, 'in', ?, ?, ?, ?, ?, ?)")
      .run(manifest.id, manifest.vaultId, manifest.from, o.by.name, manifest.withFootage ? 1 : 0, manifest.createdAt, new Date().toISOString());
    o.onEntered?.({ ...taken, arrived: landing.ids });
  });
  return taken;
}

function exists(db: Database, interviewId: string): boolean {
  return db.prepare('SELECT 1 FROM interview WHERE id = ?').get(interviewId) !== undefined;
}

/**
 * What is derived can only join footage that is there, so it is read once more, from the front of the package. Whatever
 * fails now costs no more than making it anew.
 */
async function takeDerived(vault: Vault, path: string, key: HandoverKey, { manifest, footage }: Arrived, ids: readonly string[], meter: TakeMeter, o: ImportHandoverOptions): Promise<string[]> {
  const wanted = new Map([...footage].flatMap(([id, item]) => {
    const here = findBySha256(vault.db, item.footage.sha256);
    return here && ids.includes(here.id) ? DERIVED_PARTS.map((part) => [footagePath(id, `derived/${part}`), { id: here.id, part }] as const) : [];
  }).filter(([name]) => manifest.items.some((item) => item.path === name)));
  try {
    let left = wanted.size;
    if (left > 0) {
      meter.rereading();
      for await (const item of readPackage(path, key, { signal: o.signal, onProgress: (read) => { meter.read(read); } })) {
        const place = wanted.get(item.path);
        if (!place) continue;
        await vault.stores.open(place.id).putDerived(place.part, item.content);
        if (place.part === 'proxy' && lacksPreview(vault, place.id)) markPreviewMade(vault.db, place.id);
        left -= 1;
        if (left === 0) break;
      }
    }
  } catch {
    // Cancelled, or the stick was drawn: the footage is whole, and its preview is made here.
  }
  return ids.filter((id) => lacksPreview(vault, id));
}

/** Whether the player or the timeline still needs something made from this footage. */
export function lacksPreview(vault: Vault, footageId: string): boolean {
  const row = vault.db.prepare<[string], { playback: string }>('SELECT playback FROM footage WHERE id = ?').get(footageId);
  return row !== undefined && (row.playback === 'proxy-pending' || vault.stores.open(footageId).derived('waveform') === null);
}
