import type { Footage, Interview } from '../../../shared/domain';
import { ask, askImport } from '../../api/client';
import { vaultStore } from '../../state/session';
import { t, tn } from '../../ui/messages';
import { showFailure, toast } from '../../ui/notices';
import { allowed } from '../vault/person';

interface Library {
  loaded: boolean;
  interviews: Interview[];
  footage: Footage[];
  /** The interview whose footage is listed; null lists all of the vault. */
  interviewId: string | null;
  footageId: string | null;
  query: string;
}

export const useLibrary = vaultStore<Library>(() => ({ loaded: false, interviews: [], footage: [], interviewId: null, footageId: null, query: '' }));

export async function loadInterviews(): Promise<void> {
  const interviews = await ask('interviews.list', {});
  if (interviews) useLibrary.setState({ interviews });
}

export async function loadFootage(): Promise<void> {
  const footage = await ask('footage.list', {});
  if (!footage) return;
  useLibrary.setState(({ footageId }) => ({
    loaded: true,
    footage,
    footageId: footage.some((f) => f.id === footageId) ? footageId : (footage[0]?.id ?? null),
  }));
}

export function pickInterview(interviewId: string | null): void {
  useLibrary.setState({ interviewId });
}

export function pickFootage(footageId: string): void {
  useLibrary.setState({ footageId });
}

export function selectedFootage(state: Library): Footage | null {
  return state.footage.find((f) => f.id === state.footageId) ?? null;
}

export function interviewOf(state: Library, footage: Footage | null): Interview | null {
  return state.interviews.find((i) => i.id === footage?.interviewId) ?? null;
}

/** Asks main to show the system's file dialog; the footage lands in the interview that is open. */
export async function importByDialog(): Promise<void> {
  await ask('footage.pick', { interviewId: useLibrary.getState().interviewId });
}

export async function importDropped(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (!allowed('footage.import')) {
    showFailure({ code: 'not-allowed', params: {} });
    return;
  }
  const jobs = await askImport(files, useLibrary.getState().interviewId);
  if (jobs && jobs.length > 0) toast(tn('library.importBegun', jobs.length));
}

export async function assignInterview(footageId: string, interviewId: string | null): Promise<void> {
  const footage = await ask('footage.assign', { footageId, interviewId });
  if (!footage) return;
  useLibrary.setState((state) => ({ footage: state.footage.map((f) => (f.id === footage.id ? footage : f)) }));
}

/** What an interview is called in lists: the speaker's code, or a stand-in while it has none. */
export function interviewName(interview: Interview): string {
  return interview.speakerCode || t('interview.unnamed');
}

/** Destroys footage for good; answers whether it is gone. */
export async function deleteFootage(footage: Footage): Promise<boolean> {
  if (!(await ask('footage.delete', { footageId: footage.id }))) return false;
  toast(t('library.deleted', { name: footage.name }));
  await loadFootage();
  return true;
}
