import { on } from '../api/client';
import { reloadClips } from '../features/cliplist/store';
import { loadJobs, takeJob } from '../features/jobs/store';
import { loadConflicts, noteTakenIn } from '../features/handover/store';
import { loadHealth, noteChecked } from '../features/safety/health';
import { loadPeople } from '../features/people/store';
import { loadFootage, loadInterviews, useLibrary } from '../features/library/store';
import { loadModels } from '../features/models/store';
import { loadPlayback } from '../features/pedal/store';
import { loadPower, takePower } from '../features/power/store';
import { reloadNames } from '../features/names/store';
import { reloadPassages, usePassages } from '../features/passages/store';
import { reloadRegions } from '../features/picture/store';
import { loadReasons } from '../features/reasons/store';
import { reloadRemarks, remarksMoved } from '../features/remarks/store';
import { reloadSpeakers } from '../features/speakers/store';
import { translationChanged } from '../features/translation/store';
import { reloadTranscript } from '../features/transcript/store';
import { openContent } from './openContent';

const SETTLE_MS = 250;

/** Runs `work` soon, once for many calls; a transcription tells of each chunk and a list is fetched whole. */
function settled<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  return (...args) => {
    const key = JSON.stringify(args);
    if (waiting.has(key)) return;
    waiting.set(key, setTimeout(() => {
      waiting.delete(key);
      work(...args);
    }, SETTLE_MS));
  };
}

/** Fills the stores from the open vault and keeps them in step with it; the answer stops that. */
export function followContent(): () => void {
  void loadInterviews();
  void loadFootage();
  void loadJobs();
  void loadModels();
  void loadPower();
  void loadPlayback();
  void loadReasons();
  void loadConflicts();
  void loadHealth();
  void openContent(useLibrary.getState().footageId);

  const footageChanged = settled(() => void loadFootage());
  const translationEdited = settled((footageId: string, segmentIds: readonly string[] | null) => {
    translationChanged(footageId, segmentIds);
    remarksMoved(footageId);
  });
  const transcriptChanged = settled((footageId: string) => {
    void reloadTranscript(footageId);
    void reloadSpeakers(footageId);
    remarksMoved(footageId);
    translationChanged(footageId);
    void reloadNames(footageId);
    // Clips that go by words go where these are now.
    void reloadClips();
  });
  const passagesChanged = settled((footageId: string) => {
    void reloadPassages(footageId);
    void reloadNames(footageId);
    void reloadRegions(footageId);
  });
  const remarksChanged = settled((footageId: string) => void reloadRemarks(footageId));
  const clipsChanged = settled(() => void reloadClips());
  const ends = [
    useLibrary.subscribe((state, before) => { if (state.footageId !== before.footageId) void openContent(state.footageId); }),
    on('people.changed', () => {
      void loadPeople();
      // Whether clips need a second person depends on whether there is one.
      const { footageId } = usePassages.getState();
      if (footageId) passagesChanged(footageId);
    }),
    on('power.changed', takePower),
    on('interviews.changed', () => void loadInterviews()),
    on('footage.changed', () => { footageChanged(); clipsChanged(); }),
    on('transcript.changed', ({ footageId }) => { transcriptChanged(footageId); }),
    on('translation.changed', ({ footageId, segmentIds }) => { translationEdited(footageId, segmentIds); }),
    on('remarks.changed', ({ footageId }) => { remarksChanged(footageId); }),
    on('clips.changed', () => { clipsChanged(); }),
    on('passages.changed', ({ footageId }) => { passagesChanged(footageId); }),
    on('jobs.changed', (job) => {
      takeJob(job);
      if (job.kind === 'handover-import' && job.state === 'succeeded') {
        void loadInterviews();
        void loadFootage();
        void noteTakenIn();
      }
      if (job.kind === 'check' && job.state === 'succeeded') void noteChecked();
      if (job.kind === 'model' && job.state === 'succeeded') void loadModels();
    }),
  ];
  return () => { for (const end of ends) end(); };
}
