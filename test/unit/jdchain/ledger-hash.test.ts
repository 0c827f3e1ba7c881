/** The ledger's hash and every value on the way to it, against those of the JD Chain 1.6.5 core classes. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { transactionContent } from '../../../main/export/jdchain/contracts.ts';
import { buildGenesis, encodedHash, type GenesisInput } from '../../../main/export/jdchain/genesis.ts';
import { decodeSignature, encodePublicKey, encodeSignature } from '../../../main/export/jdchain/keys.ts';
import {
  bitset,
  participantEntries,
  rolePrivilegeEntries,
  userRoleEntries,
} from '../../../main/export/jdchain/ledger/admin.ts';
import { firstBlock } from '../../../main/export/jdchain/ledger/block.ts';
import { hashBucket, merkleIndex } from '../../../main/export/jdchain/ledger/contracts.ts';
import { bytesHashCode, concurrentOrder, hashMapOrder } from '../../../main/export/jdchain/ledger/java-maps.ts';
import { kvRoot } from '../../../main/export/jdchain/ledger/kv-dataset.ts';
import { longMask, longMaskBytes } from '../../../main/export/jdchain/ledger/long-mask.ts';
import { bucketId, merkleRoot, versionRoot } from '../../../main/export/jdchain/ledger/merkle-dataset.ts';
import { murmur3Second } from '../../../main/export/jdchain/ledger/murmur3.ts';
import { genesisParts } from '../../../main/export/jdchain/ledger/parts.ts';
import { type Permissions, readPermissions } from '../../../main/export/jdchain/ledger/permissions.ts';
import { sequenceRoot } from '../../../main/export/jdchain/ledger/transactions.ts';
import { headerRoot } from '../../../main/export/jdchain/ledger/users.ts';
import { hashShape, sortTreeRoot } from '../../../main/export/jdchain/ledger/sort-tree.ts';
import { refusal } from '../../refusal.ts';
import { example, read, withRoles } from './worked-example.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/jdchain/ledger-hash.json', import.meta.url), 'utf8'),
) as Vectors;

type Roots = Readonly<Record<string, string>>;
interface Vectors {
  readonly participants: readonly { secret: string; publicKey: string; address: string }[];
  readonly signature0: string;
  readonly emptyTree: { encoding: string; sha256: string; sm3: string };
  readonly buckets: Readonly<Record<string, string>>;
  readonly addressBuckets: readonly string[];
  readonly longMasks: Readonly<Record<string, string>>;
  readonly bitsets: { everythingLedger: string; everythingTx: string; none: string };
  readonly rolePrivileges: {
    value: string;
    nodes: { versionLeaf: string; versionRoot: string; bucket: string; leaf: string; root: string };
  };
  readonly merkleTree: Roots;
  readonly kv: Roots;
  readonly blockBody: string;
  readonly kvParticipants: { hashCodes: number[]; sequenceHashCodes: number[]; order: string[] };
  readonly javaMaps: { concurrent: number[]; hash: number[] };
  readonly changed: Readonly<Record<string, string>>;
  readonly roles: { ADMIN: string; DEFAULT: string; GUEST: string; roleSet0: string };
}

const hash = (bytes: Uint8Array) => encodedHash('SHA256', bytes);
const sm3 = (bytes: Uint8Array) => encodedHash('SM3', bytes);

function signed({ txHash }: { txHash: Uint8Array }): Record<string, string> {
  return Object.fromEntries(
    vectors.participants.map(({ secret, publicKey }) => {
      return [publicKey, encodeSignature('ed25519', suite('ed25519').sign(txHash, fromHex(secret, 'secret')))];
    }),
  );
}

function made(extra: Readonly<Record<string, string>> = {}, change: Partial<GenesisInput> = {}) {
  const genesis = buildGenesis({ ...read(example(extra)).genesis, ...change });
  const signatures = signed(genesis);
  return { genesis, signatures, parts: genesisParts(genesis.content, 'example') };
}

const blockOf = ({ genesis, signatures }: ReturnType<typeof made>) => firstBlock(genesis.content, signatures);
const ledgerHash = (extra: Readonly<Record<string, string>>) => blockOf(made(extra)).ledgerHashText;
const plain = made();
const kv = made({ 'ledger.data.structure': 'KV' });

/** The encodings that a root is made of, in the order in which they are hashed. */
function encodingsOf(run: (hash: (bytes: Uint8Array) => Uint8Array) => Uint8Array): string[] {
  const seen: string[] = [];
  run((bytes) => {
    seen.push(toHex(bytes));
    return hash(bytes);
  });
  return seen;
}

