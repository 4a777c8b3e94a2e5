import type { JSX } from 'react';
import { useDialog } from '../state/dialogs';
import { ClipDialog } from '../features/cliplist/ClipDialog';
import { ExportClipsDialog } from '../features/cliplist/ExportClipsDialog';
import { PreviewDialog } from '../features/cliplist/PreviewDialog';
import { useClipList } from '../features/cliplist/store';
import { ExportDialog } from '../features/clips/ExportDialog';
import { VaultDialog } from '../features/keeping/VaultDialog';
import { DeleteFootageDialog } from '../features/library/DeleteFootageDialog';
import { RecoveryKeyDialog } from '../features/vault/RecoveryKeyDialog';
import { InterviewDialog } from '../features/interview/InterviewDialog';
import { interviewOf, selectedFootage, useLibrary } from '../features/library/store';
import { ModelsDialog } from '../features/models/ModelsDialog';
import { PassageDialog } from '../features/passages/PassageDialog';
import { usePassages } from '../features/passages/store';
import { ReasonsDialog } from '../features/reasons/ReasonsDialog';
import { SettingsDialog } from '../features/settings/SettingsDialog';
import { ShortcutSheet } from '../features/shortcuts/ShortcutSheet';
import { DetectDialog } from '../features/speakers/DetectDialog';
import { NameDialog } from '../features/names/NameDialog';
import { useNames } from '../features/names/store';
import { RemarkDialog } from '../features/remarks/RemarkDialog';
import { ThreadDialog } from '../features/remarks/ThreadDialog';
import { useRemarks } from '../features/remarks/store';
import { SpellingDialog } from '../features/spelling/SpellingDialog';
import { useSpeakers } from '../features/speakers/store';
import { VoiceDialog } from '../features/speakers/VoiceDialog';
import { SaveTranscriptDialog } from '../features/transcript/SaveTranscriptDialog';
import { AlternativesDialog } from '../features/translation/AlternativesDialog';
import { ImportedDialog } from '../features/translation/ImportedDialog';
import { TranslateDialog } from '../features/translation/TranslateDialog';
import { VersionsDialog } from '../features/translation/VersionsDialog';
import { TranscribeDialog } from '../features/transcript/TranscribeDialog';

/** The one dialog that is open, if any. */
export function Dialogs(): JSX.Element | null {
  const open = useDialog((state) => state.open);
  const library = useLibrary();
  const passages = usePassages((state) => state.passages);
  const names = useNames((state) => state.names);
  const remarks = useRemarks((state) => state.remarks);
  const speakers = useSpeakers((state) => state.speakers);
  const clips = useClipList((state) => state.clips);
  const footage = selectedFootage(library);
  switch (open?.kind) {
    case 'interview': return <InterviewDialog key={open.interviewId} interview={library.interviews.find((i) => i.id === open.interviewId) ?? null} />;
    case 'models': return <ModelsDialog />;
    case 'vault': return <VaultDialog tab={open.tab ?? 'people'} />;
    case 'recoveryKey': return <RecoveryKeyDialog />;
    case 'deleteFootage': {
      const doomed = library.footage.find((f) => f.id === open.footageId);
      return doomed ? <DeleteFootageDialog footage={doomed} /> : null;
    }
    case 'shortcuts': return <ShortcutSheet />;
    case 'reasons': return <ReasonsDialog />;
    case 'settings': return <SettingsDialog />;
    case 'detectVoices': return footage && <DetectDialog footage={footage} />;
    case 'transcribe': return footage && <TranscribeDialog footage={footage} interview={interviewOf(library, footage)} />;
    case 'spelling': return <SpellingDialog {...open} />;
    case 'remark': return <RemarkDialog language={open.language} anchor={open.anchor} words={open.words} />;
    case 'thread': {
      const remark = remarks.find((r) => r.id === open.remarkId);
      return remark ? <ThreadDialog key={remark.id} remark={remark} /> : null;
    }
    case 'translationAlternatives': return <AlternativesDialog segmentId={open.segmentId} />;
    case 'translationVersions': return <VersionsDialog segmentId={open.segmentId} />;
    case 'translate': return footage && <TranslateDialog footage={footage} />;
    case 'translationImported': return <ImportedDialog result={open.result} />;
    case 'saveTranscript': return footage && <SaveTranscriptDialog footage={footage} />;
    case 'export': return footage && <ExportDialog footage={footage} />;
    case 'exportClips': return <ExportClipsDialog clipId={open.clipId} />;
    case 'clip':
    case 'previewClip': {
      const clip = clips.find(({ id }) => id === open.clipId);
      if (!clip) return null;
      return open.kind === 'clip' ? <ClipDialog key={clip.id} clip={clip} /> : <PreviewDialog key={clip.id} clip={clip} number={clips.indexOf(clip) + 1} />;
    }
    case 'mark': return footage && <PassageDialog footage={footage} subject={{ target: open.target }} />;
    case 'passage': {
      const passage = passages.find((p) => p.id === open.passageId);
      return footage && passage ? <PassageDialog footage={footage} subject={{ passage }} /> : null;
    }
    case 'name': return footage && <NameDialog footage={footage} text={open.text} old={names.find((n) => n.id === open.id) ?? null} />;
    case 'voice': {
      const speaker = speakers.find((s) => s.id === open.speakerId);
      return footage && speaker ? <VoiceDialog key={speaker.id} speaker={speaker} footage={footage} /> : null;
    }
    default: return null;
  }
}
