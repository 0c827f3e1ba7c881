/** The fonts of paper: in a package below `fonts/`, in a checkout where npm has put them. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Fonts } from '../paper/sheet.ts';
import { readNamed } from './files.ts';

/** Where each lies below node_modules; scripts/package takes them from here as well. */
export const fontFiles = {
  text: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  mono: '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf',
  monoBold: '@expo-google-fonts/jetbrains-mono/700Bold/JetBrainsMono_700Bold.ttf',
} as const satisfies Record<keyof Fonts, string>;

const installation = join(import.meta.dirname, '..', '..');

function fontFile(path: string): string {
  const packaged = join(installation, 'fonts', basename(path));
  return existsSync(packaged) ? packaged : join(installation, 'node_modules', ...path.split('/'));
}

/** All four, read now: some 21 MB. FILE-READ names the one that is missing. */
export function readFonts(): Fonts {
  const { text, bold, mono, monoBold } = fontFiles;
  const read = (path: string) => readNamed(fontFile(path));
  return { text: read(text), bold: read(bold), mono: read(mono), monoBold: read(monoBold) };
}
