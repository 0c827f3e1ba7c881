/** Transactions built from what a person gives: the bytes of JD Chain's own templates (test/vectors/jdchain/transactions.json), signed and merged. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import { address, decodePublicKey, encodePrivate, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import {
  addSignature,
  built,
  buildOperation,
  buildTransaction,
  joinTransactions,
  mergeTransactions,
  signInVault,
} from '../../../main/export/jdchain/tx/build.ts';
import type { Given } from '../../../main/export/jdchain/tx/given.ts';
import { kinds } from '../../../main/export/jdchain/tx/operations.ts';
import { looseRequest, readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { refusal, refusalOf } from '../../refusal.ts';

const { requests, publicKey, ledgerHash } = JSON.parse(
  readFileSync(new URL('../../vectors/jdchain/transactions.json', import.meta.url), 'utf8'),
) as { requests: Record<string, string>; publicKey: string; ledgerHash: string };
const key = decodePublicKey(publicKey);
const place = address(key.suite, key.raw);
const time = 1_577_836_800_000;
const der = Buffer.from([0x30, 3, 2, 1, 5]).toString('base64');
const pem = `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;

function operation(command: string, given: Given): Uint8Array {
  const kind = built.get(command);
  if (!kind) throw new Error(`no ${command}`);
  return buildOperation(kind, given);
}

const transaction = (command: string, given: Given) =>
  buildTransaction({ ledgerHash, time, operations: [operation(command, given)] });

/** The same as `Transactions.java` gives the templates. */
const alike: readonly (readonly [name: string, command: string, given: Given])[] = [
  ['UserRegisterOperation', 'user-register', { pubkey: publicKey }],
  ['UserStateUpdateOperation', 'user-state', { address: place, state: 'freeze' }],
  ['ContractStateUpdateOperation', 'contract-state', { address: place, state: 'REVOKE' }],
  ['ParticipantRegisterOperation', 'participant-register', { name: 'node4', pubkey: publicKey }],
  ['ParticipantStateUpdateOperation', 'participant-state', { pubkey: publicKey, state: 'CONSENSUS' }],
  [
    'RolesConfigureOperation',
    'role',
    {
      name: 'Admin',
      grant: ['SET_CONSENSUS', 'REGISTER_USER', 'DIRECT_OPERATION'],
      withdraw: ['SET_CRYPTO', 'CONTRACT_OPERATION'],
    },
  ],
  [
    'UserAuthorizeOperation',
    'authorize',
    { address: [place], grant: ['ADMIN', 'guest'], withdraw: ['DEFAULT'], policy: 'INTERSECT' },
  ],
  ['HashAlgorithmUpdateOperation', 'hash-algorithm', { algorithm: 'SM3' }],
  ['AccountPermissionSetOperation', 'account-permission', { type: 'DATA', address: place, mode: '744', role: 'ADMIN' }],
];

/** Those whose values the templates' file does not have. */
const others: readonly (readonly [command: string, given: Given, shown: string])[] = [
  ['user-ca', { address: place, certificate: pem }, der],
  ['user-register', { pubkey: publicKey, certificate: pem }, der],
  ['consensus', { config: 'system.bft=true \nA=1\n' }, 'system.bft="true "'],
  ['consensus', { config: 'system.servers.num=5', to: 'RAFT' }, 'RaftConsensusProvider'],
  ['root-ca', { add: [pem] }, der],
  ['account-permission', { type: 'EVENT', address: place, role: 'admin' }, 'ADMIN'],
];

