import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { INTERFACE_LANGUAGES, languageOf, speechOf, type InterfaceLanguage, type Speech } from '../../shared/messages';
import { writeDurably } from '../core/vault/files';

const choiceFile = z.object({ language: z.enum(INTERFACE_LANGUAGES) });

/**
 * The language of the interface, in the app's own folder of this computer account: it must hold at the door, where no
 * vault is open, and says nothing of any vault.
 */
export class LanguageChoice {
  #language: InterfaceLanguage;

  /** @param preferred the computer's languages, best first, which hold until a person chooses */
  constructor(private readonly dir: string, preferred: readonly string[]) {
    this.#language = this.#chosen() ?? languageOf(preferred);
  }

  get language(): InterfaceLanguage {
    return this.#language;
  }

  /** What main itself says, in the system's dialogs. */
  get speech(): Speech {
    return speechOf(this.#language);
  }

  /** Holds for this run in any case; a folder that cannot be written costs no more than choosing again. */
  choose(language: InterfaceLanguage): void {
    this.#language = language;
    try {
      mkdirSync(this.dir, { recursive: true, mode: 0o700 });
      writeDurably(this.#file, JSON.stringify({ language }));
    } catch {
      // A full or protected disk is told of where footage is at stake, not here.
    }
  }

  get #file(): string {
    return path.join(this.dir, 'interface.json');
  }

  #chosen(): InterfaceLanguage | null {
    try {
      return choiceFile.parse(JSON.parse(readFileSync(this.#file, 'utf8'))).language;
    } catch {
      return null;
    }
  }
}
