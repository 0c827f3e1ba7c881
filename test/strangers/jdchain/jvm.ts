/** The real JD Chain 1.6.5 classes in one JVM: every case is a line in, its answer a line out. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const classes = join(here, 'target', 'classes');

/** Why the classes cannot be asked; empty if they can. */
export function absence(): string {
  if (!existsSync(join(here, 'target', 'built')))
    return 'JD Chain classes are not built: run test/strangers/jdchain/setup.sh';
  return spawnSync('java', ['-version']).error ? 'no java' : '';
}

/** What JdChainCheck answers; fields by subcommand. */
export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [field: string]: unknown;
}

/** Asks all cases in order, in one JVM. Throws if an answer is missing. */
export function ask(cases: readonly (readonly string[])[]): Answer[] {
  const input = cases.map((one) => `${JSON.stringify(one)}\n`).join('');
  const path = `${join(here, 'target', 'lib', '*')}:${classes}`;
  const args = ['-XX:TieredStopAtLevel=1', '-Xshare:auto', '-cp', path, 'JdChainCheck', 'batch'];
  const { stdout, stderr, status } = spawnSync('java', args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (status !== 0 || lines.length !== cases.length) {
    throw new Error(
      `JdChainCheck: exit ${String(status)}, ${String(lines.length)} answers to ${String(cases.length)} cases\n${stderr}`,
    );
  }
  return lines.map((line) => JSON.parse(line) as Answer);
}
