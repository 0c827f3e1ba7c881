/** The browser's processes as the system sees them (proc(5)): there or not, in which group, behind which sandbox. */
import { readFileSync, readdirSync } from 'node:fs';

const proc = (path: string): string => {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
};

/** Whether a process is there, or for a negative number anybody of a process group. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** proc_pid_stat(5): the name in parentheses may hold anything; then state, parent, group. */
function stat(pid: number | string): { readonly state: string; readonly group: number } {
  const [state = '', , group] = proc(`${pid}/stat`).replace(/^.*\)/s, '').trim().split(' ');
  return { state, group: Number(group) };
}

/** What a signal must be sent to so that it reaches all that a browser has started: its group, unless that is ours. */
export function whole(pid: number): number {
  const { group } = stat(pid);
  return group > 1 && group !== stat(process.pid).group ? -group : pid;
}

/** True when the kernel filters the calls of this process (`Seccomp: 2`), which Chromium's sandbox does to each page. */
export const confined = (pid: number): boolean => /^Seccomp:\t2$/m.test(proc(`${pid}/status`));

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A process that has ended holds no memory, even while the system still keeps its name. */
const holdsMemory = ({ state }: { readonly state: string }) => state !== '' && state !== 'Z' && state !== 'X';

function left(target: number): boolean {
  if (process.platform !== 'linux') return alive(target);
  if (target > 0) return holdsMemory(stat(target));
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(stat).some((one) => one.group === -target && holdsMemory(one));
}

/** Ends a process or a group and waits until the system has taken its memory; false if it has not in `patience` ms. */
export async function endAll(target: number, patience = 5_000): Promise<boolean> {
  for (let waited = 0; waited < patience && left(target); waited += 20) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Gone between the two calls.
    }
    await pause(20);
  }
  return !left(target);
}
