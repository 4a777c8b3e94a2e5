import { create } from 'zustand';
import { useMedia } from './useMedia';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The look is the person's, not the vault's: it outlives a lock. */
export const useTheme = create<{ theme: Theme }>()(() => ({ theme: 'system' }));

export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  useTheme.setState({ theme });
}

/** Whether the dark colours are showing now. */
export function useDark(): boolean {
  const theme = useTheme((state) => state.theme);
  const system = useMedia('(prefers-color-scheme: dark)');
  return theme === 'system' ? system : theme === 'dark';
}
