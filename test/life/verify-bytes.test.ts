/**
 * Walks the finished real bundle itself: whatever file lies there, one byte of it changed, cut or added, the file
 * emptied, removed, or replaced by a link, and a stray beside it, is refused, and the file is named.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, renameSync, rmSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyPath } from '../../main/cli/verify/verify.ts';
import { concat, fromUtf8, utf8 } from '../../main/core/encoding/bytes.ts';
import { copyHome, filesBelow, finishedHome } from '../support/ceremony.ts';
import { judge, names, runVerifier } from '../support/verifier.ts';

const home = await finishedHome('real');
const files = filesBelow(home.bundle);
const paths = [...files.keys()];
const copy = copyHome(home);
const scratch = dirname(copy.dir);
afterAll(() => rmSync(scratch, { recursive: true }));

const flip =
  (at: number, bit = 1) =>
  (bytes: Uint8Array) =>
    bytes.map((byte, i) => (i === at ? byte ^ bit : byte));

/** Every way in which one file is spoiled. */
function spoilings(length: number): [string, (bytes: Uint8Array) => Uint8Array | undefined][] {
  return [
    ['first byte', flip(0)],
    ['middle byte', flip(length >> 1)],
    ['last byte', flip(length - 1)],
    ['cut by one', (bytes) => bytes.slice(0, -1)],
    ['emptied', () => new Uint8Array()],
    ['one byte more', (bytes) => concat(bytes, utf8('\n'))],
    ['removed', () => undefined],
  ];
}

function spoiled(path: string, spoil: (bytes: Uint8Array) => Uint8Array | undefined): Map<string, Uint8Array> {
  const other = new Map(files);
  const bytes = spoil(files.get(path)!);
  if (bytes === undefined) other.delete(path);
  else other.set(path, bytes);
  return other;
}

const folders = [...new Set(paths.flatMap((path) => parents(path)))].sort();

function parents(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? ['.'] : [...parents(folder), folder];
}

const place = (...parts: string[]) => join(...parts).replaceAll('\\', '/');

/** The verdict over the copy on disk, in this process. */
function onDisk() {
  const { exit, json } = verifyPath(copy.bundle, {});
  return { exit, checks: json['checks'] as Parameters<typeof names>[0] };
}

it('as it is: valid, and there are files of every kind', () => {
  expect(judge(files).refusals).toEqual([]);
  expect(paths.length).toBeGreaterThan(40);
  const tops = new Set(paths.map((path) => path.split('/')[0]));
  expect([...tops].sort()).toEqual(
    ['genesis', 'log', 'log.vkey', 'minutes', 'plan.json', 'roots', 'share-sets', 'tuf', 'verify'].sort(),
  );
});

it.each(paths)(
  '%s: spoiled in every way, it is refused by name',
  (path) => {
    for (const [how, spoil] of spoilings(files.get(path)!.length)) {
      const { valid, checks, refusals } = judge(spoiled(path, spoil));
      expect(valid, how).toBe(false);
      expect(names(checks, path), `${how}: ${refusals.join('; ')}`).toBe(true);
    }
  },
  120_000,
);

it('60 bytes of the bundle drawn at random, any bit', () => {
  const seed = process.env.ROOTSEAL_SEED ?? randomBytes(240).toString('hex');
  console.info(`ROOTSEAL_SEED=${seed}`);
  const numbers = new Uint32Array(new Uint8Array(Buffer.from(seed, 'hex')).buffer.slice(0, 240));
  for (const number of numbers) {
    const path = paths[number % paths.length]!;
    const { length } = files.get(path)!;
    const [at, bit] = [(number >>> 8) % length, 1 << (number >>> 29)];
    const { valid, checks } = judge(spoiled(path, flip(at, bit)));
    expect([path, at, bit, valid, names(checks, path)]).toEqual([path, at, bit, false, true]);
  }
}, 120_000);

describe('on disk', () => {
  it.each(folders)('%s: a stray file, a stray folder', (folder) => {
    for (const stray of ['stray', '.stray', 'README.md.bak']) {
      const path = place(folder, stray);
      writeFileSync(join(copy.bundle, path), 'x');
      const { exit, checks } = onDisk();
      rmSync(join(copy.bundle, path));
      expect([path, exit, names(checks, path)]).toEqual([path, 1, true]);
    }
    const path = place(folder, 'stray');
    mkdirSync(join(copy.bundle, path));
    const { exit, checks } = onDisk();
    rmdirSync(join(copy.bundle, path));
    expect([path, exit, names(checks, path)]).toEqual([path, 1, true]);
  });

  it('each file replaced by a link to the same bytes', () => {
    for (const path of paths) {
      const [here, away] = [join(copy.bundle, path), join(scratch, 'away')];
      renameSync(here, away);
      symlinkSync(away, here);
      const { exit, checks } = onDisk();
      rmSync(here);
      renameSync(away, here);
      expect([path, exit, names(checks, path)]).toEqual([path, 1, true]);
    }
  });

  it('a folder replaced by a link to the same files', () => {
    const away = join(scratch, 'minutes');
    renameSync(join(copy.bundle, 'minutes'), away);
    symlinkSync(away, join(copy.bundle, 'minutes'));
    const { exit, checks } = onDisk();
    rmSync(join(copy.bundle, 'minutes'));
    renameSync(away, join(copy.bundle, 'minutes'));
    expect([exit, names(checks, 'minutes')]).toEqual([1, true]);
    expect(onDisk().exit).toBe(0);
  });

  it('a sample through the built program: exit 1, the file in `subject` or in a line', () => {
    const sample = [
      'plan.json',
      'tuf/targets.json',
      'roots/root-sm.json',
      'verify/rootseal-verify.mjs',
      'log/checkpoint',
    ];
    sample.push(paths.find((path) => path.startsWith('minutes/'))!);
    for (const path of sample) {
      const here = join(copy.bundle, path);
      writeFileSync(here, flip(files.get(path)!.length >> 1)(files.get(path)!));
      const { status, stdout } = runVerifier([copy.bundle, '--json'], { cwd: scratch });
      cpSync(join(home.bundle, path), here);
      const answer = JSON.parse(stdout) as { subject?: string; checks: Parameters<typeof names>[0] };
      expect([path, status]).toEqual([path, 1]);
      expect(answer.subject === path || names(answer.checks, path), path).toBe(true);
    }
  });
});

it('the one exception: a signature line by a key that nobody knows is kept and listed', () => {
  const line = `— witness.example/w ${Buffer.from(randomBytes(76)).toString('base64')}`;
  const { exit, json } = ((): ReturnType<typeof verifyPath> => {
    const here = join(copy.bundle, 'log', 'checkpoint');
    writeFileSync(here, `${fromUtf8(files.get('log/checkpoint')!)}${line}\n`);
    const report = verifyPath(copy.bundle, {});
    cpSync(join(home.bundle, 'log', 'checkpoint'), here);
    return report;
  })();
  expect(exit).toBe(0);
  expect(json['cosignatures']).toEqual([line]);
});
