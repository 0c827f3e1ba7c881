/**
 * The gates of CI can refuse: results with a suite too small, absent, unnamed, skipped or failed; a document whose
 * block fails or that has none.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootseal-gates-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

type Status = 'passed' | 'failed' | 'skipped' | 'todo';

/** Judges the results of suites against what is expected, in a tree that has exactly the suites of `disk`. */
function judge(
  expected: Record<string, number>,
  ran: Record<string, Status[]>,
  disk = Object.keys(ran),
  more: string[] = [],
) {
  const script = put('scripts/expected-suites.mjs', '');
  cpSync(join(root, 'scripts', 'expected-suites.mjs'), script);
  put('test/expected-suites.json', JSON.stringify(expected));
  for (const name of disk) put(name, '');
  const testResults = Object.entries(ran).map(([name, tests]) => ({
    name: join(folder, name),
    status: tests.includes('failed') || tests.length === 0 ? 'failed' : 'passed',
    assertionResults: tests.map((status) => ({ status })),
  }));
  const results = put('results.json', JSON.stringify({ testResults }));
  const { status, stdout } = spawnSync(process.execPath, [script, ...more, results], { encoding: 'utf8' });
  return { code: status, lines: stdout.trimEnd().split('\n') };
}

const a = 'test/unit/a.test.ts';
const b = 'test/unit/b.test.ts';

describe('the counts of suites', () => {
  it('are good when every named suite ran at least its tests', () => {
    expect(judge({ [a]: 2, [b]: 1 }, { [a]: ['passed', 'passed', 'passed'], [b]: ['passed'] })).toEqual({
      code: 0,
      lines: ['4 passed, 0 failed, 0 skipped'],
    });
  });

  it('add what was not counted by vitest', () => {
    const more = judge({ [a]: 1 }, { [a]: ['passed'] }, undefined, ['--passed', '5', '--failed', '1']);
    expect(more).toEqual({ code: 1, lines: ['6 passed, 1 failed, 0 skipped'] });
  });

  it.each<[string, Record<string, number>, Record<string, Status[]>, string[] | undefined, string, string]>([
    [
      'ran fewer',
      { [a]: 2 },
      { [a]: ['passed'] },
      undefined,
      `${a}: 1 passed, at least 2`,
      '1 passed, 0 failed, 0 skipped',
    ],
    [
      'did not run',
      { [a]: 1, [b]: 1 },
      { [a]: ['passed'] },
      [a, b],
      `${b}: did not run`,
      '1 passed, 0 failed, 0 skipped',
    ],
    [
      'is gone',
      { [a]: 1, [b]: 1 },
      { [a]: ['passed'] },
      undefined,
      `${b}: named, but not`,
      '1 passed, 0 failed, 0 skipped',
    ],
    [
      'is not named',
      { [a]: 1 },
      { [a]: ['passed'], [b]: ['passed'] },
      undefined,
      `${b}: not named`,
      '2 passed, 0 failed, 0 skipped',
    ],
    [
      'skipped',
      { [a]: 1 },
      { [a]: ['passed', 'skipped'] },
      undefined,
      `${a}: 1 skipped`,
      '1 passed, 0 failed, 1 skipped',
    ],
    [
      'has a todo',
      { [a]: 1 },
      { [a]: ['passed', 'todo'] },
      undefined,
      `${a}: 1 skipped`,
      '1 passed, 0 failed, 1 skipped',
    ],
    ['failed', { [a]: 1 }, { [a]: ['passed', 'failed'] }, undefined, `${a}: 1 failed`, '1 passed, 1 failed, 0 skipped'],
    ['could not be read', { [a]: 0 }, { [a]: [] }, undefined, `${a}: 1 failed`, '0 passed, 1 failed, 0 skipped'],
  ])('refuse when a suite %s', (_what, expected, ran, disk, problem, last) => {
    const { code, lines } = judge(expected, ran, disk);
    expect(code).toBe(1);
    expect(lines.some((line) => line.includes(problem))).toBe(true);
    expect(lines.at(-1)).toBe(last);
  });
});

describe('the blocks of documents', () => {
  const run = (text: string) => {
    put('page.md', text);
    const args = [join(root, 'scripts', 'docs-run.mjs'), folder, 'page.md'];
    return spawnSync(process.execPath, args, { encoding: 'utf8' });
  };

  it('run in one shell, in the folder, and only those that are marked', () => {
    const { status, stdout } = run('```sh run\nX=one\npwd\n```\ntext\n```sh\nexit 9\n```\n```sh run\necho $X\n```\n');
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(-2)).toEqual(['one', '']);
  });

  it.each([
    ['a command fails', '```sh run\nfalse\necho on\n```\n'],
    ['none is marked', '```sh\ntrue\n```\n'],
  ])('refuse when %s', (_what, text) => {
    const { status, stdout } = run(text);
    expect(status).toBe(1);
    expect(stdout).toBe('');
  });
});
