/**
 * dist/rootseal-verify.mjs: the same sources give the same bytes, wherever they lie; one file, which imports
 * nothing but Node's own modules and loads nothing later.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const there = existsSync(join(root, 'main', 'cli', 'verify', 'main.ts'));

/** Builds from a copy in a folder of its own, with an environment of its own. */
function buildIn(folder: string, env: NodeJS.ProcessEnv): string {
  for (const path of ['main/core', 'main/export', 'main/cli/verify'])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  for (const path of ['vite.verify.config.ts', 'package.json', 'tsconfig.base.json'])
    cpSync(join(root, path), join(folder, path));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'vite.verify.config.ts', '--logLevel', 'warn'];
  const result = spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return readFileSync(join(folder, 'dist', 'rootseal-verify.mjs'), 'utf8');
}

describe.skipIf(!there)('dist/rootseal-verify.mjs (skipped while main/cli/verify/main.ts is not there)', () => {
  // Different names at different depths: a path that got into the file would not be the same in both.
  const top = mkdtempSync(join(tmpdir(), 'rootseal-build-'));
  const folders = [join(top, 'a'), join(top, 'another place', 'deep', 'down')];
  let built: string[];

  beforeAll(() => {
    built = [
      buildIn(folders[0]!, { NODE_ENV: 'production', TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' }),
      buildIn(folders[1]!, { NODE_ENV: 'development', TZ: 'UTC', LANG: 'C' }),
    ];
  });
  afterAll(() => rmSync(top, { recursive: true, force: true }));

  it('is equal to the byte from two builds in two places', () => {
    expect(built[0]!.length).toBeGreaterThan(10_000);
    expect(built[0] === built[1]).toBe(true);
    expect(built[0]).not.toContain(top);
    expect(built[0]).not.toContain('node_modules');
  });

  it('starts as a program and imports modules of Node alone', () => {
    expect(built[0]!.startsWith('#!/usr/bin/env node\n')).toBe(true);
    const imported = [...built[0]!.matchAll(/^(?:import|export)\b[^'"]*?from\s*["']([^"']+)["']/gm)].map(
      (hit) => hit[1]!,
    );
    expect(imported.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
    expect(imported).toContain('node:fs');
  });

  it('loads nothing later: no import(), no require()', () => {
    const code = built[0]!.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    expect(code.match(/\bimport\s*\(|\brequire\s*\(/g)).toBeNull();
  });
});
