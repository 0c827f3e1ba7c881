/** One program at a time: the lock of a person's session, seen by another process, gone with the one that holds it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyOne } from '../../../main/app/instance.ts';

const module = join(import.meta.dirname, '../../../main/app/instance.ts');
let folder: string;
let settings: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootseal-instance-'));
  settings = join(folder, 'config', 'rootseal', 'settings.json');
  mkdirSync(join(folder, 'session'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (env: Record<string, string>, then: string) =>
  `const { onlyOne } = await import(${JSON.stringify(module)});
   try { onlyOne(${JSON.stringify(env)}, ${JSON.stringify(settings)}); console.log('open'); ${then} }
   catch (error) { console.log(error.code); process.exit(1); }`;

const second = (env: Record<string, string>) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', script(env, '')], { encoding: 'utf8' }).stdout.trim();

describe.each([
  ['the folder of the session', () => ({ XDG_RUNTIME_DIR: join(folder, 'session') })],
  ['the folder of the settings', () => ({ XDG_RUNTIME_DIR: join(folder, 'nowhere') })],
  ['the folder of the settings, where the session has none', () => ({})],
])('in %s', (_where, env) => {
  it('a second start is refused until the first has ended', () => {
    const first = onlyOne(env(), settings);
    expect(second(env())).toBe('PROGRAM-OPEN');
    first.release();
    expect(second(env())).toBe('open');
  });

  it('a program that was killed is no hindrance', async () => {
    const first = spawn(process.execPath, ['--input-type=module', '-e', script(env(), 'setInterval(() => {}, 1000)')]);
    await new Promise((resolve) => first.stdout.once('data', resolve));
    expect(second(env())).toBe('PROGRAM-OPEN');
    first.kill('SIGKILL');
    await new Promise((resolve) => first.once('exit', resolve));
    expect(second(env())).toBe('open');
  });
});
