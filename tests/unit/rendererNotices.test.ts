import { takeJob, toggleJobs } from '../../renderer/features/jobs/store';
import { hearInDialog, isForDialog, toast, useToasts } from '../../renderer/ui/notices';
import type { Job } from '../../shared/domain';

const job = (kind: Job['kind']): Job => ({ id: kind, kind, state: 'failed', title: 'clip.mp4', footageId: null, progress: 0.4, parts: null, speed: null, remainingMs: null, error: { code: 'io-failed', params: {} }, createdAt: '', startedAt: null, finishedAt: null }) as unknown as Job;
const shown = (inDialog: boolean): (string | undefined)[] => useToasts.getState().toasts.filter((one) => isForDialog(one, useToasts.getState().dialog) === inDialog).map(({ about, text }) => about ?? text);

describe('where a notice stands', () => {
  afterEach(() => { useToasts.setState({ toasts: [], dialog: null }); });

  test('a job that fails is told at the edge of the window, not in the dialog that happens to be open', () => {
    const close = hearInDialog([]);
    takeJob(job('export'));
    expect([shown(true), shown(false)]).toEqual([[], ['export']]);
    close();
    expect(shown(false)).toEqual(['export']);
  });

  test('a dialog is told of the jobs that are started in it, and of what is done in it', () => {
    const close = hearInDialog(['model']);
    takeJob(job('model'));
    toast('refused', 'danger');
    expect(shown(true)).toEqual(['model', 'refused']);
    close();
    expect(shown(false)).toEqual(['model', 'refused']);
  });

  test('what stood before stays outside a dialog that opens later, and closing it leaves the next one its ears', () => {
    toast('earlier', 'danger');
    const closeFirst = hearInDialog([]);
    const closeSecond = hearInDialog(['backup']);
    closeFirst();
    takeJob(job('backup'));
    expect([shown(true), shown(false)]).toEqual([['backup'], ['earlier']]);
    closeSecond();
  });

  test('whoever opens the list of jobs has read how they ended', () => {
    takeJob(job('faces'));
    toast('stays', 'danger');
    toggleJobs();
    expect(shown(false)).toEqual(['stays']);
    toggleJobs();
  });

  test('what failed and has now been done is no longer told as failed; what else failed is', () => {
    takeJob(job('handover-import'));
    takeJob({ ...job('handover-import'), id: 'other', title: 'other.zho' });
    takeJob({ ...job('handover-import'), id: 'again', state: 'succeeded', error: null });
    expect(useToasts.getState().toasts.map(({ text }) => text.slice(0, 9))).toEqual(['other.zho']);
  });

  test('a sentence that begins with the name of the job says it once, and a file that was there already is told as that', () => {
    takeJob({ ...job('import'), title: 'cut.mp4', error: { code: 'import-truncated', params: { name: 'cut.mp4' } } });
    takeJob({ ...job('import'), id: 'twice', title: 'same.mp4', state: 'succeeded', error: null, duplicateOf: 'none' });
    expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual([expect.stringMatching(/^cut\.mp4 was cut off/u), expect.stringMatching(/^same\.mp4: Already in the vault/u)]);
  });
});
