import { app, type BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ffmpegVersion } from '../../core/media/binaries';
import type { Handlers } from '../ipc';
import { LanguageChoice } from '../languageChoice';
import type { VaultSession } from '../vaultSession';
import { clipHandlers } from './clipHandlers';
import { editorHandlers } from './editorHandlers';
import { footageHandlers } from './footageHandlers';
import { glossaryHandlers } from './glossaryHandlers';
import { interviewHandlers } from './interviewHandlers';
import { jobHandlers } from './jobHandlers';
import { modelHandlers } from './modelHandlers';
import { passageHandlers } from './passageHandlers';
import { peopleHandlers } from './peopleHandlers';
import { powerHandlers } from './powerHandlers';
import { pseudonymHandlers } from './pseudonymHandlers';
import { quickUnlockHandlers } from './quickUnlockHandlers';
import { reasonHandlers } from './reasonHandlers';
import { regionHandlers } from './regionHandlers';
import { remarkHandlers } from './remarkHandlers';
import { safekeepingHandlers } from './safekeepingHandlers';
import { spellingHandlers } from './spellingHandlers';
import { transcriptHandlers } from './transcriptHandlers';
import { memoryHandlers } from './memoryHandlers';
import { translationHandlers } from './translationHandlers';
import { vaultHandlers } from './vaultHandlers';

/** What a group of handlers may reach: the vault session, and the window that dialogs belong to. */
export interface HandlerContext {
  readonly session: VaultSession;
  readonly window: () => BrowserWindow | null;
  readonly language: LanguageChoice;
}

/** The whole handler table, one file for each part of the contract. */
export function appHandlers(session: VaultSession, window: () => BrowserWindow | null, language = new LanguageChoice(app.getPath('userData'), app.getPreferredSystemLanguages())): Handlers {
  const context: HandlerContext = { session, window, language };
  return {
    'app.info': async () => ({
      version: app.getVersion(),
      ffmpeg: await ffmpegVersion(session.host.binaries),
      electron: process.versions.electron,
      unofficialElectron: existsSync(path.join(path.dirname(process.execPath), 'UNOFFICIAL')),
    }),
    'app.language': () => ({ language: language.language }),
    'app.setLanguage': (input) => {
      language.choose(input.language);
      return { language: language.language };
    },
    ...vaultHandlers(context),
    ...quickUnlockHandlers(context),
    ...peopleHandlers(context),
    ...interviewHandlers(context),
    ...glossaryHandlers(context),
    ...footageHandlers(context),
    ...jobHandlers(context),
    ...transcriptHandlers(context),
    ...translationHandlers(context),
    ...memoryHandlers(context),
    ...editorHandlers(context),
    ...passageHandlers(context),
    ...reasonHandlers(context),
    ...pseudonymHandlers(context),
    ...regionHandlers(context),
    ...remarkHandlers(context),
    ...spellingHandlers(context),
    ...clipHandlers(context),
    ...modelHandlers(context),
    ...powerHandlers(context),
    ...safekeepingHandlers(context),
  };
}

/** The requests of one part of the contract, such as `vault.*`. */
export type HandlersOf<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>;