describe('the worked example', () => {
  it('is signed as the real initializer signs', () => {
    expect(plain.signatures[vectors.participants[0]!.publicKey]).toBe(vectors.signature0);
  });

  it.each([
    ['MERKLE_TREE', plain, vectors.merkleTree],
    ['KV', kv, vectors.kv],
  ])('has every root, and the ledger hash, of the real classes with %s', (_, one, wanted) => {
    const block = blockOf(one);
    const { participants, rolePrivileges, userRoles, settings, admin, users, transactions, txHash } = block;
    const roots = { participants, rolePrivileges, userRoles, settings, admin, users, transactions, txHash };
    for (const [name, root] of Object.entries(roots)) expect([name, toBase58(root)]).toEqual([name, wanted[name]]);
    expect(block.ledgerHashText).toBe(wanted['ledgerHash']);
    expect(toBase58(block.ledgerHash)).toBe(wanted['ledgerHash']);
  });

  it('has the block body of the real classes', () => {
    expect(toHex(blockOf(plain).body)).toBe(vectors.blockBody);
  });

  it('has the header of user 0 and the sequence of the one transaction', () => {
    expect(toBase58(headerRoot(plain.parts.users[0]!, plain.parts, hash))).toBe(vectors.merkleTree['header0']);
    expect(headerRoot(kv.parts.users[0]!, kv.parts, hash)).toEqual(new Uint8Array());
    expect(toHex(sequenceRoot(plain.genesis, hash)).slice(4)).toBe(vectors.merkleTree['sequence']);
  });

  it.each([
    ['createdTime .346', { 'created-time': '2026-11-20 10:11:12.346+0800' }],
    ['SM3', { 'crypto.hash-algorithm': 'SM3' }],
    ['roles', withRoles],
    ['roles with KV', { ...withRoles, 'ledger.data.structure': 'KV' }],
  ])('has the ledger hash of the real classes with one change: %s', (name, extra) => {
    expect(ledgerHash(extra)).toBe(vectors.changed[name]);
  });

  it('has another hash with one other byte anywhere', () => {
    const changes = [{}, { 'contract.timeout': '60001' }, { 'crypto.verify-hash': 'true' }];
    expect(new Set(changes.map(ledgerHash)).size).toBe(3);
  });
});

describe('a hash tree', () => {
  it('is written node by node as there', () => {
    const { value, nodes } = vectors.rolePrivileges;
    const entry = rolePrivilegeEntries(plain.parts);
    expect(entry.map(([key, bytes]) => [key, toHex(bytes)])).toEqual([[utf8('DEFAULT'), value]]);
    const seen = encodingsOf((h) => merkleRoot(entry, h)).filter((hex) => hex.startsWith('00000076'));
    expect(seen).toEqual([nodes.versionLeaf, nodes.versionRoot, nodes.leaf, nodes.root]);
    const root = versionRoot(fromHex(value, 'value'), hash);
    expect(toHex(hashBucket.encode({ keys: [{ key: utf8('DEFAULT'), root }] }))).toBe(nodes.bucket);
    expect(toHex(hash(fromHex(nodes.versionRoot, 'root')))).toBe(toHex(root));
  });

  it('is empty as there, with SHA-256 and SM3', () => {
    const { encoding, sha256, sm3: wanted } = vectors.emptyTree;
    expect(encodingsOf((h) => merkleRoot([], h))).toEqual([encoding]);
    expect(toHex(merkleRoot([], hash)).slice(4)).toBe(sha256);
    expect(toHex(merkleRoot([], sm3)).slice(4)).toBe(wanted);
  });

  it('puts keys into the buckets of MurmurHash3', () => {
    const hex = (key: Uint8Array) => bucketId(key).toString(16).padStart(16, '0');
    for (const [key, wanted] of Object.entries(vectors.buckets)) expect([key, hex(utf8(key))]).toEqual([key, wanted]);
    const addresses = vectors.participants.map(({ address }) => hex(fromHex(address, 'address')));
    expect(addresses).toEqual(vectors.addressBuckets);
    expect(participantEntries(plain.parts).map(([key]) => toHex(key))).toEqual(
      vectors.participants.map(({ address }) => address),
    );
    // The second word of what the reference implementation answers, for a key that is longer than its blocks, and for none.
    expect(murmur3Second(utf8('The quick brown fox jumps over the lazy dog'), 0)).toBe(0x7a433ca9c49a9347n);
    expect(murmur3Second(new Uint8Array(), 0)).toBe(0n);
  });

  it('does not depend on the order of insertion, and tells every id from another', () => {
    const items = [0n, 1n, 15n, 16n, 255n, 2n ** 59n].map((id) => ({ id, value: utf8(String(id)), count: 1 }));
    const root = toHex(sortTreeRoot(items, hashShape, hash));
    expect(toHex(sortTreeRoot(items.toReversed(), hashShape, hash))).toBe(root);
    const moved = items.map((item) => ({ ...item, id: item.id === 16n ? 17n : item.id }));
    expect(toHex(sortTreeRoot(moved, hashShape, hash))).not.toBe(root);
  });

  it('reads back what it writes', () => {
    const counts = [1n, 0n];
    const node = { offset: 2n ** 60n - 16n, step: 16n ** 14n, counts, hashes: [hash(utf8('a')), new Uint8Array()] };
    expect(merkleIndex.decode(merkleIndex.encode(node), 'node')).toEqual(node);
    for (const [value, wanted] of Object.entries(vectors.longMasks))
      expect(toHex(longMaskBytes(BigInt(value)))).toBe(wanted);
    const at = (hex: string) => ({ bytes: fromHex(hex, 'mask'), what: 'mask', contract: 'LONG', at: 0 });
    expect(longMask.read(at('203f'))).toBe(63n);
    for (const hex of ['201f', '20', '', 'e000000000000001'])
      expect(refusal(() => longMask.read(at(hex)))).toBe('JDCHAIN-PROTO');
  });
});

