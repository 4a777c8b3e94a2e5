import { z } from 'zod';
import {
  atRisk, audioTreatment, checkReport, clipVoice, conflict, documentFormat, footage, glossaryTerm, interview, interviewDraft, job, keptCheck, languageCode, modelInfo, nameKind, occurrence, passageComment, passageDraft, passageView, person, playbackSettings, powerSettings, powerStatus, pseudonymDraft, pseudonymView, reasonCode, reasonDraft, reasonView, region, regionChange, regionDraft, role, script, segment, severity, speaker, speakerCount, textLanguage, videoTreatment, waveform,
} from '../domain';
import { clipRequests } from './clips';
import { auditRequests } from './audit';
import { deskRequests } from './desk';
import { nothing, footageRef, done, segmentsRef, interfaceLanguage } from './refs';


const vaultStatus = z.object({
  /** `none`: no vault in the chosen folder yet. */
  state: z.enum(['none', 'locked', 'unlocked']),
  /** Name of the vault's folder, without its path. */
  name: z.string(),
  /** Minutes without a key press or click after which the vault locks itself. */
  idleMinutes: z.number().int().positive(),
  /** Who unlocked it; null while it is locked. */
  person: person.pick({ id: true, name: true, role: true }).nullable(),
  /** Whether a recovery key was made; null while the vault is locked. */
  recoveryKey: z.boolean().nullable(),
});

const quickUnlock = z.object({
  /** Whether this computer has a keyring in which a key is safe. */
  keyring: z.boolean(),
  /** Whether it opens this vault now. */
  ready: z.boolean(),
  /** The own quick unlock of whoever is at work; `elsewhere` on another computer or account. */
  own: z.enum(['off', 'here', 'elsewhere']),
});

/**
 * Every request that the renderer may make. `electron/app/ipc.ts` needs a handler for each (a missing
 * one does not compile), checks the sender, and parses the input with these schemas before any handler runs.
 */
