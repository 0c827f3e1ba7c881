/** python-tuf judges numbered case folders, `judge.py` beside this file. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './tuf-js.ts';

const here = import.meta.dirname;
const python = join(here, '..', '.tools', 'tuf', 'bin', 'python');

/** Why it cannot be asked; empty if it can. */
export function absence(): string {
  return existsSync(python) ? '' : 'python-tuf is not installed: run test/strangers/tuf/setup.sh';
}

/** Runs judge.py with one argument and standard input. */
export function runJudge(argument: string, input = ''): string {
  return execFileSync(python, [join(here, 'judge.py'), argument], { input, encoding: 'utf8' }).trim();
}

/** Verdicts over the cases `<id>/` of a folder. */
export function judgeByPython(folder: string): Map<number, Verdict> {
  const lines = runJudge(folder).split('\n');
  return new Map(
    lines.map((line) => {
      const { id, ...verdict } = JSON.parse(line) as Verdict & { id: number };
      return [id, verdict];
    }),
  );
}
