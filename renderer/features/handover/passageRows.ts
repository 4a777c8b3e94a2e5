import type { ConflictView, PassageSide } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { t } from '../../ui/messages';
import { reasonText } from '../reasons/store';

export interface ComparedRow {
  readonly label: string;
  /** What each version says, in the catalogue's words; null where that version has no passage. */
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** Whether the two versions to choose from say different things. */
  readonly differs: boolean;
}

const FIELDS: readonly { readonly label: () => string; readonly read: (side: PassageSide) => string }[] = [
  { label: () => t('conflicts.passageWords'), read: ({ text }) => text || t('passages.noWords') },
  { label: () => t('passages.reason'), read: ({ reason }) => reasonText(reason) },
  { label: () => t('conflicts.passageTime'), read: ({ startUs, endUs }) => `${formatTime(startUs, true)} – ${formatTime(endUs, true)}` },
  { label: () => t('passages.who'), read: ({ who }) => t(`passages.who-${who ?? 'nobody'}`) },
  { label: () => t('passages.severity'), read: ({ severity }) => t(`passages.severity-${severity}`) },
  { label: () => t('passages.audio'), read: ({ audio }) => t(`passages.${audio}`) },
  { label: () => t('passages.video'), read: ({ video }) => t(`passages.${video}`) },
  { label: () => t('conflicts.passageState'), read: ({ state }) => t(`passages.state-${state}`) },
  { label: () => t('passages.note'), read: ({ note }) => note || t('conflicts.nothing') },
];

/** A conflict over a passage, field by field, every code in words. */
export function passageRows({ base, ours, theirs }: NonNullable<ConflictView['passage']>): ComparedRow[] {
  return FIELDS.map(({ label, read }) => {
    const [was, here, there] = [base, ours, theirs].map((side) => (side === null ? null : read(side)));
    return { label: label(), base: was ?? null, ours: here ?? null, theirs: there ?? null, differs: here !== there };
  });
}
