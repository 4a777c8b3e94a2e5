/** What a person is in a vault. */
export const ROLES = ['interviewer', 'translator', 'editor', 'custodian'] as const;
export type Role = (typeof ROLES)[number];

const EVERYONE: readonly Role[] = ROLES;
/** Those who work with the raw interview; editors see what is redacted. */
const INSIDERS: readonly Role[] = ['interviewer', 'translator', 'custodian'];
const KEEPERS: readonly Role[] = ['interviewer', 'custodian'];
const CUSTODIAN: readonly Role[] = ['custodian'];

/**
 * Who may do what: the one table. Enforced in `electron/core/operations`, which both the window and the
 * command line go through; screens only hide what it refuses. Tests go through every cell.
 */
export const MAY = {
  'vault.check': EVERYONE,
  'vault.publicKey': EVERYONE,
  'vault.changeOwnPassphrase': EVERYONE,
  /** Turns on and off that this computer's keyring opens the vault in the own name. */
  'vault.quickUnlock': EVERYONE,
  'vault.setIdleMinutes': CUSTODIAN,
  'vault.newRecoveryKey': CUSTODIAN,
  'vault.backUp': KEEPERS,
  'people.list': EVERYONE,
  'people.add': CUSTODIAN,
  'people.remove': CUSTODIAN,

  'interviews.list': EVERYONE,
  'interviews.create': KEEPERS,
  'interviews.update': INSIDERS,

  'glossary.list': INSIDERS,
  'glossary.save': INSIDERS,
  'glossary.remove': INSIDERS,

  'footage.list': EVERYONE,
  'footage.import': KEEPERS,
  'footage.assign': KEEPERS,
  'footage.delete': CUSTODIAN,
  /** The raw sound and picture, and what is drawn from them. */
  'footage.play': INSIDERS,
  /** Lets editors see it, redacted, once marking is done; or takes that back. */
  'footage.release': KEEPERS,
  /** The redacted preview of what is released. */
  'footage.playRedacted': EVERYONE,

  'jobs.list': EVERYONE,
  'jobs.cancel': EVERYONE,
  'jobs.dismissFinished': EVERYONE,

  /** What is said, unredacted. */
  'transcript.readRaw': INSIDERS,
  'transcript.readRedacted': EVERYONE,
  /** Writes it to a file outside the vault, unredacted. */
  'transcript.exportRaw': KEEPERS,
  'transcript.exportRedacted': ['interviewer', 'editor', 'custodian'],
  'transcript.start': KEEPERS,
  'transcript.edit': INSIDERS,
  'transcript.setScript': INSIDERS,
  /** The keys of a foot pedal, for everyone who works in this vault. */
  'playback.configure': EVERYONE,
  /** What heavy work may take of battery and processor. */
  'power.configure': EVERYONE,
  'transcript.search': INSIDERS,

  'translation.start': INSIDERS,
  /** Words that no dictionary knows, and what they may have meant to be. */
  'spelling.check': INSIDERS,
  /** Writes it and says how far it can be relied on. */
  'translation.edit': INSIDERS,

  /** Looks through what was translated in all interviews; editors through what is released, redacted. */
  'memory.search': EVERYONE,
  /** What is like the segment at hand, and terms that are rendered differently. */
  'memory.use': INSIDERS,
  /** Brings pairs of other tools in, or takes them out. */
  'memory.import': INSIDERS,

  /** Times and reasons; text and notes only for those who read the raw transcript. */
  'passages.list': EVERYONE,
  'passages.mark': INSIDERS,
  'passages.update': INSIDERS,
  'passages.withdraw': KEEPERS,
  /** By a second person: never by the one who marked it. */
  'passages.approve': KEEPERS,
  /** A suggestion by one person, what was marked never by the one who marked it. */
  'passages.reject': KEEPERS,
  /** For colleagues inside the vault. */
  'passages.comment': INSIDERS,
  /** Pinned to words: all of it, or for whoever sees nothing raw the annotations of words that are not hidden. */
  'remarks.list': EVERYONE,
  'remarks.write': INSIDERS,
  /** From which severity on undecided suggestions hold up exports. */
  'passages.threshold': CUSTODIAN,
  /** What reasons are called, and which there are. */
  'reasons.edit': CUSTODIAN,

  /** Names for which something else stands: they are the names. */
  'pseudonyms.list': INSIDERS,
  'pseudonyms.save': INSIDERS,
  /** As with passages: what uncovers is for those who may withdraw. */
  'pseudonyms.exclude': KEEPERS,
  'pseudonyms.approve': KEEPERS,
  'pseudonyms.remove': KEEPERS,

  /** Parts of the picture that are covered; places tell what is there. */
  'regions.list': INSIDERS,
  'regions.draw': INSIDERS,
  'regions.remove': KEEPERS,

  /** Has all clips of a footage leave with another voice. */
  'voice.hide': INSIDERS,
  /** Takes that back. */
  'voice.show': KEEPERS,

  /** The list of clips of an interview. */
  'clips.list': EVERYONE,
  /** Changes that list; editors where everything in a clip is released. */
  'clips.edit': ['interviewer', 'editor', 'custodian'],
  'clips.export': ['interviewer', 'editor', 'custodian'],
  /** Checks a clip that was exported before for what must not be in it. */
  'clips.leakcheck': ['interviewer', 'editor', 'custodian'],
  /** Whether finished clips are listened to unless an export says otherwise. */
  'clips.listening': CUSTODIAN,
  /** Exports although passages are open, with a written reason that goes along. */
  'clips.override': CUSTODIAN,

  'audit.read': CUSTODIAN,
  'audit.export': CUSTODIAN,
  'handover.export': KEEPERS,
  'handover.import': INSIDERS,
  'handover.resolve': INSIDERS,

  'models.list': EVERYONE,
  'models.add': EVERYONE,
  'models.remove': KEEPERS,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Action = keyof typeof MAY;

/** Whether a role may do something. */
export function may(role: Role, action: Action): boolean {
  const roles: readonly Role[] = MAY[action];
  return roles.includes(role);
}
