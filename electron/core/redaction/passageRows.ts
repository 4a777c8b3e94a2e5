import { z } from 'zod';
import { passage as passageSchema, suggestion, wordAnchor, type Passage } from '../../../shared/domain';
import type { Row } from '../transcript/history';

const fields = passageSchema.shape;
const row = z.object({
  id: z.string(),
  footage_id: z.string(),
  start_us: z.number(),
  end_us: z.number(),
  text: z.string(),
  anchor: z.string().nullable().transform((text) => (text === null ? null : wordAnchor.parse(JSON.parse(text)))),
  reason: fields.reason,
  note: z.string(),
  audio: fields.audio,
  video: fields.video,
  state: fields.state,
  who: fields.who,
  severity: fields.severity,
  rule: z.string().nullish(),
  fingerprint: z.string().nullish(),
  why: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** A passage from its row, also one that history remembers from before a column was there. */
export function passageFromRow(raw: unknown): Passage {
  const { footage_id: footageId, start_us: startUs, end_us: endUs, created_at: createdAt, updated_at: updatedAt, rule, fingerprint, why, ...same } = row.parse(raw);
  return { ...same, footageId, startUs, endUs, createdAt, updatedAt, suggestion: rule && fingerprint && why ? suggestion.parse({ rule, fingerprint, why: JSON.parse(why) }) : null };
}

/** All columns of a passage but those that say whose hand was on it. */
export function passageToRow(p: Passage): Row {
  return {
    id: p.id, footage_id: p.footageId, start_us: p.startUs, end_us: p.endUs, text: p.text,
    anchor: p.anchor && JSON.stringify(p.anchor), reason: p.reason, note: p.note, audio: p.audio, video: p.video,
    state: p.state, who: p.who, severity: p.severity, rule: p.suggestion?.rule ?? null, fingerprint: p.suggestion?.fingerprint ?? null, why: p.suggestion && JSON.stringify(p.suggestion.why),
    created_at: p.createdAt, updated_at: p.updatedAt,
  };
}
