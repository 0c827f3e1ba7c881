/** The writer's own refusals, the chain of roots, and the counting of keys. */

import { describe, expect, it } from 'vitest';
import {
  checkTarget,
  distinctKeys,
  signedBytes,
  tufKeyId,
  verifyRepository,
  writeRepository,
  type TufInput,
} from '../../../main/core/tuf/index.ts';
import { seconds } from '../../../main/core/tuf/fields.ts';
import {
  describe as describeTargets,
  edit,
  heirs,
  kits,
  make,
  makeTargets,
  now,
  rootsOf,
  signAll,
  signer,
  validUntil,
} from '../../strangers/tuf/workshop.ts';

const [one, , mixed] = kits as [(typeof kits)[0], (typeof kits)[0], (typeof kits)[0]];
const targets = describeTargets(makeTargets(1));
const input: TufInput = { keys: one.keys, threshold: 1, version: 1, expires: validUntil, targets };
const sign = signAll(one.signers);

const refused = (changed: Partial<TufInput>, code: string) =>
  expect(writeRepository({ ...input, ...changed }, sign)).rejects.toMatchObject({ code });

describe('writeRepository', () => {
  it('writes root, targets, snapshot, timestamp, the same bytes each time', async () => {
    const [a, b] = [await writeRepository(input, sign), await writeRepository(input, sign)];
    expect([...a.keys()]).toEqual(['1.root.json', 'targets.json', 'snapshot.json', 'timestamp.json']);
    expect(a).toEqual(b);
  });

  it('asks for signatures over what signedBytes says of each file', async () => {
    const asked = new Map<string, Uint8Array>();
    const files = await writeRepository(input, (message, file) => {
      asked.set(file, message);
      return sign(message, file);
    });
    expect(asked).toEqual(new Map([...files].map(([name, bytes]) => [name, signedBytes(bytes)])));
  });

  it('hands out nothing that too few keys signed', async () => {
    const few = { ...input, keys: mixed.keys, threshold: 2 };
    await expect(writeRepository(few, signAll(mixed.signers.slice(1)))).rejects.toMatchObject({
      code: 'TUF-THRESHOLD',
    });
  });

  it('hands out nothing that a wrong key signed', async () => {
    await expect(writeRepository(input, signAll(heirs.signers))).rejects.toMatchObject({
      code: 'TUF-SIGNATURE-UNKNOWN',
    });
  });

  it.each<[string, Partial<TufInput>, string]>([
    ['a key twice', { keys: [...one.keys, ...one.keys] }, 'TUF-ROLE'],
    ['a threshold above the keys', { threshold: 2 }, 'TUF-ROLE'],
    ['a threshold of 0', { threshold: 0 }, 'TUF-FIELD'],
    ['no targets', { targets: [] }, 'TUF-TARGET-NONE'],
    ['a target twice', { targets: [...targets, ...targets] }, 'TUF-TARGET-DUPLICATE'],
    ['an expiry with fractions', { expires: '2099-12-31T00:00:00.000Z' }, 'TUF-TIME'],
    ['an expiry that is no day', { expires: '2099-02-29T00:00:00Z' }, 'TUF-TIME'],
    ['version 0', { version: 0 }, 'TUF-FIELD'],
  ])('refuses %s', async (_name, changed, code) => {
    await refused(changed, code);
  });

  it('keeps the root file when nothing about the keys changed, and asks nobody to sign it again', async () => {
    const first = await writeRepository(input, sign);
    const names: string[] = [];
    const next = await writeRepository({ ...input, version: 2, roots: rootsOf(first) }, (message, file) => {
      names.push(file);
      return sign(message, file);
    });
    expect(names).toEqual(['targets.json', 'snapshot.json', 'timestamp.json']);
    expect(next.get('1.root.json')).toEqual(first.get('1.root.json'));
  });

  it('rotates twice, each root signed by the one before and by itself', async () => {
    const first = await make(one, 1);
    const second = await make(heirs, 2, { roots: rootsOf(first.files) }, 0, one.signers);
    const third = await make(mixed, 3, { roots: rootsOf(second.files) }, 0, heirs.signers);
    const trustedRoot = first.files.get('1.root.json')!;
    const verdict = verifyRepository(third.files, { now, trustedRoot, previous: second.files });
    expect(verdict.versions.root).toBe(3);
    // Old keys signed the chain, but they do not stand for what is signed now.
    expect(verdict.signers.map((key) => key.keyid).sort()).toEqual(mixed.signers.map((key) => key.keyid).sort());
  });
});

