/**
 * What goes wrong around a ceremony, with real files and processes: the disk full, a folder read-only, a stray file, a
 * changed plan, a clock put back, a store deleted or damaged, a second process, interrupts. Each has a code and an exit
 * of its own, nothing is overwritten, and what can go on goes on.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listFiles } from '../../main/app/files.ts';
import { decodeEntries } from '../../main/core/audit/entry.ts';
import { openStore } from '../../main/store/store.ts';
import { type Ended, demandKept, demandNothingHalf, look, verify, workshop } from './help.ts';
import type { Orders } from './preload.ts';

vi.setConfig({ maxConcurrency: 3 });
const { run, resume, start, file, answers } = workshop();

/** Ceremonies made once and copied: closed; stopped at the genesis; stopped amid the founding's or the close's renames. */
const made = { closed: file('closed'), genesis: file('genesis'), found: file('found'), close: file('close') };

beforeAll(async () => {
  const at = (dir: string, die: Orders['die']) => start(run(dir), die && { die }).ended;
  await at(made.closed, undefined);
  await Promise.all([
    at(made.genesis, { step: 6, kind: 'any', nth: 3 }),
    at(made.found, { step: 3, kind: 'settle', nth: 3 }),
  ]);
  await at(made.close, { step: 9, kind: 'settle', nth: 1 });
  expect(look(made.closed)?.state.closed).toBe(true);
  expect(look(made.genesis)?.state.begun).toBe('genesis');
  expect(look(made.found)?.state.done.at(-1)).toBe('found');
  expect(look(made.close)?.state.done.at(-1)).toBe('close');
}, 180_000);

let copies = 0;
/** A ceremony to break; `below` says where it lies. */
function copy(of: keyof typeof made, below = file('copies')): string {
  const dir = join(below, String((copies += 1)));
  cpSync(made[of], dir, { recursive: true });
  return dir;
}

const restore = (dir: string, more: readonly string[] = ['--purpose', 'drill']) => {
  const shares = ['c3', 'c1'].flatMap((id) => ['--share', join(dir, 'shares', `${id}.age`)]);
  return ['restore', dir, ...shares, ...more, '--answers', answers];
};

/** Exit and code of an answer. */
const said = ({ exit, json }: Ended) => [exit, json['code']];
const answer = async (args: readonly string[], orders?: Orders) => said(await start(args, orders).ended);
const sizeOf = (dir: string) => look(dir)?.entries.length;

async function demandGoesOn(dir: string): Promise<void> {
  const before = look(dir);
  expect(await answer(resume(dir))).toEqual([0, undefined]);
  demandKept(before, look(dir));
  demandNothingHalf(dir);
  verify(dir);
}

describe.concurrent('the folder', () => {
  it('must be empty to begin', async () => {
    const dir = copy('genesis');
    const plain = file('plain-file');
    writeFileSync(plain, 'x');
    expect(await answer(run(dir))).toEqual([2, 'HOME-NOT-EMPTY']);
    expect(await answer(run(plain))).toEqual([2, 'HOME-NOT-EMPTY']);
    expect(readFileSync(plain, 'utf8')).toBe('x');
  });

  it('that never got its first entry says so', async () => {
    const dir = file('unborn');
    mkdirSync(dir);
    expect(await answer(resume(dir))).toEqual([2, 'HOME-NOT-ONE']);
    openStore(join(dir, 'ceremony.db'), { create: true }).close();
    expect(await answer(resume(dir))).toEqual([2, 'CEREMONY-UNBORN']);
    rmSync(join(dir, 'ceremony.db'));
    expect(await answer(resume(dir))).toEqual([2, 'CEREMONY-UNBORN']);
  });

  it('with a stray file where an act writes stops, and overwrites nothing', async () => {
    const dir = copy('genesis');
    const stray = join(dir, 'public/genesis/jdchain/genesis.json');
    mkdirSync(join(stray, '..'), { recursive: true });
    writeFileSync(stray, 'stray');
    const { exit, json } = await start(resume(dir)).ended;
    expect([exit, json['code'], json['subject']]).toEqual([1, 'HOME-EXISTS', stray]);
    expect(readFileSync(stray, 'utf8')).toBe('stray');
    expect(listFiles(join(dir, 'public/genesis'))).toEqual(['jdchain/genesis.json']);
    rmSync(stray);
    await demandGoesOn(dir);
  });

  it('with a stray file where a committed one belongs stops, and overwrites nothing', async () => {
    const dir = copy('found');
    const [path = ''] = listFiles(join(dir, '.staging/found'));
    const stray = join(dir, path);
    mkdirSync(join(stray, '..'), { recursive: true });
    writeFileSync(stray, 'stray');
    const { exit, json } = await start(resume(dir)).ended;
    expect([exit, json['code'], json['subject']]).toEqual([1, 'HOME-EXISTS', stray]);
    expect(readFileSync(stray, 'utf8')).toBe('stray');
    rmSync(stray);
    await demandGoesOn(dir);
  });

  it('whose recorded files are gone or altered does not go on', async () => {
    const lost = copy('genesis');
    rmSync(join(lost, 'public/plan.json'));
    expect(await answer(resume(lost))).toEqual([1, 'HOME-LOST']);
    const altered = copy('genesis');
    writeFileSync(join(altered, 'sealed/root-ed.sealed'), 'other');
    expect(await answer(resume(altered))).toEqual([1, 'HOME-ALTERED']);
    const unstaged = copy('found');
    rmSync(join(unstaged, '.staging'), { recursive: true });
    expect(await answer(resume(unstaged))).toEqual([1, 'HOME-LOST']);
  });
});

