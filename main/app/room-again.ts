/**
 * The facts of the machine once more, while the program runs: a window stands open for hours. In a network namespace
 * of its own it sees no route and no address of the machine any more; sysfs is the one of the start, so that interfaces
 * and whether they are up are still seen (sysfs(5), network_namespaces(7)). What is not seen again is as it was.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { MachineFacts } from '../core/ceremony/room.ts';
import { type RoomEntry, machineProgram, parseFacts, readableByOthers, takeMachine } from './room.ts';

type Interfaces = MachineFacts['interfaces'];

/** What of the facts is as it was at the start; empty where all was taken again. */
export type Part = 'interfaces' | 'routes' | 'all';

export interface Again {
  readonly facts: MachineFacts;
  readonly kept: readonly Part[];
  /** Moment of the facts of the start, ISO 8601 UTC. */
  readonly started: string;
}

/** The program that takes facts and the names of the interfaces that it sees as its own; tests hand in theirs. */
export interface Sight {
  readonly take: (layer: MachineFacts['layer']) => Promise<string>;
  readonly own: () => readonly string[];
}

const run = promisify(execFile);

const sight: Sight = {
  take: async ({ name, why }) => {
    const { path, args, env } = machineProgram(name, why);
    return (await run(path, args, { encoding: 'utf8', env })).stdout;
  },
  own: () => interfacesIn(procNetDev()),
};

function procNetDev(): string {
  try {
    return readFileSync('/proc/net/dev', 'utf8');
  } catch {
    return '';
  }
}

/** `  eth0: 0 0 …`, behind two lines of headings (proc_pid_net(5)). */
const interfacesIn = (table: string): string[] => [...table.matchAll(/^ *([^\s:]+):/gm)].map(([, name]) => name ?? '');

/** Throws nothing of its own: what cannot be taken again is as the launcher took it. ROOM-FACTS for no facts at all. */
export async function takeAgain(env: NodeJS.ProcessEnv, by: Sight = sight): Promise<Again> {
  const first = takeMachine(env);
  const started = first.taken;
  if (env['ROOTSEAL_ROOM'] === undefined) return { facts: first, kept: [], started };
  const now = await by
    .take(first.layer)
    .then(parseFacts)
    .catch(() => undefined);
  if (!now) return { facts: first, kept: ['all'], started };
  const { layer } = first;
  if (layer.name === 'none') return { facts: { ...now, layer }, kept: [], started };
  const { routes } = first;
  if (!now.interfaces.some(({ name }) => !by.own().includes(name)))
    return { facts: { ...now, layer, routes, interfaces: first.interfaces }, kept: ['interfaces', 'routes'], started };
  const interfaces = merged(first.interfaces, now.interfaces);
  return { facts: { ...now, layer, routes, interfaces }, kept: ['routes'], started };
}

/** What stands for an address that cannot be seen: of an interface that came up since. */
const unseen = '?';

/** Addresses are those of the start; an interface that has come up since then has one that nobody can see. */
function merged(before: Interfaces, now: Interfaces): Interfaces {
  return now.map(({ name, loopback, up }) => {
    const was = before.find((one) => one.name === name);
    if (loopback && was) return was;
    const addresses = was?.up === true ? was.addresses : [unseen];
    return { name, loopback, up, addresses: up ? addresses : [] };
  });
}

/** The room as it is now, for an act that begins: what is judged is what is recorded. */
export async function takeRoomAgain(dir: string, env: NodeJS.ProcessEnv): Promise<RoomEntry['facts']> {
  const { facts } = await takeAgain(env);
  return { ...facts, folder: { path: dir, readableByOthers: readableByOthers(dir) } };
}
