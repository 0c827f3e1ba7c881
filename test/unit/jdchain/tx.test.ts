/** Reading transactions: those of the JD Chain 1.6.5 classes, our registration, a genesis, and what nobody knows. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { concat, u32, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { transactionContent, transactionRequest } from '../../../main/export/jdchain/contracts.ts';
import { buildGenesis, encodedHash } from '../../../main/export/jdchain/genesis.ts';
import { encodePublicKey, publicKeyBytes, signatureBytes } from '../../../main/export/jdchain/keys.ts';
import { bytes as bytesField, contract, int64, list } from '../../../main/export/jdchain/proto.ts';
import { buildRegistration } from '../../../main/export/jdchain/registration.ts';
import { typed } from '../../../main/export/jdchain/tx/lines.ts';
import { kinds } from '../../../main/export/jdchain/tx/operations.ts';
import { type ReadTransaction, readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { refusal } from '../../refusal.ts';
import { example, read } from './worked-example.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/jdchain/transactions.json', import.meta.url), 'utf8'),
) as {
  address: string;
  publicKey: string;
  ledgerHash: string;
  time: number;
  requests: Readonly<Record<string, string>>;
};
const requestOf = (name: string) => fromHex(vectors.requests[name] ?? '', name);
const values = ({ operations }: ReadTransaction) =>
  operations.flatMap(({ lines }) => lines.map(({ name, value }) => [name, value]));

const secret = fromHex('33'.repeat(32), 'secret');
const signer = { suite: 'ed25519' as const, raw: suite('ed25519').publicKey(secret) };
const registration = buildRegistration(
  { ledgerHash: vectors.ledgerHash, name: 'node4', publicKey: vectors.publicKey, time: vectors.time, signer },
  (hash) => suite('ed25519').sign(hash, secret),
);

describe('transactions of the real classes', () => {
  const all = readTransaction(requestOf('all'));

  it('are read, every operation by its name, signed and of their ledger', () => {
    expect(all.operations).toHaveLength(20);
    expect(all.operations.filter(({ kind }) => kind === undefined)).toEqual([]);
    expect(all).toMatchObject({
      form: 'request',
      ledgerHash: vectors.ledgerHash,
      time: vectors.time,
      nodeSignatures: [],
    });
    expect(all.statedHash).toBeUndefined();
    expect(all.endpointSignatures).toEqual([{ publicKey: vectors.publicKey, valid: true, broken: false }]);
  });

  it.each(Object.keys(vectors.requests).filter((name) => name !== 'all'))(
    'say what %s does, in both languages',
    (name) => {
      const { operations, endpointSignatures } = readTransaction(requestOf(name));
      expect(operations.map(({ kind }) => kind !== undefined)).toEqual([true]);
      expect(endpointSignatures).toMatchObject([{ valid: true }]);
      expect(operations[0]?.lines.length).toBeGreaterThan(0);
      for (const { field, value, unusual } of operations[0]?.lines ?? []) {
        expect(field.zh).toMatch(/\p{Script=Han}/u);
        expect(field.en).toMatch(/[A-Za-z]/);
        expect(value).not.toBe('');
        expect(unusual).toBeUndefined();
      }
    },
  );

  it('say the values that were put in', () => {
    const said = values(all);
    const wanted = [
      ['address', vectors.address],
      ['publicKey', vectors.publicKey],
      ['state', 'FREEZE'],
      ['value', 'TEXT 你好'],
      ['value', 'INT64 -42'],
      ['value', 'BOOLEAN 1'],
      ['value', 'BYTES 010203'],
      ['value', `PUB_KEY ${vectors.publicKey}`],
      ['expectedVersion', '-1'],
      ['language', 'Java'],
      ['event', 'go'],
      ['result', 'TEXT answer'],
      ['grants', 'SET_CONSENSUS, REGISTER_USER, DIRECT_OPERATION'],
      ['withdraws', 'SET_CRYPTO, CONTRACT_OPERATION'],
      ['policy', 'INTERSECT'],
      ['property', 'a="b "'],
      ['removes', 'three'],
      ['algorithm', 'SM3'],
      ['mode', '744 rwxr--r--'],
    ];
    for (const one of wanted) expect(said).toContainEqual(one);
  });

  it('are of every kind that is known, but those of a genesis alone', () => {
    const seen = new Set(all.operations.map(({ code }) => code));
    const rest = [...kinds.keys()].filter((code) => !seen.has(code));
    expect(rest).toEqual([0x301, 0x311]);
  });
});

describe('a transaction of ours', () => {
  it('is read as it was made', () => {
    const tx = readTransaction(registration.bytes);
    expect(tx.txHash).toBe(registration.txHash);
    expect(tx.endpointSignatures).toMatchObject([{ publicKey: encodePublicKey('ed25519', signer.raw), valid: true }]);
    expect(values(tx)).toContainEqual(['name', 'node4']);
  });

  it('is a genesis, alone and as it is stored', () => {
    const { content, txHash, txHashText } = buildGenesis(read(example()).genesis);
    const alone = readTransaction(content);
    expect(alone).toMatchObject({ form: 'content', txHash: txHashText, endpointSignatures: [] });
    expect(alone.ledgerHash).toBeUndefined();
    expect(alone.operations.every(({ kind }) => kind !== undefined)).toBe(true);
    const said = values(alone);
    for (const one of [
      ['hash', 'SHA256'],
      ['participant', 'org2, CONSENSUS'],
      ['dataStructure', 'MERKLE_TREE, 0'],
      ['property', 'system.servers.f=1'],
    ])
      expect(said).toContainEqual(one);
    const stored = transactionRequest.encode({
      ...{ hash: txHash, content: transactionContent.decode(content, 'genesis') },
      ...{ endpointSignatures: [], nodeSignatures: [] },
    });
    expect(readTransaction(stored)).toMatchObject({ form: 'request', txHash: txHashText });
  });
});

describe('what is wrong', () => {
  const parsed = transactionRequest.decode(registration.bytes, 'registration');

  it('is a hash that is not the content’s', () => {
    const hash = encodedHash('SHA256', utf8('another'));
    const tx = readTransaction(transactionRequest.encode({ ...parsed, hash }));
    expect(tx.statedHash).toBeDefined();
    expect(tx.txHash).toBe(registration.txHash);
    expect(tx.endpointSignatures).toMatchObject([{ valid: true }]); // over what the content is, whatever the file says
    const none = readTransaction(transactionRequest.encode({ ...parsed, hash: new Uint8Array() }));
    expect([none.statedHash, none.txHash]).toEqual(['', registration.txHash]);
  });

  it('is a signature over something else, by another key, or no signature at all', () => {
    const [own] = parsed.endpointSignatures;
    const other = publicKeyBytes('ed25519', suite('ed25519').publicKey(secret.map((byte) => byte ^ 1)));
    const wrong = [
      { ...own!, signature: signatureBytes('ed25519', suite('ed25519').sign(utf8('x'), secret)) },
      { ...own!, publicKey: other },
      { ...own!, signature: signatureBytes('sm2', own!.signature.slice(2)) },
      { publicKey: utf8('no key'), signature: new Uint8Array() },
    ];
    const bytes = transactionRequest.encode({ ...parsed, endpointSignatures: [...wrong, own!], nodeSignatures: wrong });
    const { endpointSignatures, nodeSignatures } = readTransaction(bytes);
    expect(endpointSignatures.map(({ valid }) => valid)).toEqual([false, false, false, false, true]);
    expect(nodeSignatures.some(({ valid }) => valid)).toBe(false);
  });

  it('is an address that is not the key’s: it is marked', () => {
    const [operation] = parsed.content.operations;
    if (operation?.kind !== 'participantRegister') throw new Error('no registration');
    const marked = (participant: typeof operation.participant) => {
      const content = { ...parsed.content, operations: [{ ...operation, participant }] };
      const tx = readTransaction(transactionRequest.encode({ ...parsed, content }));
      return tx.operations[0]?.lines.filter(({ unusual }) => unusual).map(({ name }) => name);
    };
    expect(marked({ ...operation.participant, address: new Uint8Array(27) })).toEqual(['address']);
    expect(marked({ ...operation.participant, publicKey: utf8('no key') })).toEqual(['publicKey']);
  });

  it('is a hash, key or signature that JD Chain cannot read', () => {
    const [own] = parsed.endpointSignatures;
    const [operation] = parsed.content.operations;
    if (operation?.kind !== 'participantRegister') throw new Error('no registration');
    const account = { ...operation.participant, publicKey: utf8('no key') };
    const { content } = parsed;
    const brokenBy = (change: Partial<typeof parsed>) =>
      readTransaction(transactionRequest.encode({ ...parsed, ...change })).broken;
    expect(brokenBy({})).toBe(false);
    expect(brokenBy({ hash: new Uint8Array(34) })).toBe(true);
    expect(brokenBy({ content: { ...content, ledgerHash: new Uint8Array(34) } })).toBe(true);
    expect(brokenBy({ content: { ...content, operations: [{ ...operation, participant: account }] } })).toBe(true);
    expect(brokenBy({ endpointSignatures: [{ ...own!, signature: own!.signature.slice(1) }] })).toBe(true);
    expect(brokenBy({ nodeSignatures: [{ ...own!, publicKey: utf8('no key') }] })).toBe(true);
    const rsa = { publicKey: concat(Uint8Array.of(0xc1, 0x17, 1), new Uint8Array(259)), signature: own!.signature };
    expect(brokenBy({ nodeSignatures: [rsa] })).toBe(false);
  });

  it('is no transaction', () => {
    for (const bytes of [new Uint8Array(), utf8('{}'), registration.bytes.slice(1), concat(u32(0x200))])
      expect(refusal(() => readTransaction(bytes))).toMatch(/^JDCHAIN-(TX|PROTO)$/);
    expect(refusal(() => readTransaction(utf8('hello')))).toBe('JDCHAIN-TX');
    expect(refusal(() => readTransaction(Uint8Array.of(...registration.bytes, 0)))).toBe('JDCHAIN-PROTO');
  });
});

describe('an operation that nobody knows', () => {
  const loose = contract<{ ledgerHash: Uint8Array; operations: readonly Uint8Array[]; timestamp: number }>(
    'TransactionContent',
    transactionContent.code,
    transactionContent.version,
    { ledgerHash: bytesField, operations: list(bytesField), timestamp: int64 },
  );
  const [known] = transactionRequest.decode(registration.bytes, 'registration').content.operations;
  const bytesOf = (operations: readonly Uint8Array[]) =>
    loose.encode({ ledgerHash: encodedHash('SHA256', utf8('ledger')), operations, timestamp: 0 });
  const ours = transactionContent
    .encode({ ledgerHash: new Uint8Array(), operations: [known!], timestamp: 0 })
    .slice(16, -8);

  it('is shown as unknown, in its place, and never skipped', () => {
    const strange = concat(u32(0x399), fromHex('0102030405060708', 'version'), utf8('what it says'));
    const { operations } = readTransaction(bytesOf([ours, strange, ours]));
    expect(operations.map(({ kind }) => kind?.title.en)).toEqual([
      'Register a participant',
      undefined,
      'Register a participant',
    ]);
    expect(operations[1]).toMatchObject({ code: 0x399, version: '0102030405060708' });
    expect(operations[1]?.lines[0]?.value).toContain(Buffer.from('what it says').toString('hex'));
  });

  it('is one of another release too: a known code with another version', () => {
    const other = ours.slice();
    other[11] = (other[11] ?? 0) ^ 1;
    const { operations } = readTransaction(bytesOf([other]));
    expect(operations).toMatchObject([{ code: 0x350, kind: undefined }]);
  });

  it('is not one that is cut short, or longer than it may be', () => {
    expect(refusal(() => readTransaction(bytesOf([ours.slice(0, 11)])))).toBe('JDCHAIN-PROTO');
    expect(refusal(() => readTransaction(bytesOf([ours.slice(0, -1)])))).toBe('JDCHAIN-PROTO');
    expect(refusal(() => readTransaction(bytesOf([concat(ours, Uint8Array.of(0))])))).toBe('JDCHAIN-PROTO');
  });
});

describe('values', () => {
  it('that are none of their type are shown as bytes', () => {
    expect(typed({ type: 'TEXT', bytes: Uint8Array.of(0xff) })).toBe('TEXT ff');
    expect(typed({ type: 'INT64', bytes: new Uint8Array() })).toBe('INT64 ');
    expect(typed({ type: 'BIG_INT', bytes: new Uint8Array(65) })).toMatch(/^BIG_INT 65 B, SHA-256 /);
    expect(typed(null)).toBe('–');
  });
});