describe.concurrent('the store', () => {
  it('with another plan than the one agreed on is refused', async () => {
    const dir = copy('genesis');
    const db = new Database(join(dir, 'ceremony.db'));
    db.exec(`UPDATE settings SET value = replace(value, 'food-trace', 'food-trice') WHERE key = 'plan'`);
    db.close();
    expect(await answer(resume(dir))).toEqual([1, 'CEREMONY-PLAN-CHANGED']);
    expect(await answer(['ceremony', 'status', dir])).toEqual([1, 'CEREMONY-PLAN-CHANGED']);
  });

  it('deleted, emptied, cut or damaged is refused, and nothing begins anew', async () => {
    const store = (dir: string) => join(dir, 'ceremony.db');
    const broken = (of: keyof typeof made, by: (dir: string) => void) => {
      const dir = copy(of);
      by(dir);
      return answer(resume(dir));
    };
    const emptied = (dir: string) => {
      truncateSync(store(dir), 0);
    };
    const foreign = (dir: string) => {
      writeFileSync(store(dir), 'no store');
    };
    const half = (dir: string) => {
      truncateSync(store(dir), statSync(store(dir)).size / 2);
    };
    const deleted = (dir: string) => {
      rmSync(store(dir));
    };
    // After a kill everything lies in the write-ahead log: without it the store is as it was made.
    const rolledBack = (dir: string) => {
      for (const suffix of ['-wal', '-shm']) rmSync(store(dir) + suffix);
    };
    expect(await broken('closed', deleted)).toEqual([1, 'HOME-STORE-LOST']);
    expect(await broken('genesis', rolledBack)).toEqual([1, 'HOME-STORE-LOST']);
    expect(await broken('closed', emptied)).toEqual([2, 'STORE-FOREIGN']);
    expect(await broken('closed', foreign)).toEqual([2, 'STORE-FOREIGN']);
    expect(await broken('closed', half)).toEqual([1, 'STORE-CORRUPT']);
    const altered = (dir: string) => {
      const bytes = readFileSync(store(dir), 'latin1');
      writeFileSync(store(dir), bytes.replaceAll('step.begun', 'step.bogun'), 'latin1');
    };
    expect(await broken('closed', altered)).toEqual([1, 'STORE-DAMAGED']);
  });

  it('is one process’s at a time; another may look', async () => {
    const dir = copy('genesis');
    const holder = openStore(join(dir, 'ceremony.db'));
    try {
      expect(await answer(resume(dir))).toEqual([3, 'STORE-BUSY']);
      const exception = ['ceremony', 'exception', dir, '--rule', 'OTHER', '--reason', 'r', '--by', 'p1', '--by', 'p2'];
      expect(await answer(exception)).toEqual([3, 'STORE-BUSY']);
      expect(await answer(['ceremony', 'status', dir])).toEqual([0, undefined]);
    } finally {
      holder.close();
    }
  });

  it('takes nothing from a clock that was put back', async () => {
    const dir = copy('genesis');
    const size = sizeOf(dir);
    expect(await answer(resume(dir), { back: 86_400_000 })).toEqual([3, 'CEREMONY-CLOCK']);
    expect(sizeOf(dir)).toBe(size);
  });
});

