/** The window's own colour, so that no white flashes before the page has painted: `bg` of renderer's tokens. */
import { nativeTheme } from 'electron';
import type { Settings } from '../../../preload/contract/app.ts';

const paper = { light: '#F4F6F8', dark: '#0D1116' } as const;

/** Sets what `prefers-color-scheme` says in the page, and answers the colour behind it. */
export function paint({ theme }: Pick<Settings, 'theme'>): string {
  nativeTheme.themeSource = theme;
  return nativeTheme.shouldUseDarkColors ? paper.dark : paper.light;
}
