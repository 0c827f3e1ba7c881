/**
 * Lint: typescript-eslint's strictest set with types, and the house's own bans. The directions between the rooms
 * are held by test/arch; here stands what a room may not reach for at all: the network anywhere, anything impure
 * in the core, Electron outside its host.
 */
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const networkModules = ['net', 'http', 'https', 'http2', 'dns', 'dns/promises', 'tls', 'dgram', 'undici', 'ws'];
const networkPaths = networkModules
  .flatMap((name) => [name, `node:${name}`])
  .map((name) => ({
    name,
    message: 'Rootseal runs without a network: no module of it may open a socket.',
  }));
const networkGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Rootseal runs without a network.',
}));
const electronPath = {
  name: 'electron',
  message: 'Only main/index.ts, main/host/electron and preload may import electron.',
};
const impureGlobals = [
  'Buffer',
  'process',
  'console',
  'crypto',
  'performance',
  'TextEncoder',
  'TextDecoder',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'window',
  'document',
  'globalThis',
].map((name) => ({ name, message: 'The core is pure: time, randomness, output and the outside are passed in.' }));
const mathRandom = {
  object: 'Math',
  property: 'random',
  message: 'Not a source of randomness for anything here.',
};

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      'out/',
      'dist/',
      'coverage/',
      '.cache/',
      'test/strangers/.tools/',
      'test/strangers/**/target/',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers in messages are plain; everything else must be said how it is written.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `bytes[i]!` inside a checked loop is how noUncheckedIndexedAccess is answered in byte code.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A fixed interface may be asynchronous where one implementation need not wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      eqeqeq: 'error',
      'no-restricted-properties': ['error', mathRandom],
    },
  },
  {
    files: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}', 'hsm/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [...networkPaths, electronPath] }],
      'no-restricted-globals': ['error', ...networkGlobals],
    },
  },
  {
    files: ['main/index.ts', 'main/host/electron/**/*.ts', 'preload/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...networkPaths,
            { name: 'electron', importNames: ['net'], message: 'Rootseal runs without a network.' },
          ],
        },
      ],
    },
  },
  {
    files: ['main/core/**/*.ts', 'main/export/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [...networkPaths, electronPath],
          patterns: [{ group: ['node:*'], message: 'The core is pure: no part of Node.' }],
        },
      ],
      'no-restricted-globals': ['error', ...networkGlobals, ...impureGlobals],
      'no-restricted-properties': [
        'error',
        mathRandom,
        { object: 'Date', property: 'now', message: 'The core has no clock: the time is passed in.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
          message: 'The core has no clock: the time is passed in.',
        },
      ],
    },
  },
  {
    // Answers of foreign programs and JSON under test are read as they come; a wrong shape fails the assertion.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
      },
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