describe.concurrent('a closed ceremony', () => {
  it('is verified by resume, and left as it is, with no answers file', async () => {
    const dir = copy('closed');
    const before = listFiles(join(dir, 'public'));
    expect(await answer(['ceremony', 'resume', dir])).toEqual([0, undefined]);
    expect([sizeOf(dir), listFiles(join(dir, 'public'))]).toEqual([sizeOf(made.closed), before]);
    writeFileSync(join(dir, 'public/plan.json'), '{}');
    expect(await answer(['ceremony', 'resume', dir])).toEqual([1, 'CEREMONY-VERIFY']);
  });

  it('goes through an exception recorded after it, which the next act signs', async () => {
    const dir = copy('closed');
    const exception = ['ceremony', 'exception', dir, '--rule', 'OTHER', '--reason', 'the door stood open'];
    expect(await answer([...exception, '--by', 'p1', '--by', 'p1'])).toEqual([1, 'EXCEPTION-PEOPLE']);
    expect(await answer([...exception, '--by', 'p1', '--by', 'p3'])).toEqual([0, undefined]);
    expect(sizeOf(dir)).toBe((sizeOf(made.closed) ?? 0) + 1);
    verify(dir);
    expect(await answer(restore(dir))).toEqual([0, undefined]);
    expect(verify(dir)['size']).toBe(sizeOf(dir));
    expect(readFileSync(join(dir, minutesOf(dir)), 'utf8')).toContain('the door stood open');
  });
});

/** The newest minutes in Markdown. */
const minutesOf = (dir: string) =>
  `public/minutes/${listFiles(join(dir, 'public/minutes')).findLast((name) => name.endsWith('.md')) ?? ''}`;

describe.concurrent('a restore', () => {
  it('waits for the close', async () => {
    expect(await answer(restore(copy('genesis')))).toEqual([2, 'CEREMONY-OPEN']);
  });

  it('that was cut short is begun again, its first use of the roots kept in the log', async () => {
    const dir = copy('closed');
    const begun = () => decodeEntries([...(look(dir)?.entries ?? [])]).filter(({ kind }) => kind === 'restore.begun');
    const first = start(restore(dir));
    await first.until(() => begun().length > 1);
    first.kill();
    await first.ended;
    const before = look(dir);
    demandNothingHalf(dir);
    const inside = start(restore(dir));
    await inside.until(() => inside.said.includes('[2/2] Opening shares') && inside.killVault());
    expect(said(await inside.ended)).toEqual([4, 'VAULT-ENDED']);
    // Its minutes are committed, and not in their place.
    expect((await start(restore(dir), { die: { step: 0, kind: 'settle', nth: 1 } }).ended).signal).toBe('SIGKILL');
    demandKept(before, look(dir));
    demandNothingHalf(dir);
    expect(await answer(restore(dir))).toEqual([0, undefined]);
    demandKept(before, look(dir));
    demandNothingHalf(dir);
    expect(begun().length).toBeGreaterThanOrEqual(4);
    expect(verify(dir)['size']).toBe(sizeOf(dir));
  });

  it('writes over nothing, and asks before it opens the roots', async () => {
    const dir = copy('closed');
    const out = file('taken');
    writeFileSync(out, 'x');
    const sign = ['--purpose', 'sign', '--root', 'root-ed', '--in', answers, '--out', out];
    expect(await answer(restore(dir, sign))).toEqual([2, 'FILE-EXISTS']);
    expect([readFileSync(out, 'utf8'), sizeOf(dir)]).toEqual(['x', sizeOf(made.closed)]);
  });
});

it.concurrent('SIGINT and SIGTERM end a ceremony with exit 4, and nothing goes on behind the answer', async () => {
  const dir = file('interrupted');
  const interrupted = async (args: readonly string[], step: number, signal: NodeJS.Signals) => {
    const main = start(args);
    // The vault that reads the answers comes before everything else.
    await main.until(() => (step === 0 ? main.vault !== undefined : main.step >= step));
    if (step > 0) await sleep(100);
    main.kill(signal);
    const ended = await main.ended;
    const seen = look(dir);
    expect([ended.exit, ended.json['code']]).toEqual([4, 'CEREMONY-INTERRUPTED']);
    expect(ended.json['message']).toContain(seen ? `ceremony resume ${dir}` : 'begin again');
    await sleep(300);
    expect(look(dir)).toEqual(seen);
    demandNothingHalf(dir);
  };
  await interrupted(run(dir), 0, 'SIGTERM');
  expect(existsSync(dir)).toBe(false);
  await interrupted(run(dir), 3, 'SIGINT');
  await interrupted(resume(dir), 8, 'SIGTERM');
  await demandGoesOn(dir);
});

