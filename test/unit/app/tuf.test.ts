/**
 * A root file that waits for administrators, in a true home whose log tells of it: what is refused of those who join
 * signatures, of those who sign, and of those who wish for the next one.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join as path } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../main/app/ceremony.ts';
import { openRun } from '../../../main/app/ceremony.ts';
import { ceremonyStatus, rootThatWaits, tufStatus } from '../../../main/app/state.ts';
import { join } from '../../../main/app/tuf/join.ts';
import { judgeRenewal } from '../../../main/app/tuf/renew.ts';
import { rootsIn, showRoot, signRoot } from '../../../main/app/tuf/sign.ts';
import { tufShow } from '../../../main/cli/tuf.ts';
import { tufRenewedKind } from '../../../main/core/ceremony/tuf-told.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { encodeRootSignature, rootDigest, writeRoots } from '../../../main/core/tuf/index.ts';
import { readTufFile } from '../../../main/core/tuf/read.ts';
import { refusal, refusalOf } from '../../refusal.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { signAll, signer } from '../../strangers/tuf/workshop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const people = [signer('ed25519', 41), signer('p256', 42)] as const;
const administrators = {
  threshold: 3,
  keys: people.map(({ suite, publicKey }, i) => ({ id: `f${String(i + 1)}`, suite, publicKey: toHex(publicKey) })),
};
const stranger = signer('ed25519', 49);
/** Nobody is asked for anything: what is refused here is refused before. */
const session = { running: new Set(), identified: [], vault: {} } as unknown as Session;

let whole: FinishedHome;
let home: FinishedHome;
let waiting: Uint8Array;
const first = () => new Uint8Array(readFileSync(path(home.bundle, 'tuf', '1.root.json')));
const file = (name: string, bytes: Uint8Array) => {
  const to = path(dirname(home.dir), name);
  writeFileSync(to, bytes);
  return to;
};
const signature = (by: typeof stranger, over = waiting, sha256 = rootDigest(over)) =>
  encodeRootSignature({ sha256, ...by.sign(readTufFile('root.json', over, 'root').message) });

beforeAll(async () => {
  whole = await finishedHome('rehearsal');
  home = copyHome(whole);
  const { keys } = readTufFile('root.json', first(), 'root').content.roles.root;
  const input = {
    keys,
    threshold: 1,
    root: { keys: [...keys, ...people], threshold: 3 },
    expires: '2036-01-01T00:00:00Z',
  };
  const chain = await writeRoots({ ...input, roots: new Map([['1.root.json', first()]]) }, signAll([people[0]]));
  waiting = chain.get('2.root.json')!;
  const run = openRun(home.dir, session);
  const pending = { root: 2, administrators, file: fromUtf8(waiting, 'root') };
  run.journal.append({ kind: tufRenewedKind, data: { version: 2, pending, files: [] } });
  run.journal.store.close();
});
afterAll(() => rmSync(dirname(home.dir), { recursive: true }));

describe('a root file that waits', () => {
  it('is told with who has signed and who still can, and written for those who are to', () => {
    const { version, roots, pending } = tufStatus(home.dir);
    expect([version, roots]).toEqual([2, 1]);
    expect(pending).toMatchObject({ root: 2, need: 3, have: 1, signed: ['f1'] });
    expect([...(pending?.missing ?? [])].sort()).toEqual(['f2', 'root-ed']);
    expect(rootThatWaits(home.dir)).toEqual(waiting);
    expect(rootThatWaits(whole.dir)).toBeUndefined();
    expect(ceremonyStatus(home.dir).tuf?.pending?.root).toBe(2);
  });

  it('TUF-NOTHING-WAITS: of a home without one', async () => {
    const out = path(dirname(home.dir), 'none.json');
    expect(refusal(() => tufShow(whole.dir, { out }, 'en'))).toBe('TUF-NOTHING-WAITS');
    const other = copyHome(whole);
    await expect(join(other.dir, [], session)).rejects.toMatchObject({ code: 'TUF-NOTHING-WAITS' });
    rmSync(dirname(other.dir), { recursive: true });
  });

  it('is joined by signatures over just it, of keys that count, and published by enough of them', async () => {
    const code = (...files: string[]) =>
      join(home.dir, files, session).catch((error: unknown) => (error as { code: string }).code);
    const second = file('f2.sig', signature(people[1]));
    expect(await code(file('some.sig', new Uint8Array(3)))).toBe('TUF-SIGNATURE-FORM');
    expect(await code(second, file('other.sig', signature(people[0], first())))).toBe('TUF-SIGNATURE-OTHER');
    expect(await code(file('stranger.sig', signature(stranger)))).toBe('TUF-SIGNATURE-BAD');
    expect(await code(file('swapped.sig', signature(people[1], first(), rootDigest(waiting))))).toBe(
      'TUF-SIGNATURE-BAD',
    );
    expect(await code(second, second)).toBe('TUF-ROOT-SHORT');
    await expect(join(home.dir, [second], session)).rejects.toMatchObject({
      text: { en: expect.stringContaining('has 2 of 3 signatures') as string },
    });
  });

  it('TUF-ROOT-AGAINST: is signed only behind the root file in force, and by somebody of it', () => {
    const roots = rootsIn(whole.bundle);
    const reason = (bytes: Uint8Array) => refusalOf(() => showRoot(bytes, roots, 'x'));
    expect(reason(first())).toMatchObject({ code: 'TUF-ROOT-AGAINST' });
    expect(reason(first()).text.en).toContain('it is version 1');
    expect(reason(waiting).text.en).toContain('no key that counts here has signed it');
  });

  it('TUF-SIGNER: is signed by nobody whose key does not count', async () => {
    const roots = rootsIn(whole.bundle);
    const wish = { root: waiting, administrator: 'f7', key: '', out: path(dirname(home.dir), 'f7.sig') };
    const options = { lang: 'en', source: { kind: 'tty' }, identities: {} } as const;
    await expect(signRoot(wish, roots, options)).rejects.toMatchObject({ code: 'TUF-SIGNER' });
  });
});

it('TUF-ADMINISTRATORS: a key that is none, one that stands there twice, a threshold that nobody reaches', () => {
  const run = openRun(home.dir, session);
  const code = (wished: typeof administrators) =>
    refusal(() => judgeRenewal(run, { root: false, administrators: wished }));
  const [one, two] = administrators.keys;
  expect(code(administrators)).toBe('accepted');
  expect(code({ ...administrators, threshold: 4 })).toBe('TUF-ADMINISTRATORS');
  expect(code({ ...administrators, keys: [one!, { ...two!, id: 'f1' }] })).toBe('TUF-ADMINISTRATORS');
  expect(code({ ...administrators, keys: [one!, { ...one!, id: 'f2' }] })).toBe('TUF-ADMINISTRATORS');
  expect(code({ ...administrators, keys: [one!, { ...one!, id: 'f2', publicKey: 'ff'.repeat(32) }] })).toBe(
    'TUF-ADMINISTRATORS',
  );
  run.journal.store.close();
});
