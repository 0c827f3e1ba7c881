/**
 * The permission signatures of all participants of a genesis, judged before a ledger's hash is made of them: each over the 34-byte
 * transaction hash, by a participant in consensus, none missing, none beside.
 */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { equal, fromUtf8 } from '../../../core/encoding/bytes.ts';
import { printable } from '../../../core/encoding/printable.ts';
import { type JsonInput, readJson } from '../../../core/ceremony/json.ts';
import { suite as suiteOf, type SuiteName } from '../../../core/keys/index.ts';
import { refuse, RootsealError } from '../../../core/rules.ts';
import { decodeSignature, publicKeyBytes, signatureBytes } from '../keys.ts';
import { jdchainRules } from '../rules.ts';

/** Base58 public key to Base58 permission signature: what `signatures.json` is. */
export type Permissions = Readonly<Record<string, string>>;

/** Reads the file as people write and merge it. Throws JDCHAIN-PERMISSIONS. */
export function readPermissions(file: Uint8Array, what: string): Permissions {
  const document = readObject(file, what);
  for (const [key, signature] of Object.entries(document))
    if (typeof signature !== 'string') {
      const name = printable(key);
      const reason = { en: `${name} has no text`, zh: `${name} 的值不是文本` };
      throw refuse(jdchainRules, 'JDCHAIN-PERMISSIONS', { reason }, { subject: what });
    }
  return document as Permissions;
}

function readObject(file: Uint8Array, what: string): Readonly<Record<string, JsonInput>> {
  let document: JsonInput;
  try {
    document = readJson(fromUtf8(file, what));
  } catch (cause) {
    if (!(cause instanceof RootsealError)) throw cause;
    throw refuse(jdchainRules, 'JDCHAIN-PERMISSIONS', { reason: cause.text }, { subject: what, cause });
  }
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
  const reason = { en: 'it is no object', zh: '不是对象' };
  throw refuse(jdchainRules, 'JDCHAIN-PERMISSIONS', { reason }, { subject: what });
}

interface Participant {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly state: string;
}

/** Gateways of CA mode (READY) give no permission. */
const inConsensus = (participants: readonly Participant[]): readonly Participant[] =>
  participants.filter(({ state }) => state === 'CONSENSUS');

/**
 * Encoded keys and signatures in the order of the participants.
 * @throws JDCHAIN-SIGNATURE-FOREIGN, JDCHAIN-SIGNATURE-MISSING, JDCHAIN-SIGNATURE, and the key rules
 */
export function permissionsInOrder(
  signatures: Permissions,
  all: readonly Participant[],
  { txHash, what }: { readonly txHash: Uint8Array; readonly what: string },
): { publicKey: Uint8Array; signature: Uint8Array }[] {
  const participants = inConsensus(all);
  const keys = new Set(participants.map(({ publicKey }) => toBase58(publicKey)));
  const foreign = Object.keys(signatures).find((key) => !keys.has(key));
  if (foreign !== undefined)
    throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE-FOREIGN', { key: foreign }, { subject: what });
  demandAll(signatures, participants, what);
  return participants.map(({ name, publicKey }) => {
    const text = signatures[toBase58(publicKey)] ?? '';
    return { publicKey, signature: demandSigned(text, { name, publicKey }, txHash, what) };
  });
}

function demandAll(signatures: Permissions, participants: readonly Participant[], what: string): void {
  const missing = participants.filter(({ publicKey }) => !Object.hasOwn(signatures, toBase58(publicKey)));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => printable(name));
  const list = { en: names.join(', '), zh: names.join('、') };
  throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE-MISSING', { names: list }, { subject: what });
}

function demandSigned(
  text: string,
  { name, publicKey }: Pick<Participant, 'name' | 'publicKey'>,
  txHash: Uint8Array,
  what: string,
): Uint8Array {
  const { suite, raw } = decodeSignature(text, `${what}: ${name}`);
  const key = publicKey.slice(publicKey.length - suiteOf(suite).publicKeyLength);
  const isOfSuite = equal(publicKeyBytes(suite, key), publicKey);
  if (isOfSuite && suiteOf(suite).verify(raw, txHash, key)) return signatureBytes(suite, raw);
  throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE', { participant: name }, { subject: what });
}

/** A participant's node signs again when it initialises: with Ed25519 to the same bytes, with a random number else. */
export function signsAlike(suite: SuiteName): boolean {
  return suite === 'ed25519';
}
