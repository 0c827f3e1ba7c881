/** Builds the desktop: main (ES module), the sandboxed preload (must be CommonJS) and the page. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import { firstPaint } from './scripts/first-paint.ts';

/** Native code, and a program that finds its own files: these stay packages of their own. */
export const notBundled = ['better-sqlite3', 'node-hid', 'playwright-core'];

const here = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // One file instead of hundreds: a package carries no dependency but those that cannot be bundled.
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: here('main/index.ts'),
          chromium: here('main/chromium.ts'),
          vault: here('main/vault/main.ts'),
          'age-worker': here('main/vault/age-worker.ts'),
        },
        // The vault and its worker are found beside the file that starts them, whichever file that code comes to lie in.
        output: { chunkFileNames: '[name]-[hash].js' },
        external: notBundled,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but electron: what it uses is bundled.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [react(), firstPaint(here('renderer'))],
    build: {
      outDir: here('out/renderer'),
      // The page's policy has neither inline script nor data: address for code.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // Half the bytes to parse before the first paint.
      minify: true,
      rolldownOptions: { input: { index: here('renderer/index.html') } },
    },
  },
});
