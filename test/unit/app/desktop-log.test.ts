/** The log in a window: the rows asked for and no more, entries byte for byte, proofs that are verified and not believed. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logHandlers } from '../../../main/app/desktop/log.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { addException } from '../../../main/app/exception.ts';
import { decodeEntry, encodeEntry } from '../../../main/core/audit/entry.ts';
import { formatVkey } from '../../../main/core/audit/note.ts';
import { ed25519 } from '../../../main/core/keys/ed25519.ts';
import { type ReadableStore, openStore } from '../../../main/store/store.ts';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { codeOf, get, newFolder } from './desktop-help.ts';

let finished: FinishedHome;
let own: FinishedHome;
beforeAll(async () => {
  finished = await finishedHome('rehearsal');
  own = copyHome(finished);
}, 300_000);
afterAll(() => rmSync(dirname(own.dir), { recursive: true, force: true }));

const handlers = logHandlers(new Logs());
const reading = <T>(dir: string, read: (store: ReadableStore) => T): T => {
  const store = openStore(join(dir, 'ceremony.db'), { readonly: true });
  try {
    return read(store);
  } finally {
    store.close();
  }
};
const entryOf = (dir: string, index: number) => get(handlers, 'log.entry', { dir, index });
const rowsOf = (dir: string, from: number, count: number, find?: string) =>
  get(handlers, 'log.rows', { dir, from, count, ...(find !== undefined && { find }) });

describe('the head of a log', () => {
  it('is the one that was read aloud', async () => {
    const { origin, size, root, groups, checkpoint } = await get(handlers, 'log.head', { dir: finished.dir });
    const note = readFileSync(join(finished.dir, 'closing', 'checkpoint'), 'utf8');
    expect([size, root]).toEqual([finished.made.log.size, finished.made.log.root]);
    expect(groups.map(({ hex }) => hex).join('')).toBe(root);
    expect(checkpoint).toEqual({ size, note });
    expect(note.split('\n')[0]).toBe(origin);
  });

  it('has no checkpoint before the first act', async () => {
    const dir = newFolder();
    const store = openStore(join(dir, 'ceremony.db'), { create: true });
    reading(finished.dir, (of) => {
      store.putSetting('plan', of.setting('plan') ?? '');
      store.append(of.entries(0, 3));
    });
    store.close();
    expect(await get(handlers, 'log.head', { dir })).toMatchObject({ size: 3, checkpoint: null });
    expect(await entryOf(dir, 2)).toMatchObject({ proof: [], checkpoint: null });
  });
});

describe('rows', () => {
  it('are the window that was asked for', async () => {
    const { size } = finished.made.log;
    const all = await rowsOf(finished.dir, 0, 500);
    expect([all.total, all.rows.length]).toEqual([size, size]);
    expect(all.rows.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, i) => i));
    expect((await rowsOf(finished.dir, 7, 3)).rows).toEqual(all.rows.slice(7, 10));
    expect((await rowsOf(finished.dir, size - 1, 50)).rows).toEqual(all.rows.slice(-1));
    expect(await rowsOf(finished.dir, size + 9, 50)).toEqual({ total: size, rows: [] });
    expect(await rowsOf(finished.dir, 0, 0)).toEqual({ total: size, rows: [] });
  });

  it('say in one sentence what each entry is, with its length', async () => {
    const { rows } = await rowsOf(finished.dir, 0, 500);
    const lengths = reading(finished.dir, (store) => store.entries().map(({ length }) => length));
    expect(rows.map(({ bytes }) => bytes)).toEqual(lengths);
    expect(rows[0]).toMatchObject({ index: 0, kind: 'ceremony.opened', summary: { zh: '仪式开始：食品溯源联盟。' } });
    const confirmed = rows.find(({ kind, step }) => kind === 'confirmation' && step === 'hand-out');
    expect(confirmed).toMatchObject({
      who: 'c1',
      summary: { en: expect.stringMatching(/\(c1\) said yes to: Handing out\.$/) as string },
    });
    expect(rows.every(({ summary }) => summary.en !== '' && /\p{Script=Han}/u.test(summary.zh))).toBe(true);
  });

  it('are found by words of either language, a name, a kind or a hash, in any case', async () => {
    const { rows } = await rowsOf(finished.dir, 0, 500);
    const of = async (find: string) => (await rowsOf(finished.dir, 0, 500, find)).rows.map(({ index }) => index);
    const kinds = rows.filter(({ kind }) => kind === 'step.done').map(({ index }) => index);
    expect(await of('step.done')).toEqual(kinds);
    expect(await of('STEP DONE')).toEqual(kinds);
    expect(await of('步骤完成')).toEqual(kinds);
    const [root] = finished.made.roots;
    const withRoot = reading(finished.dir, (store) => store.entries()).flatMap((bytes, i) =>
      Buffer.from(bytes).includes(root?.fingerprint ?? '') ? [i] : [],
    );
    expect(withRoot.length).toBeGreaterThan(0);
    expect(await of(root?.fingerprint.toUpperCase() ?? '')).toEqual(withRoot);
    expect(await of('nothing of the kind')).toEqual([]);
    expect(await of('  ')).toHaveLength(rows.length);
  });

  it('that were found are numbered among the found', async () => {
    const all = await rowsOf(finished.dir, 0, 500, 'confirmation');
    const some = await rowsOf(finished.dir, 2, 3, 'confirmation');
    expect([some.total, some.rows]).toEqual([all.total, all.rows.slice(2, 5)]);
  });
});

/** RFC 6962: the root that leaf and neighbours give, by Node's own hash. */
function climbed({ leaf, proof }: ReplyOf<'log.entry'>): string {
  const node = (left: Buffer, right: Buffer) =>
    createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
  const up = (hash: Buffer, { hash: other, side }: { hash: string; side: string }) =>
    side === 'left' ? node(Buffer.from(other, 'hex'), hash) : node(hash, Buffer.from(other, 'hex'));
  return proof.reduce(up, Buffer.from(leaf, 'hex')).toString('hex');
}

