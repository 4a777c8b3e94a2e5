/** With several languages to expect the speech is heard turn by turn: chunks short enough for kills between them. */
export const HEARD = { language: 'auto', candidates: ['en', 'hr'] } as const;

/** What the crash test does between two kills. `settle` is not killed: it lets everything interrupted end. */
export const PHASES = ['opening', 'migration', 'import', 'transcription', 'editing', 'redaction', 'export', 'backup', 'passphrase', 'deletion', 'handover-out', 'handover-in'] as const;
export type Phase = (typeof PHASES)[number];

/** All that was ever answered. Kept by the process that kills; each new process compares the vault with it. */
export interface Ledger {
  /** SHA-256 by id. */
  readonly footage: Record<string, string>;
  /** Footage whose deletion was begun, and finished. */
  readonly removing: string[];
  readonly removed: string[];
  /** What a segment, or the state of a passage, may be: one value once its change was answered. */
  readonly texts: Record<string, string[]>;
  readonly passages: Record<string, string[]>;
  readonly interviews: string[];
  /** Kind by id. */
  readonly jobs: Record<string, string>;
  /** SHA-256 of what each import job was given, by the job's id. */
  readonly imports: Record<string, string>;
  /** SHA-256 by file. */
  readonly exported: Record<string, string>;
  readonly handedOut: string[];
  /** Handovers taken in, by their id. */
  readonly takenIn: string[];
  backups: number;
  /** The one in force comes first, or both where a change was not answered. */
  passphrases: string[];
}

/** Where everything of a run lies, and what the untouched processing of its footage gives. */
export interface Stage {
  readonly dir: string;
  readonly out: string;
  readonly workers: string;
  readonly talk: string;
  readonly diary: string;
  /** Null where there is no model or no voice on this machine. */
  readonly speech: { readonly id: string; readonly transcript: readonly string[]; readonly boundaries: readonly number[] } | null;
  readonly interviewId: string;
  readonly identity: string;
  readonly recipient: string;
  /** Handover packages for `recipient`, and a short film to import. */
  readonly packages: readonly string[];
  readonly film: string;
}

/** One line to a child process: what to do, and what must be there. */
export interface Order {
  readonly stage: Stage;
  readonly phase: Phase | 'settle';
  readonly deep: boolean;
  readonly seed: number;
  readonly ledger: Ledger;
}

export function emptyLedger(passphrase: string): Ledger {
  return { footage: {}, removing: [], removed: [], texts: {}, passages: {}, interviews: [], jobs: {}, imports: {}, exported: {}, handedOut: [], takenIn: [], backups: 0, passphrases: [passphrase] };
}

/** Takes a line of a child into the ledger. Lines that begin with `-ing` words say what is about to be done: the kill decides it. */
export function hear([what = '', id = '', value = '', more = '']: readonly string[], ledger: Ledger): void {
  const may = (known: Record<string, string[]>): void => { known[id] = [...(known[id] ?? []), value]; };
  if (what === 'footage') ledger.footage[id] = value;
  else if (what === 'removing') ledger.removing.push(id);
  else if (what === 'removed') ledger.removed.push(id);
  else if (what === 'writing') may(ledger.texts);
  else if (what === 'text') ledger.texts[id] = [value];
  else if (what === 'judging') may(ledger.passages);
  else if (what === 'passage') ledger.passages[id] = [value];
  else if (what === 'interview') ledger.interviews.push(id);
  else if (what === 'enqueued') {
    ledger.jobs[id] = value;
    if (value === 'import') ledger.imports[id] = more;
  } else if (what === 'exported') ledger.exported[id] = value;
  else if (what === 'handed-out') ledger.handedOut.push(id);
  else if (what === 'taken-in') ledger.takenIn.push(id);
  else if (what === 'backed-up') ledger.backups += 1;
  else if (what === 'changing') ledger.passphrases = [id, ...ledger.passphrases];
  else if (what === 'changed' || what === 'opened-with') ledger.passphrases = [id];
}
