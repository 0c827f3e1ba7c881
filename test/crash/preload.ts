/**
 * Loaded into main before it starts (`node --import`), by tests alone: ends main by SIGKILL at an exact moment, counts
 * the moments there are, sets its clock back, or hands the vault a module of its own. What to do stands in ROOTSEAL_CRASH.
 */
import child from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { steps, stepIds } from '../../main/core/ceremony/steps.ts';

export interface Orders {
  /** Die just before the nth moment of this kind, counted from 1 within the step (1 to 9). */
  readonly die?: { readonly step: number; readonly kind: Moment; readonly nth: number };
  /** Write the number of moments of each kind in each step here. */
  readonly trace?: string;
  /** Milliseconds that the clock is put back by. */
  readonly back?: number;
  /** A module loaded into the vault before it starts. */
  readonly vaultImport?: string;
  /** Where Node may keep compiled modules of main and the vault: they start in half the time. */
  readonly cache?: string;
}

/** `any`: a change of the file system or a line said; `settle`: a rename of a committed file out of the staging. */
export type Moment = 'any' | 'settle';

const orders = JSON.parse(process.env['ROOTSEAL_CRASH'] ?? '{}') as Orders;
const counts: Record<Moment, number>[] = [{ any: 0, settle: 0 }];

function moment(kind: Moment): void {
  const here = counts.at(-1) ?? { any: 0, settle: 0 };
  here[kind] += 1;
  const { die } = orders;
  if (die?.step === counts.length - 1 && die.kind === kind && die.nth === here[kind])
    process.kill(process.pid, 'SIGKILL');
}

const titles = stepIds.map((id, i) => `[${String(i + 1)}/${String(stepIds.length)}] ${steps[id].title.en}\n`);

const say = process.stderr.write.bind(process.stderr) as (text: unknown) => boolean;
process.stderr.write = (text: unknown) => {
  moment('any');
  const step = titles.indexOf(String(text)) + 1;
  while (step > 0 && counts.length <= step) counts.push({ any: 0, settle: 0 });
  return say(text);
};

const { renameSync, writeSync, fsyncSync, mkdirSync, rmSync } = fs;
Object.assign(fs, {
  renameSync: (...args: Parameters<typeof renameSync>) => {
    moment('any');
    if (/\.staging\/(?!scratch)/.test(String(args[0]))) moment('settle');
    renameSync(...args);
  },
  // Half of the bytes first: a kill at the next moment finds the file half written.
  writeSync: (fd: number, bytes: Uint8Array, at: number) => {
    moment('any');
    return writeSync(fd, bytes, at, Math.ceil((bytes.length - at) / 2));
  },
  fsyncSync: (fd: number) => {
    moment('any');
    fsyncSync(fd);
  },
  mkdirSync: (...args: Parameters<typeof mkdirSync>) => {
    moment('any');
    return mkdirSync(...args);
  },
  rmSync: (...args: Parameters<typeof rmSync>) => {
    moment('any');
    rmSync(...args);
  },
});

const { spawn } = child;
Object.assign(child, {
  spawn: (command: string, args: string[], options: child.SpawnOptions) => {
    const { vaultImport, cache } = orders;
    const at = args.findIndex((arg) => arg.endsWith('vault/main.ts'));
    const more = vaultImport === undefined || at < 0 ? [] : ['--import', vaultImport];
    const env = { ...options.env, ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) };
    return spawn(command, [...args.slice(0, at), ...more, ...args.slice(at)], { ...options, env });
  },
});
syncBuiltinESMExports();

const { back = 0, trace } = orders;
if (back > 0) {
  const TrueDate = Date;
  globalThis.Date = class extends TrueDate {
    constructor(...args: [] | [string | number]) {
      super(...((args.length === 0 ? [TrueDate.now() - back] : args) as [number]));
    }
  } as DateConstructor;
}
if (trace !== undefined) process.on('exit', () => fs.writeFileSync(trace, JSON.stringify(counts)));