describe('an entry', () => {
  it('is there byte for byte, and its proof leads from its bytes to the signed root', async () => {
    const entries = reading(finished.dir, (store) => store.entries());
    for (const [index, bytes] of entries.entries()) {
      const entry = await entryOf(finished.dir, index);
      expect(Buffer.from(entry.json).equals(Buffer.from(bytes))).toBe(true);
      expect(entry.leaf).toBe(createHash('sha256').update(Buffer.of(0)).update(bytes).digest('hex'));
      expect(climbed(entry)).toBe(entry.checkpoint?.root);
      expect([entry.checkpoint?.proved, entry.checkpoint?.root]).toEqual([true, finished.made.log.root]);
      expect(entry.line.index).toBe(index);
    }
  });

  it('that the log has not is refused', async () => {
    expect(await codeOf(handlers, 'log.entry', { dir: finished.dir, index: finished.made.log.size })).toBe(
      'MERKLE-RANGE',
    );
  });

  it('behind the last checkpoint is unsigned, the ones before it are still proved', async () => {
    const { size } = finished.made.log;
    addException(own.dir, { rule: 'SEAL', reason: 'opened', by: ['p1', 'p2'] });
    expect(await entryOf(own.dir, size)).toMatchObject({ line: { kind: 'exception' }, proof: [], checkpoint: null });
    const last = await entryOf(own.dir, size - 1);
    expect([last.checkpoint?.proved, climbed(last) === last.checkpoint?.root]).toEqual([true, true]);
    expect((await get(handlers, 'log.head', { dir: own.dir })).checkpoint?.size).toBe(size);
    expect((await rowsOf(own.dir, 0, 9, 'exception')).rows.map(({ index }) => index)).toContain(size);
  });

  it('is not proved by a checkpoint whose signature does not hold', async () => {
    const file = join(own.bundle, 'log.vkey');
    const vkey = readFileSync(file, 'utf8');
    const name = vkey.split('+')[0] ?? '';
    const other = formatVkey(name, ed25519.publicKey(new Uint8Array(32).fill(3)));
    const provedWith = async (content: string) => {
      writeFileSync(file, content);
      return (await entryOf(own.dir, 3)).checkpoint?.proved;
    };
    expect(await provedWith(vkey)).toBe(true);
    expect(await provedWith(`${other}\n`)).toBe(false);
    expect(await provedWith('nothing')).toBe(false);
    rmSync(file);
    expect((await entryOf(own.dir, 3)).checkpoint?.proved).toBe(false);
    expect(await provedWith(vkey)).toBe(true);
  });
});

