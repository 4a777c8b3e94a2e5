import { create } from 'zustand';
import { LANGUAGE_FACTS, speechOf, type InterfaceLanguage, type Speech } from '../../shared/messages';

/** The interface's language is the computer account's, not the vault's: it holds at the door too. */
const useStore = create<{ speech: Speech }>()(() => ({ speech: speechOf('en') }));

/** What the language in use says. */
export function speech(): Speech {
  return useStore.getState().speech;
}

/**
 * Draws a component anew when the language changes. The whole window follows through `App`, in place, so that focus,
 * scrolling and half-typed words stay; only what is memoised has to ask for itself.
 */
export function useLanguage(): InterfaceLanguage {
  return useStore((state) => state.speech.language);
}

export function speakIn(language: InterfaceLanguage): void {
  document.documentElement.lang = LANGUAGE_FACTS[language].tag;
  useStore.setState({ speech: speechOf(language) });
}
