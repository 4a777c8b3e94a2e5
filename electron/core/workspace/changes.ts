import { EventEmitter } from 'node:events';

/** What changed inside the vault, by name; the payload says where. */
export interface ChangeMap {
  footage: [footageId: string];
  transcript: [footageId: string];
  /** Which of its segments; null: any of them. */
  translation: [footageId: string, segmentIds: readonly string[] | null];
  passages: [footageId: string];
  remarks: [footageId: string];
  /** Of the interview that this footage belongs to. */
  clips: [footageId: string];
  interviews: [];
}

/** Tells the screens that something in the vault changed. Carries ids only, never content. */
export class Changes extends EventEmitter<ChangeMap> {}