describe('verifyRepository', () => {
  it('answers who signed every file, and not who merely stands in the root', async () => {
    const { files } = await make(mixed, 1);
    const { keys, signers, threshold } = verifyRepository(files);
    expect([keys.length, signers.length, threshold]).toEqual([3, 2, 2]);
    const keyids = mixed.signers.map((key) => key.keyid);
    expect(signers.every((key) => keyids.includes(key.keyid))).toBe(true);
  });

  it('names no signer when different keys signed different files', async () => {
    const keys = [signer('ed25519', 2), signer('p256', 3)] as const;
    const { files } = await make({ name: '1 of 2', keys, threshold: 1, signers: [keys[0]] }, 1);
    const changed = edit(files, 'timestamp.json', [keys[1]], () => undefined);
    expect(verifyRepository(changed).signers).toEqual([]);
  });

  it('judges expiry to the second, and only when told the time', async () => {
    const { files } = await make(one, 1, { expires: '2036-11-21T00:00:00Z' });
    expect(() => verifyRepository(files, { now: '2036-11-20T23:59:59.999Z' })).not.toThrow();
    expect(() => verifyRepository(files, { now: '2036-11-21T00:00:00.000Z' })).toThrow('expired');
    expect(verifyRepository(files).expires).toBe('2036-11-21T00:00:00Z');
    expect(() => verifyRepository(files, { now: 'yesterday' })).toThrow('not a UTC time');
  });

  it('refuses a state before that does not hold itself', async () => {
    const { files } = await make(one, 1);
    const previous = new Map(files).set('snapshot.json', files.get('timestamp.json')!);
    expect(() => verifyRepository(files, { previous })).toThrow('under the name of');
  });

  it('takes no co-signature without its file, and passes over those that have one', async () => {
    const { files } = await make(one, 1);
    expect(() => verifyRepository(new Map(files).set('2.root.json.sm2sig', new Uint8Array()))).toThrow('missing');
    expect(() => verifyRepository(new Map(files).set('targets.json.sm2sig', new Uint8Array()))).not.toThrow();
  });

  it('marks a rehearsal', async () => {
    const rehearsal = targets.map((target) => ({ ...target, custom: { rootseal: { kind: 'plan', rehearsal: true } } }));
    expect(verifyRepository(await writeRepository({ ...input, targets: rehearsal }, sign)).rehearsal).toBe(true);
    expect(verifyRepository(await writeRepository(input, sign)).rehearsal).toBe(false);
  });

  it('refuses a file that no list names', () => {
    expect(() => checkTarget(targets, 'members/extra.txt', new Uint8Array())).toThrow('not in the signed list');
  });

  it('refuses a missing field', async () => {
    const { files } = await make(one, 1);
    const change = (signed: Record<string, unknown>) => {
      delete signed.consistent_snapshot;
    };
    expect(() => verifyRepository(edit(files, '1.root.json', one.signers, change))).toThrow(
      '"consistent_snapshot" is missing',
    );
  });
});

describe('keys', () => {
  it('are counted by their bytes, whatever their ids say', () => {
    const [a, b] = [signer('ed25519', 1), signer('p256', 1)];
    const ids = ['one', 'two', 'three'];
    expect(distinctKeys(ids.map((keyid) => ({ ...a, keyid }))).length).toBe(1);
    expect(distinctKeys([a, b, { ...b, keyid: 'x' }, a]).map((key) => key.suite)).toEqual(['ed25519', 'p256']);
  });

  it('have the id that securesystemslib gives an Ed25519 key', () => {
    // securesystemslib 1.6.0: compute_default_keyid('ed25519', 'ed25519', {'public': '00' * 31 + '01'})
    expect(tufKeyId('ed25519', new Uint8Array(32).fill(1, 31))).toBe(
      '9abda18ec5971fd6120e35fab36cfc6c344dee49755a55efa6367c7ee9022ecb',
    );
  });
});

describe('times', () => {
  it.each(['2028-02-29T23:59:59Z', '2000-02-29T00:00:00.123456Z', '2099-12-31T00:00:00Z'])('takes %s', (time) => {
    expect(seconds(time, 'time')).toBe(time.slice(0, 19));
  });

  it.each([
    '2027-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+00:00',
    '2026-01-01',
    '2026-01-01T00:00:00Z\n',
    '',
  ])('refuses %j', (time) => {
    expect(() => seconds(time, 'time')).toThrow('not a UTC time');
  });
});