describe('operations built here', () => {
  it.each(alike)('%s has the bytes of the template', (name, command, given) => {
    const theirs = looseRequest.decode(fromHex(requests[name] ?? '', name), name);
    const [first] = theirs.content.operations;
    expect(toHex(operation(command, given))).toBe(toHex(first ?? new Uint8Array()));
    // With ledger and time the whole content is theirs: the hash that they have signed.
    const made = looseRequest.decode(transaction(command, given).bytes, name);
    expect(toHex(made.hash)).toBe(toHex(theirs.hash));
  });

  it.each(others)('%s is read back with what was given', (command, given, shown) => {
    const [read] = readTransaction(transaction(command, given).bytes).operations;
    expect(read?.kind).toBe(built.get(command));
    expect(read?.lines.map(({ value }) => value.replaceAll('\n', ' ')).join(' | ')).toContain(shown);
  });

  it('are all tried above, and each is a kind that is read', () => {
    const tried = new Set([...alike.map(([, command]) => command), ...others.map(([command]) => command)]);
    expect([...built.keys()].sort()).toEqual([...tried].sort());
    for (const kind of built.values()) expect(kinds.get(kind.contract.code)).toBe(kind);
    for (const { form } of built.values())
      for (const { say } of form?.options ?? []) expect(say.zh).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['user-state', { address: `${place.slice(0, -1)}1`, state: 'FREEZE' }, 'JDCHAIN-ADDRESS', '--address'],
    ['user-state', { address: place, state: 'DEAD' }, 'JDCHAIN-VALUE', '--state'],
    ['user-state', { address: place }, 'JDCHAIN-VALUE', '--state'],
    ['user-state', { address: 'l0O', state: 'FREEZE' }, 'ENCODING-BASE58', '--address'],
    ['user-register', { pubkey: `${publicKey}1` }, 'JDCHAIN-KEY', '--pubkey'],
    ['user-ca', { address: place, certificate: 'none' }, 'JDCHAIN-PEM', '--certificate'],
    ['user-ca', { address: place, certificate: pem + pem }, 'JDCHAIN-PEM', '--certificate'],
    ['user-ca', { address: place, certificate: pem.replace(der, 'MAMCAQUA') }, 'JDCHAIN-PEM', '--certificate'],
    ['participant-register', { name: 'a\nb', pubkey: publicKey }, 'JDCHAIN-PARTICIPANT-NAME', 'name'],
    ['role', { name: 'ADMIN' }, 'JDCHAIN-TX-EMPTY', '--grant'],
    ['role', { name: 'ADMIN', grant: ['AUTHORIZE_ROLES'] }, 'JDCHAIN-PERMISSION', '--grant'],
    ['role', { name: 'x'.repeat(21), grant: ['SET_CRYPTO'] }, 'JDCHAIN-ROLE-NAME', '--name'],
    ['role', { name: 'A', grant: ['SET_CRYPTO'], withdraw: ['set_crypto'] }, 'JDCHAIN-TX-BOTH', '--withdraw'],
    ['authorize', { address: [place], grant: ['A', 'a'], policy: 'UNION' }, 'JDCHAIN-TX-BOTH', '--withdraw'],
    ['authorize', { address: [place], grant: ['A'] }, 'JDCHAIN-VALUE', '--policy'],
    ['consensus', { config: '# nothing' }, 'JDCHAIN-TX-EMPTY', '--config'],
    ['consensus', { config: 'a=1', to: 'pbft' }, 'JDCHAIN-VALUE', '--to'],
    ['hash-algorithm', { algorithm: 'MD5' }, 'JDCHAIN-VALUE', '--algorithm'],
    ['root-ca', {}, 'JDCHAIN-TX-EMPTY', '--add'],
    ['root-ca', { add: [pem], remove: [pem] }, 'JDCHAIN-TX-BOTH', '--remove'],
    // JD Chain would take 5 for 4 and 8 for nothing.
    ['account-permission', { type: 'DATA', address: place, mode: '755' }, 'JDCHAIN-TX-MODE', '--mode'],
    ['account-permission', { type: 'DATA', address: place, mode: '778' }, 'JDCHAIN-TX-MODE', '--mode'],
    ['account-permission', { type: 'DATA', address: place }, 'JDCHAIN-TX-EMPTY', '--mode'],
  ] as const)('%s %o is refused: %s', (command, given, code, subject) => {
    const refused = refusalOf(() => operation(command, given));
    expect([refused.code, refused.subject]).toEqual([code, subject]);
    for (const text of Object.values(refused.text)) expect(text).not.toMatch(/\{\w+\}/);
  });

  it('takes a ledger hash for what it is', () => {
    expect(refusal(() => buildTransaction({ ledgerHash: publicKey, time, operations: [] }))).toBe(
      'JDCHAIN-LEDGER-HASH',
    );
  });

  it('shows a mode that JD Chain would change as unusual', () => {
    const kind = [...kinds.values()].find((one) => one.form?.command === 'account-permission');
    const modes = (mode: number) => kind?.lines({ address: fromHex('00', ''), type: 'DATA', mode, role: '' })[2];
    expect(modes(640)).toMatchObject({ value: '640 rw-r-----' });
    expect(modes(-1)).toMatchObject({ value: '–' });
    for (const mode of [755, 778, 1000, -2]) expect(modes(mode)?.unusual?.en).toContain('5 for 4');
  });
});

interface Pair {
  readonly suite: SuiteName;
  readonly raw: Uint8Array;
  readonly secret: Uint8Array;
}

const pairs = suiteNames.map((name, i): Pair => {
  const secret = suite(name).secretFromRandom(new Uint8Array(suite(name).randomLength).fill(i + 1));
  return { suite: name, raw: suite(name).publicKey(secret), secret };
});

const signed = (file: Uint8Array, pair: Pair) =>
  addSignature(file, pair, (hash) => suite(pair.suite).sign(hash, pair.secret), 'file').bytes;