it.concurrent(
  'one bad share between split and proof: nothing is written at all, and the founding begins again',
  async () => {
    const dir = file('bad-share');
    const vaultImport = fileURLToPath(new URL('faulty-split.ts', import.meta.url));
    expect(await answer(run(dir), { vaultImport })).toEqual([1, expect.stringMatching(/^SHARE-/)]);
    expect(readdirSync(dir).filter((name) => !name.startsWith('ceremony.db') && name !== '.staging')).toEqual([
      'public',
    ]);
    expect(listFiles(join(dir, 'public'))).toEqual(['plan.json']);
    expect(listFiles(join(dir, '.staging'))).toEqual([]);
    expect(look(dir)?.state.begun).toBe('found');
    await demandGoesOn(dir);
  },
);

it.concurrent('a home that was moved goes on where it lies', async () => {
  const dir = copy('close');
  const elsewhere = file('elsewhere');
  renameSync(dir, elsewhere);
  await demandGoesOn(elsewhere);
});

/** A medium of 4 MB of its own, where this process may mount one. Its tests share it, so they come one by one. */
const medium = file('medium');
mkdirSync(medium);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'rootseal', medium]).status === 0;
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', medium]);
});
if (!mounted)
  console.warn('SKIPPED: a full and a read-only medium, for this process may not mount one (it needs root)');
const remount = (how: string) => execFileSync('mount', ['-o', `remount,${how}`, medium]);

describe.skipIf(!mounted)(`a medium${mounted ? '' : ' (skipped: mounting one needs root)'}`, () => {
  it.each(['genesis', 'close'] as const)('full when %s goes on: exit 3, and on once there is room', async (which) => {
    const dir = copy(which, medium);
    const size = sizeOf(dir);
    const filler = join(medium, 'filler');
    expect(() => {
      for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
    }).toThrow('ENOSPC');
    const full = await answer(resume(dir));
    expect(full).toEqual([3, expect.stringMatching(/^(HOME-WRITE|STORE-DISK)$/)]);
    expect(sizeOf(dir)).toBe(size);
    rmSync(filler);
    await demandGoesOn(dir);
    rmSync(dir, { recursive: true });
  });

  it('full at each place on the way: exit 3 each time, and to the end at last', async () => {
    const dir = copy('genesis', medium);
    const filler = join(medium, 'filler');
    const codes = new Set<unknown>();
    for (let room = 100_000; ; room += 300_000) {
      const { bavail, bsize } = statfs(medium);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - room)));
      const before = look(dir);
      const [exit, code] = await answer(resume(dir));
      rmSync(filler);
      demandKept(before, look(dir));
      demandNothingHalf(dir);
      if (exit === 0) break;
      expect([exit, code]).toEqual([3, expect.stringMatching(/^(HOME-WRITE|STORE-DISK)$/)]);
      codes.add(code);
    }
    expect(codes).toContain('HOME-WRITE');
    verify(dir);
    rmSync(dir, { recursive: true });
  });

  it('read-only: exit 3, to begin and to go on', async () => {
    const dir = copy('found', medium);
    remount('ro');
    expect(await answer(run(join(medium, 'new')))).toEqual([3, 'HOME-WRITE']);
    expect(await answer(resume(dir))).toEqual([3, 'HOME-WRITE']);
    remount('rw');
    const target = join(dir, 'private');
    mkdirSync(target, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'rootseal', target]);
    const refused = await answer(resume(dir));
    execFileSync('umount', [target]);
    expect(refused).toEqual([3, 'HOME-WRITE']);
    await demandGoesOn(dir);
    rmSync(dir, { recursive: true });
  });
});

function statfs(path: string): { bavail: number; bsize: number } {
  const [bavail = 0, bsize = 0] = execFileSync('stat', ['-f', '-c', '%a %S', path], { encoding: 'utf8' })
    .split(' ')
    .map(Number);
  return { bavail, bsize };
}