export const requests = {
  'app.info': { input: nothing, output: z.object({ version: z.string(), ffmpeg: z.string(), electron: z.string(), unofficialElectron: z.boolean() }) },

  /** The language of the interface, kept for this computer account; until one is chosen, the computer's own. */
  'app.language': { input: nothing, output: interfaceLanguage },
  'app.setLanguage': { input: interfaceLanguage, output: interfaceLanguage },

  'vault.status': { input: nothing, output: vaultStatus },
  'vault.chooseFolder': { input: nothing, output: vaultStatus },
  'vault.create': { input: z.object({ passphrase: z.string().min(1).max(1024), /** Who makes it; the vault's first custodian. */ name: z.string().max(80).optional() }).strict(), output: vaultStatus },
  /** Unlocks nothing: sets a new passphrase for a custodian by the words of the recovery key. */
  'vault.recover': { input: z.object({ words: z.string().max(400), passphrase: z.string().min(1).max(1024) }).strict(), output: vaultStatus },
  'vault.changeOwnPassphrase': { input: z.object({ old: z.string().max(1024), fresh: z.string().min(1).max(1024) }).strict(), output: done },
  /** The words of a new recovery key, shown once; the one before stops working. */
  'vault.newRecoveryKey': { input: nothing, output: z.object({ words: z.string() }) },
  /** The quick check answers with its report; the deep one begins as a job, whose report is kept. */
  'vault.check': { input: z.object({ deep: z.boolean() }).strict(), output: z.object({ report: checkReport.nullable(), job: job.nullable() }) },
  /** What the last deep check found; null when there was none, or it was dismissed. */
  'vault.checkReport': { input: nothing, output: keptCheck.nullable() },
  'vault.dismissCheckReport': { input: nothing, output: done },

  /** Asks for a folder, then backs up as a job; null when the dialog was closed. */
  'vault.backUp': { input: nothing, output: job.nullable() },
  ...auditRequests,

  /** The person's own public key for handovers, and eight words to compare it by voice. */
  'handover.ownKey': { input: nothing, output: z.object({ recipient: z.string(), words: z.string() }) },
  /** The eight words of a colleague's public key, to be compared by voice before anything is locked for it. */
  'handover.recipientWords': { input: z.object({ recipient: z.string().max(200) }).strict(), output: z.object({ words: z.string() }) },
  /** Asks where to save, then packs as a job. Without a recipient a passphrase is made, shown only in this answer. */
  'handover.export': {
    input: z.object({ interviewIds: z.array(z.string()).min(1), withFootage: z.boolean(), /** Pairs of other tools in the memory. */ withMemory: z.boolean().optional(), recipient: z.string().nullable() }).strict(),
    output: z.object({ job, passphrase: z.string().nullable() }).nullable(),
  },
  /** Asks for a package; one locked with a passphrase is asked for again, with it, and main remembers which file it was. */
  'handover.import': { input: z.object({ passphrase: z.string().nullable() }).strict(), output: z.object({ job: job.nullable(), needsPassphrase: z.boolean() }) },
  'handover.conflicts': { input: nothing, output: z.array(conflict) },
  'handover.resolve': { input: z.object({ id: z.string(), choice: z.union([z.enum(['ours', 'theirs']), z.object({ text: z.string().max(20_000) })]) }).strict(), output: done },

  'people.list': { input: nothing, output: z.array(person) },
  'people.add': { input: z.object({ name: z.string().min(1).max(80), role, passphrase: z.string().min(1).max(1024) }).strict(), output: person },
  'people.remove': { input: z.object({ name: z.string() }).strict(), output: person },

  'vault.unlock': { input: z.object({ passphrase: z.string().min(1).max(1024) }).strict(), output: vaultStatus },
  /** Opening the vault by this computer's keyring, off until a person turns it on with the own passphrase. */
  'quickUnlock.status': { input: nothing, output: quickUnlock },
  'quickUnlock.enable': { input: z.object({ passphrase: z.string().min(1).max(1024) }).strict(), output: quickUnlock },
  'quickUnlock.disable': { input: nothing, output: quickUnlock },
  'quickUnlock.use': { input: nothing, output: vaultStatus },

  /** What the foot pedal's keys do, and how far playback goes back when it is taken up again. */
  'playback.settings': { input: nothing, output: playbackSettings },
  'playback.configure': { input: playbackSettings, output: playbackSettings },

  /** Whether heavy work waits for battery or heat, and what is chosen for that. */
  'power.status': { input: nothing, output: powerStatus },
  'power.configure': { input: powerSettings, output: powerStatus },
  /** Heavy work goes on all the same. */
  'power.goOn': { input: nothing, output: powerStatus },
  /** How full the battery is, 0 to 1, which only the window can know. */
  'power.battery': { input: z.object({ level: z.number().min(0).max(1).nullable() }).strict(), output: done },

  'vault.lock': { input: nothing, output: vaultStatus },
  /** The renderer reports that the person is at work; main decides when idle has lasted too long. */
  'vault.active': { input: nothing, output: done },
  'vault.setIdleMinutes': { input: z.object({ minutes: z.number().int().min(1).max(240) }).strict(), output: vaultStatus },

  'interviews.list': { input: nothing, output: z.array(interview) },
  'interviews.create': { input: interviewDraft, output: interview },
  'interviews.update': { input: z.object({ id: z.string(), draft: interviewDraft }).strict(), output: interview },

  /** Names and words that the recogniser of an interview should know. */
  'glossary.list': { input: z.object({ interviewId: z.string() }).strict(), output: z.array(glossaryTerm) },
  /** `id` null: a new term. */
  'glossary.save': { input: glossaryTerm.extend({ id: z.string().nullable() }).strict(), output: glossaryTerm },
  'glossary.remove': { input: z.object({ id: z.string() }).strict(), output: done },

  'footage.list': { input: nothing, output: z.array(footage) },
  /** Opens the system's file dialog; answers with the jobs begun (none when the dialog was closed). */
  'footage.pick': { input: z.object({ interviewId: z.string().nullable() }).strict(), output: z.array(job) },
  /** Paths come from the preload script, which asks Electron for the path behind a dropped file. */
  'footage.importDropped': { input: z.object({ paths: z.array(z.string()).max(1000), interviewId: z.string().nullable() }).strict(), output: z.array(job) },
  'footage.delete': { input: footageRef, output: z.object({ sha256: z.string() }) },
  'footage.assign': { input: z.object({ footageId: z.string(), interviewId: z.string().nullable() }).strict(), output: footage },
  /** Editors see it from now on, redacted; refused while a passage is unapproved. */
  'footage.release': { input: footageRef, output: footage },
  'footage.takeBack': { input: footageRef, output: footage },
  /** Whose voice all its clips have. */
  'footage.setVoice': { input: z.object({ footageId: z.string(), voice: clipVoice }).strict(), output: footage },
  'footage.waveform': { input: footageRef, output: waveform.nullable() },

  'jobs.list': { input: nothing, output: z.array(job) },
  'jobs.cancel': { input: z.object({ jobId: z.string() }).strict(), output: done },
  'jobs.dismissFinished': { input: nothing, output: done },

  'transcript.get': { input: footageRef, output: z.array(segment) },
  'transcript.start': { input: z.object({ footageId: z.string(), language: z.union([languageCode, z.literal('auto')]), modelId: z.string().nullable(), /** Languages to be expected; absent: those of the interview. */ candidates: z.array(languageCode).max(16).optional(), /** Tell voices apart afterwards; absent: people say who speaks. */ speakers: speakerCount.optional(), /** Throw away a transcript that a person has corrected. */ replace: z.boolean().default(false) }).strict(), output: job },
  /** The script that the transcript is shown in and leaves in; what is stored does not change. */
  /** Asks where to save the transcript, then saves it; false when the dialog was closed. Unredacted only for whom that is allowed. */
  'transcript.save': { input: z.object({ footageId: z.string(), format: documentFormat, redacted: z.boolean(), lang: textLanguage.optional() }).strict(), output: z.object({ saved: z.boolean(), /** Subtitles that go by faster than they can be read. */ tooFast: z.number() }) },
  'transcript.setScript': { input: z.object({ footageId: z.string(), script }).strict(), output: done },
  'transcript.editText': { input: z.object({ segmentId: z.string(), text: z.string().max(20_000) }).strict(), output: segment },
  /** Parts a segment before a word; `atUs` is where the player stands, taken where that is in the pause. */
  'transcript.split': { input: z.object({ segmentId: z.string(), word: z.number().int().positive(), atUs: z.number().int().nonnegative().nullable() }).strict(), output: z.array(segment) },
  /** Finds the words in the sound again, as a job: of these segments or, with null, of the whole footage. */
  'transcript.align': { input: z.object({ footageId: z.string(), segmentIds: z.array(z.string()).min(1).max(10_000).nullable() }).strict(), output: job },
  /** Joins a segment with the one after it. */
  'transcript.join': { input: z.object({ segmentId: z.string() }).strict(), output: segment },
  /** Moves a segment's borders as far as its neighbours leave room. */
  'transcript.retime': { input: z.object({ segmentId: z.string(), startUs: z.number().int().nonnegative(), endUs: z.number().int().nonnegative() }).strict(), output: segment },
  /** Where the words of a phrase stand, whatever their script, diacritics and case. */
  'transcript.matches': { input: z.object({ footageId: z.string(), query: z.string().max(500) }).strict(), output: z.array(z.object({ segmentId: z.string(), from: z.number(), to: z.number() })) },
  /** Replaces a phrase in one place or, without one, everywhere in the footage. */
  'transcript.replace': { input: z.object({ footageId: z.string(), query: z.string().max(500), replacement: z.string().max(500), at: z.object({ segmentId: z.string(), from: z.number().int().nonnegative() }).strict().nullable() }).strict(), output: z.object({ replaced: z.number() }) },
  'transcript.setOverlap': { input: segmentsRef.extend({ overlap: z.boolean() }).strict(), output: done },
  /** A person has listened: a word (with those after it up to `through`), or the whole segment, waits for review no more. */
  'transcript.markReviewed': { input: z.object({ segmentId: z.string(), word: z.number().int().nonnegative().nullable(), through: z.number().int().nonnegative().optional() }).strict(), output: segment },

  ...deskRequests,

  /** The voices of a footage, and names that voices have in the interview's other footage. Nameless for whom the raw text is not. */
  'speakers.list': { input: footageRef, output: z.object({ speakers: z.array(speaker), suggestions: z.array(z.string()) }) },
  'speakers.add': { input: z.object({ footageId: z.string(), name: speaker.shape.name }).strict(), output: speaker },
  'speakers.rename': { input: z.object({ speakerId: z.string(), name: speaker.shape.name }).strict(), output: speaker },
  /** By number; one that no voice has yet makes that voice. Null: nobody knows who speaks. */
  'speakers.assign': { input: segmentsRef.extend({ number: z.number().int().min(1).max(99).nullable() }).strict(), output: speaker.nullable() },
  /** Tells voices apart, as a job; labels that there are stay. */
  'speakers.detect': { input: z.object({ footageId: z.string(), count: speakerCount }).strict(), output: job },
  'speakers.merge': { input: z.object({ speakerId: z.string(), intoId: z.string() }).strict(), output: speaker },

  /** Undo and redo reach over text edits and passages of one footage, newest first, and survive a restart. */
  'history.undo': { input: footageRef, output: z.object({ undone: z.boolean(), what: z.string() }) },
  'history.redo': { input: footageRef, output: z.object({ redone: z.boolean(), what: z.string() }) },

  'passages.list': { input: footageRef, output: z.array(passageView) },
  'passages.mark': { input: passageDraft, output: passageView },
  'passages.update': {
    input: z.object({ passageId: z.string(), reason: reasonCode.optional(), note: z.string().max(5_000).optional(), audio: audioTreatment.optional(), video: videoTreatment.optional(), who: atRisk.nullable().optional(), severity: severity.optional() }).strict(),
    output: passageView,
  },
  /** Lets the machine propose passages; answers with those that were not proposed before. */
  'passages.suggest': { input: footageRef, output: z.object({ suggested: z.array(passageView), judged: z.boolean() }) },
  /** A person finds a suggestion right: from then on it counts as marked by him. */
  'passages.accept': { input: z.object({ passageId: z.string() }).strict(), output: passageView },
  'passages.reject': { input: z.object({ passageId: z.string() }).strict(), output: passageView },
  'passages.comment': { input: z.object({ passageId: z.string(), text: passageComment.shape.text }).strict(), output: z.object({ comment: passageComment }) },
  'passages.approve': { input: z.object({ passageId: z.string() }).strict(), output: passageView },
  /** From which severity on an undecided suggestion holds up exports. */
  'passages.threshold': { input: nothing, output: z.object({ threshold: severity }) },
  'passages.setThreshold': { input: z.object({ threshold: severity }).strict(), output: z.object({ threshold: severity }) },
  'passages.withdraw': { input: z.object({ passageId: z.string() }).strict(), output: passageView },

  /** Why passages are marked, in this vault's words. */
  'reasons.list': { input: nothing, output: z.array(reasonView) },
  'reasons.save': { input: reasonDraft, output: reasonView },
  'reasons.retire': { input: z.object({ code: reasonCode, retired: z.boolean() }).strict(), output: reasonView },
  /** Refused while a passage has it. */
  'reasons.remove': { input: z.object({ code: reasonCode }).strict(), output: z.object({ code: z.string() }) },

  /** Names for which something else stands in what leaves; of the interview that the footage belongs to. */
  'pseudonyms.list': { input: footageRef, output: z.array(pseudonymView) },
  /** Where a name stands and what might stand for it; `kind` null: as said in the text, to be brought into its basic form. */
  'pseudonyms.preview': {
    input: z.object({ footageId: z.string(), id: z.string().nullable().optional(), name: z.string().max(200), also: pseudonymDraft.shape.also, kind: nameKind.nullable() }).strict(),
    output: z.object({ proposal: pseudonymDraft.pick({ name: true, kind: true, also: true, substitute: true }).extend({ name: z.string() }), found: z.array(occurrence), elsewhere: z.number() }),
  },
  'pseudonyms.save': { input: pseudonymDraft.strict(), output: pseudonymView },
  /** A place is not the name, or is after all. */
  'pseudonyms.exclude': { input: z.object({ footageId: z.string(), pseudonymId: z.string(), fingerprint: z.string().max(100), startUs: z.number().int().nonnegative(), excluded: z.boolean() }).strict(), output: pseudonymView },
  'pseudonyms.approve': { input: z.object({ footageId: z.string(), id: z.string() }).strict(), output: pseudonymView },
  'pseudonyms.remove': { input: z.object({ footageId: z.string(), id: z.string() }).strict(), output: done },

  /** Parts of the picture to cover. */
  'regions.list': { input: footageRef, output: z.array(region) },
  'regions.add': { input: regionDraft, output: region },
  'regions.update': { input: z.object({ regionId: z.string(), change: regionChange }).strict(), output: region },
  'regions.remove': { input: z.object({ regionId: z.string() }).strict(), output: region },
  /** Covers the whole picture of a stretch at once, and the faces alone once the job has looked at every frame of it. */
  'regions.coverFaces': { input: regionDraft.pick({ footageId: true, startUs: true, endUs: true, treatment: true }).strict(), output: z.object({ region, job }) },
  'regions.searchAgain': { /** An order whose search was cancelled. */ input: z.object({ regionId: z.string() }).strict(), output: z.object({ region, job }) },

  ...clipRequests,

  'models.list': { input: nothing, output: z.array(modelInfo) },
  /** Asks for a model file (from a USB stick, say) and installs it after checking its hash. */
  'models.addFile': { input: nothing, output: job.nullable() },
  /** Asks for a folder, a stick say, and installs every translation pack in it after checking the hashes. */
  'models.addPacks': { input: nothing, output: job.nullable() },
  'models.remove': { input: z.object({ modelId: z.string() }).strict(), output: done },
} as const;

/** Everything that main tells the renderer without being asked. */
export const events = {
  'vault.changed': vaultStatus,
  'jobs.changed': job,
  'power.changed': powerStatus,
  'footage.changed': z.object({ footageId: z.string() }),
  'transcript.changed': z.object({ footageId: z.string() }),
  'translation.changed': z.object({ footageId: z.string(), segmentIds: z.array(z.string()).nullable() }),
  'clips.changed': z.object({ footageId: z.string() }),
  'passages.changed': z.object({ footageId: z.string() }),
  'remarks.changed': z.object({ footageId: z.string() }),
  'interviews.changed': z.object({}),
  'people.changed': z.object({}),
} as const;

export type RequestName = keyof typeof requests;
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type RequestParsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
export type VaultStatus = z.infer<typeof vaultStatus>;
