/** What a tree of processes has open, as proc(5) tells it: for tests, with a control of their own. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** Parent and group of a process; proc_pid_stat(5). */
function kin(pid: number): { parent: number; group: number } {
  const [, parent, group] = read(`/proc/${pid}/stat`).replace(/^.*\)/s, '').trim().split(' ').map(Number);
  return { parent: parent ?? 0, group: group ?? 0 };
}

/** A process, all below it, and all of the groups that any of them leads. */
export function treeOf(root: number): number[] {
  const all = pids().map((pid) => ({ pid, ...kin(pid) }));
  const found = new Set([root]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { pid, parent, group } of all) if (found.has(parent) || found.has(group)) found.add(pid);
  }
  return [...found].sort((a, b) => a - b);
}

/** A process that is there and no zombie. */
export const lives = (pid: number): boolean => /^State:\t[^ZX]/m.test(read(`/proc/${pid}/status`));

export const commandLine = (pid: number): string[] => read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1);

/** The most bytes of a memory dump, soft and hard. */
export const dumps = (pid: number): string[] =>
  /^Max core file size +(\w+) +(\w+)/m.exec(read(`/proc/${pid}/limits`))?.slice(1) ?? [];

function socketsOf(pid: number): string[] {
  try {
    const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    });
    return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
  } catch {
    return [];
  }
}

const rows = (pid: number, table: string): string[][] =>
  read(`/proc/${pid}/net/${table}`)
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.trim().split(/\s+/));

export interface Open {
  /** TCP sockets that listen and UDP sockets that are bound: `tcp 0100007F:1F90`. */
  readonly inet: string[];
  /** Paths of Unix sockets that listen. */
  readonly unix: string[];
}

/** What these processes could be reached by, each seen in its own network namespace. */
export function reachable(processes: readonly number[]): Open {
  const inet = new Set<string>();
  const unix = new Set<string>();
  for (const pid of processes) {
    const own = new Set(socketsOf(pid));
    for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
      for (const row of rows(pid, table)) {
        const listens = table.startsWith('udp') || row[3] === '0A';
        if (listens && own.has(row[9] ?? '')) inet.add(`${table} ${row[1] ?? ''}`);
      }
    }
    // Flags 00010000: it accepts connections.
    for (const row of rows(pid, 'unix')) if (row[3] === '00010000' && own.has(row[6] ?? '')) unix.add(row[7] ?? '');
  }
  return { inet: [...inet], unix: [...unix] };
}
