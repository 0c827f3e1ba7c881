/**
 * Builds the verifier: one file of plain JavaScript, everything inlined, for plain Node 20 and nothing else. It is
 * handed out with every bundle (public/verify/), so the same sources must give the same bytes.
 */
import { chmodSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const node = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const file = 'rootseal-verify.mjs';

const executable: Plugin = {
  name: 'executable',
  writeBundle({ dir }) {
    chmodSync(join(dir!, file), 0o755);
  },
};

export default defineConfig({
  // Nothing of the machine, its environment or its mode may reach the bytes.
  envDir: false,
  publicDir: false,
  plugins: [executable],
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'main/cli/verify/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external: node,
      // No comments that name files: they would carry the path of the folder it was built in.
      experimental: { attachDebugInfo: 'none' },
      output: {
        format: 'es',
        entryFileNames: file,
        codeSplitting: false,
        banner: '#!/usr/bin/env node',
      },
    },
  },
});