describe('bits of permissions', () => {
  it('stand as there', () => {
    const { everythingLedger, everythingTx, none } = vectors.bitsets;
    const [, everything] = rolePrivilegeEntries(plain.parts)[0]!;
    expect(toHex(everything)).toContain(`${everythingLedger}02${everythingTx}`);
    expect(toHex(bitset([]))).toBe(none);
  });

  it('and sets of roles are those of the real classes', () => {
    const { parts } = made(withRoles);
    const { ADMIN, DEFAULT, GUEST, roleSet0 } = vectors.roles;
    const values = rolePrivilegeEntries(parts).map(([, value]) => toHex(value).slice(24));
    expect(values).toEqual([ADMIN, DEFAULT, GUEST]);
    expect(toHex(userRoleEntries(parts)[0]![1])).toBe(roleSet0);
  });
});

describe('maps of Java', () => {
  it('hand out the example’s participants in the order of the real classes', () => {
    const addresses = participantEntries(kv.parts).map(([address]) => address);
    const keys = addresses.flatMap((address, i) => [
      { name: `a${String(i)}`, key: address },
      { name: `SQ/${String(i)}`, key: utf8(`SQ/${String(i)}`) },
    ]);
    const prefixed = keys.map(({ key }) => Uint8Array.of(...utf8('L:/PAR/'), ...key));
    const codes = prefixed.map(bytesHashCode);
    const { hashCodes, sequenceHashCodes, order } = vectors.kvParticipants;
    expect(codes.filter((_, i) => i % 2 === 0)).toEqual(hashCodes);
    expect([codes[1], codes[3]]).toEqual(sequenceHashCodes);
    expect(concurrentOrder(prefixed).map((i) => keys[i]?.name)).toEqual(order);
  });

  it('hand out fifty keys in the order of Java’s own', () => {
    const keys = Array.from({ length: 50 }, (_, i) => sha256(Uint8Array.of(i)).slice(0, 27));
    expect(concurrentOrder(keys)).toEqual(vectors.javaMaps.concurrent);
    expect(hashMapOrder(keys)).toEqual(vectors.javaMaps.hash);
  });

  it('refuse a bin of nine, in either map', () => {
    // "Aa" and "BB" have one hash code in Java, so all words of such pairs have.
    const words = Array.from({ length: 9 }, (_, i) =>
      utf8([8, 4, 2, 1].map((bit) => ((i & bit) === 0 ? 'Aa' : 'BB')).join('')),
    );
    expect(new Set(words.map(bytesHashCode)).size).toBe(1);
    expect(concurrentOrder(words.slice(1))).toHaveLength(8);
    expect(refusal(() => concurrentOrder(words))).toBe('JDCHAIN-LEDGER-ORDER');
    expect(refusal(() => hashMapOrder(words))).toBe('JDCHAIN-LEDGER-ORDER');
  });

  it('hash no values to nothing, and one value to its own hash', () => {
    expect(kvRoot('p', [], hash)).toEqual(new Uint8Array());
    expect(kvRoot('p', [[utf8('k'), utf8('v')]], hash)).toEqual(hash(utf8('v')));
  });
});

/** The other signature of ECDSA on P-256 that holds where this one does. */
function mirrored(signature: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = order - BigInt(`0x${toHex(signature.subarray(32))}`);
  return Uint8Array.of(...signature.subarray(0, 32), ...fromHex(s.toString(16).padStart(64, '0'), 's'));
}

