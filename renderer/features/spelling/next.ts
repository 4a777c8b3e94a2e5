import type { Segment } from '../../../shared/domain';
import { openDialog } from '../../state/dialogs';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { TARGET } from '../translation/store';

interface Row {
  readonly segment: Segment;
  readonly translation: string;
  readonly inTranslation: ReadonlySet<number>;
  readonly inOriginal: ReadonlySet<number>;
}

/** F7: the next unknown word of the row, from a word of the translation on, then those of the original. */
export function nextMisspelt({ segment, translation, inTranslation, inOriginal }: Row, from: number): void {
  const after = [...inTranslation].sort((a, b) => a - b);
  const index = after.find((i) => i >= from);
  const original = [...inOriginal].sort((a, b) => a - b)[0];
  const first = after[0];
  if (index !== undefined) openDialog({ kind: 'spelling', segmentId: segment.id, side: 'translation', language: TARGET, text: translation, index });
  else if (original !== undefined) openDialog({ kind: 'spelling', segmentId: segment.id, side: 'original', language: segment.language, text: segment.text, index: original });
  else if (first !== undefined) openDialog({ kind: 'spelling', segmentId: segment.id, side: 'translation', language: TARGET, text: translation, index: first });
  else toast(t('spelling.clean'));
}
