/** The home of a consortium: what is refused before it begins, and what is found missing or altered in it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hashesOf, onDisk, writeNew } from '../../../main/app/files.ts';
import { Home } from '../../../main/app/home.ts';
import { recorded } from '../../../main/app/evidence.ts';
import { Journal } from '../../../main/app/journal.ts';
import type { Run } from '../../../main/app/run.ts';
import { takeRoom } from '../../../main/app/room.ts';
import { planInForce } from '../../../main/app/state.ts';
import { openStore } from '../../../main/store/store.ts';
import { refusal } from '../../refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'rootseal-home-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let home: Home;
let count = 0;
beforeEach(() => {
  home = new Home(join(folder, String(count++)));
  home.create();
});

const file = { path: 'public/a.txt', bytes: new TextEncoder().encode('a') };
const [hash = { path: '', sha256: '' }] = hashesOf([file]);
const put = (path: string, text = 'x') => {
  mkdirSync(join(home.dir, path, '..'), { recursive: true });
  writeFileSync(join(home.dir, path), text);
};

describe('a folder', () => {
  it('is empty when a ceremony begins', () => {
    expect(refusal(() => home.create())).toBe('accepted');
    put('note.txt');
    expect(refusal(() => home.create())).toBe('HOME-NOT-EMPTY');
  });

  it('is a home by its store, and says what it is without one', () => {
    expect(refusal(() => home.mustExist())).toBe('HOME-NOT-ONE');
    put('ceremony.db-wal');
    expect(refusal(() => home.mustExist())).toBe('CEREMONY-UNBORN');
    put('public/plan.json');
    expect(refusal(() => home.mustExist())).toBe('HOME-STORE-LOST');
    put('ceremony.db');
    expect(refusal(() => home.mustExist())).toBe('accepted');
  });

  it('that cannot be written is named', () => {
    put('a-file');
    expect(refusal(() => onDisk(home.dir, () => mkdirSync(home.path('a-file', 'below'))))).toBe('HOME-WRITE');
  });
});

describe('what an act made', () => {
  it('comes into its place once, over nothing else', () => {
    home.stage('found', [file]);
    expect(refusal(() => home.settle('found', [hash]))).toBe('accepted');
    expect(refusal(() => home.settle('found', [hash]))).toBe('accepted');
    expect(refusal(() => home.stage('found', [file]))).toBe('HOME-EXISTS');
    put(file.path, 'other');
    expect(refusal(() => home.settle('found', [hash]))).toBe('HOME-EXISTS');
  });

  it('is missing or altered by name', () => {
    expect(refusal(() => home.settle('found', [hash]))).toBe('HOME-LOST');
    expect(refusal(() => home.readBack(hash))).toBe('HOME-LOST');
    put(file.path, 'other');
    expect(refusal(() => home.readBack(hash))).toBe('HOME-ALTERED');
    put(file.path, 'a');
    expect(refusal(() => home.readBack(hash))).toBe('accepted');
  });
});

describe('the store of a home', () => {
  const identity = { ceremony: '00'.repeat(16), rehearsal: true, origin: 'rootseal/test' };
  const at = (time: string) => () => new Date(time);

  it('holds the plan that the log opened with', () => {
    const store = openStore(home.database, { create: true });
    const opens = () => refusal(() => planInForce(home.dir));
    expect(opens()).toBe('CEREMONY-UNBORN');
    store.putSetting('plan', '{}');
    new Journal(store, identity).append({ kind: 'ceremony.opened', data: { planHash: '00' } });
    store.close();
    expect(opens()).toBe('CEREMONY-PLAN-CHANGED');
  });

  it('decodes an entry once, and what came later as it comes', () => {
    const store = openStore(home.database, { create: true });
    const journal = new Journal(store, identity);
    expect(journal.entries()).toEqual([]);
    journal.append({ kind: 'ceremony.opened', data: {} });
    const first = journal.entries();
    journal.append({ kind: 'step.begun', data: { step: 'room' } }, { kind: 'answers.used', data: {} });
    const all = journal.entries();
    expect(all.map(({ index, kind }) => `${index} ${kind}`)).toEqual([
      '0 ceremony.opened',
      '1 step.begun',
      '2 answers.used',
    ]);
    expect([first.length, all[0] === first[0], journal.entries() === all]).toEqual([1, true, true]);
    store.close();
  });

  it('gives out no file that its log did not record', () => {
    const store = openStore(home.database, { create: true });
    const run = { home, journal: new Journal(store, identity) } as unknown as Run;
    expect(refusal(() => recorded(run, 'sealed/foreign.sealed'))).toBe('HOME-UNRECORDED');
    store.close();
  });

  it('takes no entry earlier than its last', () => {
    const store = openStore(home.database, { create: true });
    const entry = { kind: 'ceremony.opened', data: {} };
    const append = (time: string) => refusal(() => new Journal(store, identity, { clock: at(time) }).append(entry));
    expect(append('2026-11-21T10:00:00Z')).toBe('accepted');
    expect(append('2026-11-21T09:59:59Z')).toBe('CEREMONY-CLOCK');
    expect(append('2026-11-21T10:00:00Z')).toBe('accepted');
    store.close();
  });
});

it('facts of the room that are none are refused', () => {
  const judged = (facts: string) => refusal(() => takeRoom(home.dir, { ROOTSEAL_ROOM: facts }));
  expect([judged('no JSON'), judged('{}')]).toEqual(['ROOM-FACTS', 'ROOM-FACTS']);
  expect(refusal(() => takeRoom(home.dir, {}))).toBe('accepted');
});

describe.skipIf(process.platform !== 'linux')('a folder that cannot be made (/proc answers ENOENT to mkdir)', () => {
  it('is refused at once, for a file named and for a home', () => {
    expect(refusal(() => writeNew('/proc/nowhere/at/all', file.bytes))).toBe('HOME-WRITE');
    expect(refusal(() => new Home('/proc/nowhere/home').create())).toBe('HOME-WRITE');
  });
});
