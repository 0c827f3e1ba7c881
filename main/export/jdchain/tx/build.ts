/**
 * Transactions of JD Chain 1.6.5 built, signed and merged: unsigned as `jdchain-cli tx … --export` writes them, with endpoint signatures
 * as `tx sign` adds them, for `tx send`. They have no nonce and no expiry: a signed file can be sent for as long as the ledger lives.
 */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { equal } from '../../../core/encoding/bytes.ts';
import { suite as suiteOf } from '../../../core/keys/index.ts';
import { type Params, refuse } from '../../../core/rules.ts';
import { encodedHash } from '../genesis.ts';
import { decodePrivate, type Password, type PublicKey, publicKeyBytes, signatureBytes } from '../keys.ts';
import { parseLedgerHash } from '../registration.ts';
import { jdchainRules } from '../rules.ts';
import type { Given } from './given.ts';
import { type Kind, kinds } from './operations.ts';
import { looseContent, looseRequest, readTransaction } from './read.ts';

/** The kinds that are built here, by their names on the command line. */
export const built: ReadonlyMap<string, Kind> = new Map(
  [...kinds.values()].flatMap((kind) => (kind.form ? [[kind.form.command, kind] as const] : [])),
);

export interface BuiltTransaction {
  /** The file: a TransactionRequest. */
  readonly bytes: Uint8Array;
  /** Base58 of the encoded hash; JD Chain's tools name the file by it. */
  readonly txHash: string;
}

type Request = Parameters<typeof looseRequest.encode>[0];

function refused(code: keyof typeof jdchainRules, subject: string, params: Params = {}): Error {
  return refuse(jdchainRules, code, params, { subject });
}

const fileOf = (request: Request): BuiltTransaction => ({
  bytes: looseRequest.encode(request),
  txHash: toBase58(request.hash),
});

/** An operation's bytes from what a person gives. @throws JDCHAIN-* with the option as subject */
export function buildOperation({ contract, form }: Kind, given: Given): Uint8Array {
  return contract.encode({ ...(form?.make(given) ?? {}) });
}

export interface Wanted {
  /** Base58; its algorithm is that of the transaction's hash too. */
  readonly ledgerHash: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** In the order in which the ledger executes them: all of them, or none. */
  readonly operations: readonly Uint8Array[];
}

/** An unsigned transaction. @throws JDCHAIN-LEDGER-HASH, ENCODING-BASE58 */
export function buildTransaction({ ledgerHash, time, operations }: Wanted): BuiltTransaction {
  const { hash, bytes } = parseLedgerHash(ledgerHash, '--ledger');
  const content = { ledgerHash: bytes, operations, timestamp: time };
  const txHash = encodedHash(hash, looseContent.encode(content));
  return fileOf({ hash: txHash, content, endpointSignatures: [], nodeSignatures: [] });
}

/** A request that may be signed or sent: known in every part, its hash its own, signatures that hold. @throws JDCHAIN-TX* */
export function demandSound(file: Uint8Array, what: string): Request {
  const tx = readTransaction(file, what);
  if (tx.form !== 'request') throw refused('JDCHAIN-TX', what);
  if (tx.broken) throw refused('JDCHAIN-TX-BROKEN', what);
  if (tx.statedHash !== undefined) throw refused('JDCHAIN-TX-HASH', what, { stated: tx.statedHash || '–' });
  const unknown = tx.operations.findIndex(({ kind }) => kind === undefined);
  if (unknown >= 0) throw refused('JDCHAIN-TX-UNKNOWN', what, { place: unknown + 1 });
  if (tx.nodeSignatures.length > 0) throw refused('JDCHAIN-TX-NODES', what);
  const bad = tx.endpointSignatures.find(({ valid }) => !valid);
  if (bad) throw refused('JDCHAIN-TX-SIGNATURE', what, { key: bad.publicKey });
  return looseRequest.decode(file, what);
}

/** The same transaction with one more signature. `sign` gets the encoded hash and answers 64 bytes. @throws JDCHAIN-TX* */
export function addSignature(
  file: Uint8Array,
  signer: PublicKey,
  sign: (txHash: Uint8Array) => Uint8Array,
  what: string,
): BuiltTransaction {
  const request = demandSound(file, what);
  const publicKey = publicKeyBytes(signer.suite, signer.raw);
  if (request.endpointSignatures.some((one) => equal(one.publicKey, publicKey)))
    throw refused('JDCHAIN-TX-SIGNED', what, { key: toBase58(publicKey) });
  const signature = { publicKey, signature: signatureBytes(signer.suite, sign(request.hash)) };
  return fileOf({ ...request, endpointSignatures: [...request.endpointSignatures, signature] });
}

/** The same with a `.priv` and its password: only the vault calls it. Fills the secret with 0. @throws JDCHAIN-KEY*, JDCHAIN-TX* */
export function signInVault(
  { file, priv, password }: { readonly file: Uint8Array; readonly priv: string; readonly password: Password },
  what: string,
): BuiltTransaction & { readonly signer: PublicKey } {
  const { suite, secret } = decodePrivate(priv, password, 'signer');
  try {
    const signer = { suite, raw: suiteOf(suite).publicKey(secret) };
    return { ...addSignature(file, signer, (txHash) => suiteOf(suite).sign(txHash, secret), what), signer };
  } finally {
    secret.fill(0);
  }
}

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The signatures of several files over one and the same content, each key once, in the order in which they come.
 * @throws JDCHAIN-TX-OTHER where a content is another one, JDCHAIN-TX*
 */
export function mergeTransactions(files: readonly NamedFile[]): BuiltTransaction {
  const requests = files.map(({ name, bytes }) => ({ name, request: demandSound(bytes, name) }));
  const [first] = requests;
  if (!first) throw refused('JDCHAIN-TX', '');
  const content = looseContent.encode(first.request.content);
  const other = requests.find(({ request }) => !equal(looseContent.encode(request.content), content));
  if (other) throw refused('JDCHAIN-TX-OTHER', other.name, { other: first.name });
  const byKey = new Map<string, Request['endpointSignatures'][number]>();
  for (const { request } of requests)
    for (const one of request.endpointSignatures) {
      const key = toBase58(one.publicKey);
      if (!byKey.has(key)) byKey.set(key, one);
    }
  return fileOf({ ...first.request, endpointSignatures: [...byKey.values()] });
}

/** One unsigned transaction of the operations of several, in their order: all of them happen, or none. @throws JDCHAIN-TX* */
export function joinTransactions(files: readonly NamedFile[], time: number): BuiltTransaction {
  const requests = files.map(({ name, bytes }) => ({ name, request: demandSound(bytes, name) }));
  const signed = requests.find(({ request }) => request.endpointSignatures.length > 0);
  if (signed) throw refused('JDCHAIN-TX-SIGNED-ALREADY', signed.name);
  const [first] = requests;
  const ledger = first?.request.content.ledgerHash ?? new Uint8Array();
  const other = requests.find(({ request }) => !equal(request.content.ledgerHash, ledger));
  if (other) throw refused('JDCHAIN-TX-LEDGER', other.name, { other: first?.name ?? '' });
  const operations = requests.flatMap(({ request }) => request.content.operations);
  return buildTransaction({ ledgerHash: toBase58(ledger), time, operations });
}