it('a folder that is no home is refused by every channel', async () => {
  const dir = newFolder();
  expect(await codeOf(handlers, 'log.head', { dir })).toBe('HOME-NOT-ONE');
  expect(await codeOf(handlers, 'log.rows', { dir, from: 0, count: 1 })).toBe('HOME-NOT-ONE');
  expect(await codeOf(handlers, 'log.rows', { dir, from: 0, count: 1, find: 'x' })).toBe('HOME-NOT-ONE');
  expect(await codeOf(handlers, 'log.entry', { dir: 'relative', index: 0 })).toBe('FOLDER-PATH');
});

describe('a log of 10,000 entries', () => {
  const size = 10_000;
  let [dir, small] = ['', ''];
  beforeAll(async () => {
    [dir, small] = [grown('large', size), grown('small', 100)];
    await pause(300);
    for (const one of [dir, small]) await get(handlers, 'log.head', { dir: one });
  }, 120_000);

  /** A log that begins as the finished one and then has one confirmation after the other. */
  function grown(name: string, entries: number): string {
    const folder = join(dirname(own.dir), name);
    mkdirSync(folder);
    const store = openStore(join(folder, 'ceremony.db'), { create: true });
    reading(finished.dir, (of) => {
      const [first = new Uint8Array()] = of.entries(0, 1);
      const { ceremony, time } = decodeEntry(first);
      const more = (index: number) =>
        encodeEntry({
          ...{ format: 'rootseal.entry/1', index, time, ceremony, rehearsal: true, kind: 'confirmation' },
          data: { step: 'room', who: 'p1', said: { en: `said ${index}`, zh: `说 ${index}` } },
        });
      store.putSetting('plan', of.setting('plan') ?? '');
      store.append([first, ...Array.from({ length: entries - 1 }, (_, i) => more(i + 1))]);
    });
    store.close();
    return folder;
  }

  /** The median of many windows of 50, from places far from each other; milliseconds. */
  async function median(of: string, entries: number): Promise<number> {
    const took: number[] = [];
    for (let i = 0; i < 61; i++) {
      const from = (i * 3517) % (entries - 50);
      const begun = performance.now();
      const { rows } = await rowsOf(of, from, 50);
      took.push(performance.now() - begun);
      expect([rows.length, rows[0]?.index]).toEqual([50, from]);
    }
    return took.sort((a, b) => a - b)[30] ?? Infinity;
  }

  it('answers a window of 50 rows as fast as a log of a hundred does', async () => {
    await median(small, 100);
    expect((await median(dir, size)) / (await median(small, 100))).toBeLessThan(3);
  });

  it('is searched a little at a time, so that others are answered meanwhile', async () => {
    let turns = 0;
    let searching = true;
    const turn = () => {
      turns++;
      if (searching) setImmediate(turn);
    };
    turn();
    const found = await rowsOf(dir, 0, 50, 'said 77');
    searching = false;
    expect([found.total, found.rows[1]?.index]).toEqual([111, 770]);
    expect(turns).toBeGreaterThan(70);
  });
});