describe('signatures', () => {
  const file = transaction('user-state', { address: place, state: 'FREEZE' }).bytes;
  const other = transaction('user-state', { address: place, state: 'NORMAL' }).bytes;
  const named = (...files: Uint8Array[]) => files.map((bytes, i) => ({ name: `f${String(i)}`, bytes }));
  const keysOf = (bytes: Uint8Array) => readTransaction(bytes).endpointSignatures.map((one) => one.publicKey);
  const key64 = pairs.map((pair) => encodePublicKey(pair.suite, pair.raw));

  it('of every suite are added one after the other, and all hold', () => {
    const all = pairs.reduce(signed, file);
    expect(readTransaction(all)).toMatchObject({ statedHash: undefined, broken: false });
    expect(readTransaction(all).endpointSignatures.map(({ valid }) => valid)).toEqual([true, true, true]);
    expect(keysOf(all)).toEqual(key64);
  });

  it('are merged from several files, each key once, and nothing else', () => {
    const [a, b, c] = pairs.map((pair) => signed(file, pair)) as [Uint8Array, Uint8Array, Uint8Array];
    expect(keysOf(mergeTransactions(named(c, a, b, a)).bytes)).toEqual([key64[2], key64[0], key64[1]]);
    expect(mergeTransactions(named(file, file)).bytes).toEqual(file);
    expect(refusal(() => mergeTransactions(named(a, signed(other, pairs[0]!))))).toBe('JDCHAIN-TX-OTHER');
    const altered = a.with(-3, (a.at(-3) ?? 0) ^ 1);
    expect(refusal(() => mergeTransactions(named(b, altered)))).toBe('JDCHAIN-TX-SIGNATURE');
  });

  it('are not made twice by one key', () => {
    expect(refusal(() => signed(signed(file, pairs[0]!), pairs[0]!))).toBe('JDCHAIN-TX-SIGNED');
  });

  it('are not made over what is not known, altered, broken, without a request, or signed by nodes', () => {
    const request = looseRequest.decode(file, 'file');
    const unknown = buildTransaction({
      ledgerHash,
      time,
      operations: [fromHex('000003ff0000000000000000', 'op')],
    }).bytes;
    const wrongHash = looseRequest.encode({ ...request, hash: request.hash.with(-1, 1) });
    const broken = looseRequest.encode({ ...request, hash: utf8('short') });
    const byNode = looseRequest.decode(signed(file, pairs[0]!), 'file').endpointSignatures;
    const refusals = [
      [unknown, 'JDCHAIN-TX-UNKNOWN'],
      [wrongHash, 'JDCHAIN-TX-HASH'],
      [broken, 'JDCHAIN-TX-BROKEN'],
      [looseRequest.encode({ ...request, nodeSignatures: byNode }), 'JDCHAIN-TX-NODES'],
      [file.subarray(0, 3), 'JDCHAIN-TX'],
    ] as const;
    for (const [bytes, code] of refusals) expect(refusal(() => signed(bytes, pairs[0]!))).toBe(code);
  });

  it('are made in the vault with the password of a .priv, and not without', () => {
    for (const pair of pairs) {
      const priv = encodePrivate(pair.suite, pair.secret, utf8('abc'));
      const made = signInVault({ file, priv, password: utf8('abc') }, 'file');
      expect(keysOf(made.bytes)).toEqual([encodePublicKey(pair.suite, pair.raw)]);
      expect(made.txHash).toBe(readTransaction(file).txHash);
      expect(refusal(() => signInVault({ file, priv, password: utf8('abd') }, 'file'))).toBe('JDCHAIN-KEY-PASSWORD');
    }
  });

  it('are of nothing yet in a joined transaction, whose operations stand in order', () => {
    const joined = joinTransactions(named(file, other), time + 1).bytes;
    const { operations, endpointSignatures } = readTransaction(joined);
    expect(operations.map(({ lines }) => lines.at(-1)?.value)).toEqual(['FREEZE', 'NORMAL']);
    expect(endpointSignatures).toEqual([]);
    expect(refusal(() => joinTransactions(named(file, signed(other, pairs[0]!)), time))).toBe(
      'JDCHAIN-TX-SIGNED-ALREADY',
    );
    const elsewhere = buildTransaction({
      ledgerHash: 'j5vkSRxmUjJzo9KBX79cTMRwD8Aw3J7Ke2JnPzS1eq4fH1',
      time,
      operations: [operation('hash-algorithm', { algorithm: 'SM3' })],
    }).bytes;
    expect(refusal(() => joinTransactions(named(file, elsewhere), time))).toBe('JDCHAIN-TX-LEDGER');
  });
});
