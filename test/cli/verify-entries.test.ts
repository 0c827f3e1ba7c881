/**
 * What the log of a bundle says, under the forger's own keys: signed by everybody who must sign it, and still refused
 * where it tells of steps, receipts and uses of the roots that cannot have been.
 */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../main/core/audit/entry.ts';
import { digestMessage, sha256, utf8 } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import type { Json } from '../../main/core/encoding/jcs.ts';
import { type Forgery, entriesOf, forge, rootsOf } from '../support/forger.ts';
import { type JsonObject, base, doneEntry, edit, forged, isDone, plan, refusal } from './forged.ts';

describe('time', () => {
  it('TUF metadata that has expired by then', () => {
    expect(refusal(base, { now: '2036-11-20T23:59:59.000Z' })).toBe('accepted');
    expect(refusal(base, { now: '2036-11-21T00:00:00.000Z' })).toMatch(/^TUF-EXPIRED tuf\//);
  });

  it('entries that run back, and a ceremony opened twice', async () => {
    const [first] = entriesOf(base);
    expect(await forged({ entry: edited(5, { time: '2001-01-01T00:00:00.000Z' }) })).toBe('VERIFY-ENTRY log/');
    expect(await forged({ entry: edited(5, { kind: 'ceremony.opened', data: first!.data }) })).toBe(
      'VERIFY-ENTRY log/',
    );
    expect(await forged({ entry: edited(0, { kind: 'opened' }) })).toBe('VERIFY-ENTRY log/');
    const opened = (data: Entry['data']) => forged({ entry: edited(0, { data: { ...first!.data, ...data } }) });
    expect(await opened({ planHash: '00'.repeat(32) })).toBe('VERIFY-ENTRY log/');
    expect(await opened({ consortium: 'another' })).toBe('VERIFY-ENTRY log/');
  });

  const edited = (index: number, change: Partial<Entry>) => (entry: Entry) =>
    entry.index === index ? { ...entry, ...change } : entry;
});

describe('steps and receipts', () => {
  it('a step left out, or done twice', async () => {
    expect(await forged({ entries: (all) => all.filter((entry) => !isDone('genesis')(entry)) })).toBe('VERIFY-STEP');
    const again = (all: Entry[]) =>
      [...all, all.find(isDone('close'))!].map((entry) => ({ ...entry, time: last(all) }));
    expect(await forged({ entries: again })).toBe('VERIFY-STEP');
  });

  it('files of a step that are told before anything but its end', async () => {
    const told = (place: number) => (all: Entry[]) => {
      const at = all.findIndex(isDone('genesis'));
      const files = { ...all[at]!, kind: 'step.files', data: { step: 'genesis', files: [] } };
      return [...all.slice(0, at + place), files, ...all.slice(at + place)];
    };
    expect(await forged({ entries: told(1) })).toBe('VERIFY-ENTRY log/');
    expect(await forged({ entries: told(-1) })).toBe('VERIFY-ENTRY log/');
    expect(await forged({ entries: told(0) })).not.toBe('VERIFY-ENTRY log/');
  });

  it('a ceremony that is not closed', async () => {
    const open = (all: Entry[]) => all.slice(0, all.findIndex(isDone('verify')) + 1);
    const files = await forge(base, { entries: open });
    expect(refusal(files)).toBe('VERIFY-OPEN');
    expect(refusal(files, { open: true })).toMatch(/^VERIFY-EXTRA minutes\/.*-close/);
    const whole = new Map([...files].filter(([path]) => !path.includes('-close.')));
    expect(refusal(whole, { open: true })).toBe('accepted');
  });

  it('roots or a set that were not founded', async () => {
    const otherSet = doneEntry('found', (data) => ({ ...data, set: { ...(data['set'] as JsonObject), m: 2 } }));
    const founded = (field: string, value: (is: JsonObject[]) => Json) =>
      forged(doneEntry('found', (data) => ({ ...data, [field]: value(data[field] as JsonObject[]) })));
    expect(await founded('roots', (is) => is.slice(1))).toBe('VERIFY-ENTRY log/');
    expect(await founded('roots', (is) => is.toReversed())).toBe('VERIFY-ROOT-FIELD roots/root-ed.json');
    expect(await forged(otherSet)).toBe('VERIFY-ENTRY log/');
    expect(await founded('set', () => 'none')).toBe('VERIFY-ENTRY log/');
  });

  it('a genesis of which the log says another hash', async () => {
    expect(await forged(doneEntry('genesis', (data) => ({ ...data, txHash: 'j5' })))).toBe(
      'VERIFY-GENESIS genesis/jdchain/genesis.json',
    );
  });

  it('files that the log records otherwise, twice, or not at all', async () => {
    const minutes = (change: (list: JsonObject[]) => JsonObject[]) =>
      forged({
        entry: edit(
          ({ kind, data }) => kind === 'act.closed' && data['act'] === 'sign',
          (data) => ({ ...data, minutes: change(data['minutes'] as JsonObject[]) }),
        ),
      });
    const zero = '00'.repeat(32);
    expect(await minutes((list) => list.map((one) => ({ ...one, sha256: zero })))).toMatch(/^VERIFY-HASH minutes\//);
    expect(await minutes((list) => list.slice(1))).toMatch(/^VERIFY-EXTRA minutes\//);
    expect(await minutes((list) => [...list, { ...list[0]!, sha256: zero }])).toMatch(/^VERIFY-ENTRY minutes\//);
    expect(await minutes((list) => [...list, { path: 'public/minutes/x', sha256: zero }])).toBe(
      'VERIFY-MISSING minutes/x',
    );
    expect(await minutes(() => [{ path: 1 }])).toBe('VERIFY-ENTRY log/');
  });

  const last = (all: readonly Entry[]) => all.at(-1)!.time;
});

describe('uses of the roots', () => {
  const sign = (change: (data: Entry['data']) => Entry['data']) => forged(doneEntry('sign', change));

  it('without a restore that was begun in the log', async () => {
    const how: Forgery = {
      entries: (all) =>
        all.map((entry) => (entry.kind === 'restore.begun' ? { ...entry, kind: 'restore.refused' } : entry)),
    };
    expect(await forged(how)).toBe('VERIFY-STEP log/');
  });

  it('by fewer than M, by one counted twice, by a stranger', async () => {
    for (const quorum of [
      ['c1', 'c2'],
      ['c1', 'c2', 'c2'],
      ['c1', 'c2', 'nobody'],
    ])
      expect(await sign((data) => ({ ...data, quorum }))).toBe('VERIFY-QUORUM log/');
  });

  it('without a challenge of each root, with one twice, of another size, of another log', async () => {
    const challenges = (change: (list: JsonObject[]) => Json) =>
      sign((data) => ({ ...data, challenges: change(data['challenges'] as JsonObject[]) }));
    expect(await challenges((list) => list.slice(1))).toBe('VERIFY-CHALLENGE log/');
    expect(await challenges((list) => [...list, list[0]!])).toBe('VERIFY-CHALLENGE log/');
    expect(await challenges((list) => [{ ...list[0]!, signature: list[1]!['signature']! }, list[1]!])).toBe(
      'VERIFY-CHALLENGE log/',
    );
    expect(await sign((data) => ({ ...data, challengeSize: 31 }))).toBe('VERIFY-CHALLENGE log/');
    // Signed over a log that did not hold the begun restore yet: the roots were used before it was said.
    const early: Forgery = {
      entries: (all) => all.map(edit(isDone('sign'), (data) => ({ ...data, challengeSize: 20 }))),
    };
    expect(await forged(early)).toBe('VERIFY-CHALLENGE log/');
  });

  it('a file signature by another root, or over another file', async () => {
    const [ed] = rootsOf(plan);
    const signature = (of: string) => toHex(ed!.sign(digestMessage('file', utf8(of))));
    const restored = (data: { root?: string; signature?: string } = {}) =>
      forged({ entries: withRestore(data, signature) });
    expect(await restored()).toBe('accepted');
    expect(await restored({ root: 'root-sm' })).toBe('VERIFY-FILE-SIGNATURE log/');
    expect(await restored({ root: 'nobody' })).toBe('VERIFY-FILE-SIGNATURE log/');
    expect(await restored({ signature: signature('another file') })).toBe('VERIFY-FILE-SIGNATURE log/');
  });

  /** A later `restore --purpose sign` over the file "x". */
  const withRestore =
    (how: { root?: string; signature?: string }, signature: (of: string) => string) =>
    (all: Entry[]): Entry[] => {
      const at = all.at(-1)!;
      const entry = (kind: string, data: Entry['data']) => ({ ...at, kind, data });
      const begun = { purpose: 'sign', root: how.root ?? 'root-ed', fileSha256: toHex(sha256(utf8('x'))), file: 'x' };
      const done = {
        ...{ purpose: 'sign', entry: all.length, quorum: ['c1', 'c2', 'c3'] },
        ...{ challengeSize: all.length + 1, challenges: [] },
        signature: how.signature ?? signature('x'),
      };
      return [...all, entry('restore.begun', begun), entry('restore.done', done)];
    };
});
