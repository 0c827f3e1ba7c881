/** Old files that come back: what is overwritten and removed on a medium, what is never touched, and who is asked. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verdict } from '../../../preload/contract/common.ts';
import type { PlaceRequest } from '../../../main/app/desk.ts';
import { sha256Hex } from '../../../main/app/files.ts';
import { Home } from '../../../main/app/home.ts';
import type { Run } from '../../../main/app/run.ts';
import { askBack, destroyBelow, handedTo } from '../../../main/app/sets/back.ts';
import type { Entry } from '../../../main/core/audit/entry.ts';
import type { SetRecord } from '../../../main/core/ceremony/sets.ts';
import { refusal } from '../../refusal.ts';

let folder: string;
let home: Home;
let medium: string;
const bytes = (text: string) => new TextEncoder().encode(text);
const share = bytes('the share of c1, sealed');
const sealed = bytes('root-ed, sealed');
const others = bytes('the share of c2, sealed');
const files = [
  { path: 'shares/c1.age', sha256: sha256Hex(share) },
  { path: 'sealed/root-ed.sealed', sha256: sha256Hex(sealed) },
];
const write = (name: string, what: Uint8Array) => {
  const file = join(medium, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, what);
  return file;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootseal-old-'));
  home = new Home(join(folder, 'home'));
  medium = join(folder, 'medium');
  for (const dir of [home.dir, medium]) mkdirSync(dir);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('old files on a medium', () => {
  it('are overwritten and removed whatever they are called; nothing else is touched', () => {
    const gone = [write('rootseal-x-c1/c1.age', share), write('a/b/copy of it', share), write('sealed/r', sealed)];
    // A second name of the same blocks shows what was written over them.
    const trace = join(folder, 'trace');
    linkSync(gone[0]!, trace);
    const kept = [write('c2.age', others), write('holiday.jpg', bytes('a picture')), join(folder, 'far.age')];
    writeFileSync(kept[2]!, share);
    symlinkSync(kept[2]!, join(medium, 'link.age'));
    expect(destroyBelow(home, medium, files).sort()).toEqual([...gone].sort());
    expect(gone.map(existsSync)).toEqual([false, false, false]);
    expect([...readFileSync(trace)].every((byte) => byte === 0)).toBe(true);
    expect(kept.map((file) => readFileSync(file).length)).toEqual([others.length, 9, share.length]);
  });

  it('RETURN-NONE: without the share itself nothing is removed', () => {
    const other = [write('c2.age', others), write('sealed/root-ed.sealed', sealed)];
    expect(refusal(() => destroyBelow(home, medium, files))).toBe('RETURN-NONE');
    expect(other.map(existsSync)).toEqual([true, true]);
  });

  it('RETURN-PLACE: not where there is no folder, and not in the home, below it or above it', () => {
    mkdirSync(join(home.dir, 'shares'));
    for (const place of [join(folder, 'none'), home.dir, join(home.dir, 'shares'), folder])
      expect(
        refusal(() => destroyBelow(home, place, files)),
        place,
      ).toBe('RETURN-PLACE');
  });
});

const holders = ['c1', 'c2'].map((id) => ({ id, name: { en: id, zh: id } }));
const hex = 'ab'.repeat(16);
const old = {
  id: hex,
  epoch: 1,
  purpose: 'found',
  custodians: holders,
  roots: [{ id: 'root-ed' }],
} as unknown as SetRecord;
const founded = {
  kind: 'step.done',
  data: { step: 'found', files: [...files, { path: 'shares/c2.age', sha256: sha256Hex(others) }] },
} as unknown as Entry;

/** A run as far as anybody is asked in it. */
function runWith(source: string, answer: (request: PlaceRequest) => string | undefined) {
  const asked: PlaceRequest[] = [];
  const added: unknown[] = [];
  const place = (request: PlaceRequest) => {
    asked.push(request);
    return Promise.resolve(answer(request));
  };
  const journal = { entries: () => [founded], append: (entry: unknown) => added.push(entry) };
  return {
    run: { home, journal, desk: { place }, vault: { source: { kind: source } } } as unknown as Run,
    asked,
    added,
  };
}

describe('the holders of a set that has retired', () => {
  it('are asked one by one; what comes back is destroyed and recorded, what does not is not', async () => {
    const copy = write('c1.age', share);
    const wrong = join(folder, 'wrong');
    mkdirSync(wrong);
    const { run, asked, added } = runWith('tty', ({ who, refused }) =>
      who === 'c2' ? undefined : refused ? medium : wrong,
    );
    await askBack(run, old);
    expect(asked.map(({ who, back, refused }) => [who, back, refused?.code])).toEqual([
      ['c1', true, undefined],
      ['c1', true, 'RETURN-NONE'],
      ['c2', true, undefined],
    ]);
    expect(added).toEqual([{ kind: 'set.returned', data: { set: hex, epoch: 1, custodian: 'c1', destroyed: true } }]);
    expect(existsSync(copy)).toBe(false);
  });

  it('are not asked where nobody sits', async () => {
    const { run, asked, added } = runWith('answers', () => medium);
    await askBack(run, old);
    expect([asked, added]).toEqual([[], []]);
  });

  it('have what the log says was handed to them: their own share and the sealed keys', () => {
    const of = (set: SetRecord, id: string) => handedTo([founded], set, id).map(({ path }) => path);
    expect([of(old, 'c1'), of(old, 'c2')]).toEqual([
      ['shares/c1.age', 'sealed/root-ed.sealed'],
      ['sealed/root-ed.sealed', 'shares/c2.age'],
    ]);
    const later = { ...old, purpose: 'refresh', files: [{ path: 'shares/c1.age', sha256: '00' }] } as SetRecord;
    expect(of(later, 'c1')).toEqual(['shares/c1.age']);
  });
});

it('a window takes a verdict with the date on which its set retired', () => {
  const given = { file: 'c1.age', ok: false, code: 'SHARE-RETIRED', text: { en: 'x', zh: 'x' }, date: '2027-01-01' };
  expect(verdict.safeParse(given).success).toBe(true);
});
