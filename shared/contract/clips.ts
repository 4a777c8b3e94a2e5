import { z } from 'zod';
import { clipChange, clipDraft, clipForm, clipListening, clipPreview, clipRequest, CUT_LISTS, exportRefusal, job, listedClip } from '../domain';
import { footageRef, done, clipRef } from './refs';

/** What is asked about the list of clips, and exporting. */
export const clipRequests = {
  /** Asks where to save, then exports as a job; null when the dialog was closed. */
  'clips.export': { input: clipRequest.extend({ /** A custodian's reason to export although passages are open; it stands in the manifest. */ overrideWhy: z.string().trim().min(10).max(500).optional(), /** Whether the finished clip is listened to once more; as the vault's setting says unless given. */ listen: z.boolean().optional() }), output: job.nullable() },
  'clips.list': { input: footageRef, output: z.array(listedClip) },
  'clips.add': { input: clipDraft.strict(), output: clipRef },
  'clips.change': { input: clipChange.extend({ clipId: z.string() }).strict(), output: clipRef },
  /** One place up (−1) or down (1) the list. */
  'clips.move': { input: z.object({ clipId: z.string(), by: z.literal([-1, 1]) }).strict(), output: clipRef },
  /** Joins a clip with the one under it. */
  'clips.join': { input: z.object({ clipId: z.string() }).strict(), output: clipRef },
  'clips.remove': { input: z.object({ clipId: z.string() }).strict(), output: clipRef },
  /** Takes back, or does again, the newest deed on the list; `what` is a message key, null when there was none. */
  'clips.travel': { input: footageRef.extend({ direction: z.enum(['undo', 'redo']) }).strict(), output: z.object({ what: z.string().nullable() }) },
  /** What to take out of a clip while it is played. */
  'clips.preview': { input: z.object({ clipId: z.string() }).strict(), output: clipPreview },
  /** Asks for a folder, then exports each clip (null: all of the list) as a job; null when the dialog was closed. */
  'clips.exportListed': { input: footageRef.extend({ clipIds: z.array(z.string()).min(1).max(500).nullable(), form: clipForm, overrideWhy: z.string().min(10).max(500).optional(), listen: z.boolean().optional() }).strict(), output: z.array(job).nullable() },
  /** Asks where to save a list of cuts for editing software; false when the dialog was closed. */
  'clips.saveCuts': { input: footageRef.extend({ clipIds: z.array(z.string()).min(1).max(500).nullable(), format: z.enum(CUT_LISTS) }).strict(), output: z.object({ saved: z.boolean() }) },
  /** Whether finished clips are listened to; by whom, of the footage or (null) where nothing is known of it. */
  'clips.listening': { input: z.object({ footageId: z.string().nullable() }).strict(), output: clipListening },
  'clips.setListening': { input: z.object({ on: z.boolean(), /** Why nobody listens; leaves with every clip. */ why: z.string().trim().min(10).max(500).optional() }).strict(), output: z.object({ on: z.boolean() }) },
  /** Why clips are refused now, reason by reason. */
  'clips.refusal': { input: footageRef, output: exportRefusal },
  /** Shows the finished export in the system's file manager. */
  'clips.reveal': { input: z.object({ jobId: z.string() }).strict(), output: done },
} as const;
