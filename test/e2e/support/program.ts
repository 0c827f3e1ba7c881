/**
 * A program of a test that opens windows of its own: run in a session of its own, bounded, and ended with all that it
 * started. What it says goes into files: a pipe would be held by whatever of it lives on, and its reader for ever.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { treeOf } from './processes.ts';

export interface Said {
  /** Null where it was ended. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Runs it to its end, at most so many seconds: then it is killed, and `stderr` says so. */
export async function runProgram(
  [command = '', ...args]: readonly string[],
  { seconds, env = process.env }: { readonly seconds: number; readonly env?: NodeJS.ProcessEnv },
): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-said-'));
  const [out, err] = [join(folder, 'out'), join(folder, 'err')];
  const [fdOut, fdErr] = [openSync(out, 'w'), openSync(err, 'w')];
  const child = spawn(command, args, { stdio: ['ignore', fdOut, fdErr], detached: true, env });
  let late = '';
  const watch = setTimeout(() => {
    late = `\nended after ${seconds} s`;
    for (const pid of treeOf(child.pid!)) end(pid);
  }, seconds * 1000);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearTimeout(watch);
  closeSync(fdOut);
  closeSync(fdErr);
  const said = { status, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') + late };
  rmSync(folder, { recursive: true });
  return said;
}
