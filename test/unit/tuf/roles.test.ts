/** Who speaks of which path, who signs what by the plan, until when, and how far a root file has come. */
import { describe, expect, it } from 'vitest';
import { endOf } from '../../../main/core/ceremony/tuf-ends.ts';
import { tufExpiry, tufRoles } from '../../../main/core/ceremony/tuf-roles.ts';
import {
  delegatedNames,
  delegatedPaths,
  encodeRootSignature,
  furthest,
  readRootSignature,
  roleOfPath,
  rootDigest,
  standingOfRoot,
  withSignatures,
  writeRoots,
} from '../../../main/core/tuf/index.ts';
import { readTufFile } from '../../../main/core/tuf/read.ts';
import { kits, signAll, signer, validUntil } from '../../strangers/tuf/workshop.ts';

describe('paths', () => {
  const roles = delegatedNames.map((name) => ({ name, paths: delegatedPaths[name] }));
  it.each([
    ['consortium/2/revocations.json', 'revocations'],
    ['consortium/2/register.json', 'admissions'],
    ['consortium/12/votes/f1.json', 'admissions'],
    ['consortium/12/jdchain/lab/registration.signed.tx', 'admissions'],
    ['genesis/jdchain/genesis.json', 'genesis'],
    ['genesis/jdchain/brand/bftsmart/bftsmart.config', 'genesis'],
    ['genesis', undefined],
    ['genesis2/a', undefined],
    ['consortium/2/x/revocations.json', 'admissions'],
    ['plan.json', undefined],
    ['roots/genesis/a.json', undefined],
  ])('%s is of %s', (path, name) => {
    expect(roleOfPath(roles, path)?.name).toBe(name);
  });

  it.each([
    ['a*b', 'ab', true],
    ['a*b', 'axxb', true],
    ['a*b', 'a', false],
    ['ab*bc', 'abc', false],
    ['*', 'x', true],
    ['*a*b*', 'xaybz', true],
    ['*a*b*', 'xbya', false],
    ['*.json', 'a/b.json', false],
  ])('%s has %s: %s', (pattern, path, has) => {
    expect(roleOfPath([{ paths: [pattern] }], path) !== undefined).toBe(has);
  });
});

describe('who signs by the plan', () => {
  const roots = (['ed25519', 'sm2', 'p256'] as const).map((suite) => ({ id: suite, suite, publicKey: '' }));
  const ids = ({ roots: of, threshold }: ReturnType<typeof tufRoles>['top']) => [of.map(({ id }) => id), threshold];
  it('is the first root that TUF knows where nothing is said, of every list', () => {
    const { top, delegated } = tufRoles({}, roots);
    for (const one of [top, ...Object.values(delegated)]) expect(ids(one)).toEqual([['ed25519'], 1]);
  });
  it('is whom it names, of each list its own', () => {
    const tuf = { roots: ['ed25519', 'p256'], threshold: 1, roles: { genesis: { roots: ['p256'] } } };
    const { top, delegated } = tufRoles({ tuf }, roots);
    expect(ids(top)).toEqual([['ed25519', 'p256'], 1]);
    expect(ids(delegated.genesis)).toEqual([['p256'], 1]);
    expect(ids(delegated.admissions)).toEqual([['ed25519', 'p256'], 1]);
  });
});

describe('until when', () => {
  const founded = '2026-11-21T00:00:00.000Z';
  const expires = '2036-11-21T00:00:00Z';
  it('is what the plan says for the first files, and as long again for later ones', () => {
    expect(tufExpiry({ expires }, founded, founded).timestamp).toBe(expires);
    expect(tufExpiry({ expires }, founded, '2029-11-21T00:00:00.500Z').root).toBe('2039-11-22T00:00:00Z');
  });
  it('is so many months of a role where the plan says so', () => {
    const tuf = { months: { timestamp: 18 } };
    const later = tufExpiry({ expires, tuf }, founded, '2029-11-21T00:00:00.000Z');
    expect([later.timestamp, later.snapshot]).toEqual(['2031-05-21T00:00:00Z', '2039-11-22T00:00:00Z']);
    expect(tufExpiry({ expires, tuf }, founded, founded).timestamp).toBe('2028-05-21T00:00:00Z');
  });
  it('is told half a year ahead', () => {
    const state = (now: string) => endOf('targets.json', expires, now).state;
    expect(state('2036-05-24T00:00:00Z')).toBe('good');
    expect(state('2036-05-25T00:00:00Z')).toBe('soon');
    expect(state('2036-11-21T00:00:00Z')).toBe('soon');
    expect(state('2036-11-21T00:00:01Z')).toBe('expired');
  });
});

describe('a root file signed elsewhere', async () => {
  const [kit] = kits as [(typeof kits)[0]];
  const [root] = kit.signers as [ReturnType<typeof signer>];
  const people = [signer('ed25519', 31), signer('p256', 32), signer('ed25519', 33)];
  const [first, second] = people as [(typeof people)[0], (typeof people)[0]];
  const input = { keys: kit.keys, threshold: 1, expires: validUntil };
  const chain = await writeRoots(input, signAll(kit.signers));
  const more = { ...input, root: { keys: [root, ...people], threshold: 3 }, roots: chain };
  const file = (await writeRoots(more, signAll(kit.signers))).get('2.root.json')!;
  const old = readTufFile('root.json', chain.get('1.root.json')!, 'root');
  const standing = (bytes: Uint8Array) => {
    const read = readTufFile('root.json', bytes, 'root');
    return furthest(standingOfRoot(read, [old.content.roles.root, read.content.roles.root]));
  };
  const { message } = readTufFile('root.json', file, 'root');

  it('counts distinct keys of each role that have signed, and names who has not', () => {
    expect(standing(file)).toMatchObject({ need: 3, have: 1 });
    expect(
      standing(file)
        .missing.map(({ keyid }) => keyid)
        .sort(),
    ).toEqual(people.map(({ keyid }) => keyid).sort());
    const two = withSignatures(file, [first.sign(message), first.sign(message)]);
    expect(standing(two)).toMatchObject({ need: 3, have: 2 });
    expect(standing(withSignatures(two, [second.sign(message)]))).toMatchObject({ need: 3, have: 3 });
    expect(standing(withSignatures(two, [second.sign(new Uint8Array(3))]))).toMatchObject({ have: 2 });
    expect(rootDigest(two)).toBe(rootDigest(file));
  });

  it('keeps the signature that a key has given already', () => {
    const good = withSignatures(file, [first.sign(message)]);
    expect(withSignatures(good, [first.sign(new Uint8Array(3))])).toEqual(good);
  });

  it('has signatures that are read strictly', () => {
    const bytes = encodeRootSignature({ sha256: rootDigest(file), ...first.sign(message) });
    expect(encodeRootSignature(readRootSignature(bytes, 'x'))).toEqual(bytes);
    const other = new TextDecoder().decode(bytes).replace('tuf-signature/1', 'tuf-signature/2');
    expect(() => readRootSignature(new TextEncoder().encode(other), 'x')).toThrow('rootseal.tuf-signature/1');
  });
});
