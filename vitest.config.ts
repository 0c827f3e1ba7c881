/**
 * Groups of suites. `npm test` runs `here`, which needs nothing but this checkout; `strangers` needs foreign
 * programs (`scripts/setup-strangers`), `crash` time (`npm run test:crash`), `e2e` a built desktop and a display.
 */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Hundreds of processes of the command line are started: each reads what was compiled once. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled') };

const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const;

export default defineConfig({
  test: {
    // Both cores: vitest alone would leave one of two idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          env: compiled,
          name: 'here',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/strangers/**',
            'test/e2e/**',
            'test/crash/**',
            'test/life/**',
            'test/adversarial/**',
            '**/node_modules/**',
          ],
        },
      },
      {
        test: {
          ...shared,
          env: compiled,
          name: 'strangers',
          include: ['test/strangers/*/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/strangers/.tools/**'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        // Share sets over years and pools of bad shares: minutes of real processes.
        test: {
          ...shared,
          env: compiled,
          name: 'life',
          include: ['test/life/**/*.test.ts', 'test/adversarial/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        // kill -9 of main and of the vault; how often stands in ROOTSEAL_KILLS.
        test: { ...shared, name: 'crash', include: ['test/crash/**/*.test.ts'], testTimeout: 7_200_000 },
      },
      {
        // Real windows on a machine that does other things as well. A story stands on what came before it, so that one
        // step tried twice tells nothing: .ci/run tries a whole file once more.
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/residue-*', '**/node_modules/**'],
          testTimeout: 150_000,
        },
      },
      {
        // What a memory still holds depends on what else the machine does: alone, and never tried twice.
        test: { ...shared, name: 'residue', include: ['test/e2e/residue-*.test.ts'], testTimeout: 150_000 },
      },
    ],
  },
});