describe('permission signatures', () => {
  const keys = vectors.participants.map(({ publicKey }) => publicKey) as [string, string, string, string];
  const refused = (signatures: Permissions) => {
    try {
      firstBlock(plain.genesis.content, signatures);
    } catch (error) {
      return error as { code: string; text: { en: string; zh: string } };
    }
    return undefined;
  };

  it('are all needed: who is missing is named', () => {
    const { [keys[1]]: _one, [keys[3]]: _two, ...rest } = plain.signatures;
    const refusedFor = refused(rest);
    expect(refusedFor?.code).toBe('JDCHAIN-SIGNATURE-MISSING');
    expect(refusedFor?.text.en).toContain('org1, org3');
    expect(refusedFor?.text.zh).toContain('org1、org3');
  });

  it('are by participants alone', () => {
    const other = encodePublicKey('ed25519', suite('ed25519').publicKey(new Uint8Array(32).fill(7)));
    const foreign = refused({ ...plain.signatures, [other]: vectors.signature0 });
    expect(foreign).toMatchObject({ code: 'JDCHAIN-SIGNATURE-FOREIGN' });
    expect(foreign?.text.en).toContain(other);
  });

  it('are over this genesis, by this participant, of its algorithm', () => {
    const later = made({ 'created-time': '2026-11-20 10:11:12.346+0800' }).signatures;
    const sm2 = encodeSignature('sm2', decodeSignature(plain.signatures[keys[2]]!).raw);
    for (const wrong of [later[keys[2]]!, plain.signatures[keys[0]]!, sm2]) {
      const answer = refused({ ...plain.signatures, [keys[2]]: wrong });
      expect(answer?.code).toBe('JDCHAIN-SIGNATURE');
      expect(answer?.text.en).toContain('org2');
    }
    expect(refused({ ...plain.signatures, [keys[2]]: 'no signature' })?.code).toMatch(
      /^(ENCODING-BASE58|JDCHAIN-KEY)$/,
    );
  });

  it.each(['sm2', 'p256'] as const)('of %s are as good, and the hash is that of these very signatures', (name) => {
    const signer = suite(name);
    const secret = fromHex('11'.repeat(32), 'secret');
    const raw = signer.publicKey(secret);
    const input = read(example()).genesis;
    const participants = input.participants.map((one, i) =>
      i === 3 ? { ...one, publicKey: { suite: name, raw } } : one,
    );
    const genesis = buildGenesis({ ...input, participants });
    const { [keys[3]]: _, ...ed } = signed(genesis);
    const hashOf = (signature: Uint8Array) =>
      firstBlock(genesis.content, { ...ed, [encodePublicKey(name, raw)]: encodeSignature(name, signature) })
        .ledgerHashText;
    const first = signer.sign(genesis.txHash, secret);
    expect(hashOf(first)).toBe(hashOf(first));
    // r ‖ n − s is a signature as well: of ECDSA there is always another one over the same bytes.
    if (name === 'p256') expect(hashOf(mirrored(first))).not.toBe(hashOf(first));
  });

  it('come from a file as people write and merge it', () => {
    const file = utf8(JSON.stringify(plain.signatures, null, 2));
    expect(readPermissions(file, 'signatures.json')).toEqual(plain.signatures);
    const key = keys[0];
    for (const text of ['', '[]', 'null', '{"a":1}', `{"${key}":"x","${key}":"y"}`, '{"a":"b"} x'])
      expect(refusal(() => readPermissions(utf8(text), 'signatures.json'))).toBe('JDCHAIN-PERMISSIONS');
  });
});

describe('a genesis that this is not known for', () => {
  it('names a participant, a user or a role twice', () => {
    const content = transactionContent.decode(plain.genesis.content, 'example');
    const [first, ...rest] = content.operations;
    const twice = rest.filter(({ kind }) => kind === 'rolesConfigure' || kind === 'userRegister');
    for (const operation of [twice[0]!, twice.at(-1)!]) {
      const bytes = transactionContent.encode({ ...content, operations: [first!, ...rest, operation] });
      expect(refusal(() => firstBlock(bytes, plain.signatures))).toBe('JDCHAIN-LEDGER-TWICE');
    }
  });

  it('has no settings, or a hash algorithm that nobody knows', () => {
    const content = transactionContent.decode(plain.genesis.content, 'example');
    const [first, ...rest] = content.operations;
    const without = transactionContent.encode({ ...content, operations: rest });
    expect(refusal(() => firstBlock(without, plain.signatures))).toBe('JDCHAIN-GENESIS');
    if (first?.kind !== 'ledgerInit') throw new Error('no LedgerInit');
    const setting = { ...first.setting, crypto: { ...first.setting.crypto, hash: 0x2020 } };
    const other = transactionContent.encode({ ...content, operations: [{ ...first, setting }, ...rest] });
    expect(refusal(() => firstBlock(other, plain.signatures))).toBe('JDCHAIN-GENESIS');
  });
});
