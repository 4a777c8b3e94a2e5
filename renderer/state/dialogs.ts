import type { LanguageCode, LaidIn, WordAnchor } from '../../shared/domain';
import type { Span } from '../../shared/time';
import { vaultStore } from './session';

/** What a new passage is to cover, as chosen in the text or on the timeline. */
export type PassageTarget = { words: WordAnchor; text: string } | { span: Span };

export const VAULT_TABS = ['people', 'safety', 'handover', 'conflicts', 'audit'] as const;
export type VaultTab = (typeof VAULT_TABS)[number];

export type DialogRequest =
  | { kind: 'interview'; interviewId: string | null }
  | { kind: 'mark'; target: PassageTarget }
  | { kind: 'passage'; passageId: string }
  | { kind: 'name'; /** As said in the text. */ text: string; id: string | null }
  | { kind: 'voice'; speakerId: string }
  | { kind: 'export' }
  | { kind: 'clip'; clipId: string }
  | { kind: 'previewClip'; clipId: string }
  /** One clip of the list, or with null all of them. */
  | { kind: 'exportClips'; clipId: string | null }
  | { kind: 'transcribe' }
  | { kind: 'translate' }
  /** Something new on words of the original (`language` null) or of a translation. */
  | { kind: 'remark'; language: LanguageCode | null; anchor: WordAnchor; words: string }
  | { kind: 'spelling'; segmentId: string; side: 'original' | 'translation'; language: LanguageCode; text: string; index: number; heard?: { text: string; from: number; to: number } | undefined }
  | { kind: 'thread'; remarkId: string }
  /** What a segment's translation said before. */
  | { kind: 'translationVersions'; segmentId: string }
  /** What the engines make of a segment. */
  | { kind: 'translationAlternatives'; segmentId: string }
  /** What came of a file that was brought back in. */
  | { kind: 'translationImported'; result: LaidIn }
  | { kind: 'detectVoices' }
  | { kind: 'saveTranscript' }
  | { kind: 'models' }
  | { kind: 'vault'; tab?: VaultTab }
  | { kind: 'recoveryKey' }
  | { kind: 'deleteFootage'; footageId: string }
  | { kind: 'shortcuts' }
  | { kind: 'reasons' }
  | { kind: 'settings' };

export const useDialog = vaultStore<{ open: DialogRequest | null }>(() => ({ open: null }));

export function openDialog(open: DialogRequest): void {
  useDialog.setState({ open });
}

export function closeDialog(): void {
  useDialog.setState({ open: null });
}
