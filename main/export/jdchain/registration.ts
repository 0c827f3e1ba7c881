/**
 * A signed participant registration (contract 202 with operation 350) for JD Chain 1.6.5: what `jdchain-cli tx send --tx FILE` or
 * the gateway's `/rpc/tx` takes. It has no nonce and no expiry: the file stays usable for as long as the ledger lives.
 */

import { fromBase58, toBase58 } from '../../core/encoding/base58.ts';
import { equal, readU16 } from '../../core/encoding/bytes.ts';
import { suite as suiteOf } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { writtenPem } from './ca/pem.ts';
import { transactionContent, transactionRequest } from './contracts.ts';
import { encodedHash } from './genesis.ts';
import {
  addressBytes,
  decodePrivate,
  decodePublicKey,
  type Password,
  type PublicKey,
  publicKeyBytes,
  signatureBytes,
} from './keys.ts';
import { hashAlgorithms, type HashName, javaTrim } from './names.ts';
import { jdchainRules } from './rules.ts';

export interface RegistrationInput {
  /** Base58 of the ledger's hash; its algorithm is also that of the transaction's hash. */
  readonly ledgerHash: string;
  /** Name of the new participant, as it will stand in the ledger. */
  readonly name: string;
  /** Base58 public key of the new participant. */
  readonly publicKey: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** On a ledger in CA mode: the text of its certificate, which is written as JD Chain writes it. */
  readonly certificate?: string;
}

export interface Registration {
  /** The file. */
  readonly bytes: Uint8Array;
  /** Base58 of the encoded transaction hash. */
  readonly txHash: string;
}

/** Hash algorithm and bytes of a ledger hash. Throws JDCHAIN-LEDGER-HASH, ENCODING-BASE58. */
export function parseLedgerHash(text: string, what = 'ledger hash'): { hash: HashName; bytes: Uint8Array } {
  const bytes = fromBase58(text, what);
  const names = Object.keys(hashAlgorithms) as HashName[];
  const hash = names.find(
    (name) => bytes.length === 2 + hashAlgorithms[name].length && readU16(bytes) === hashAlgorithms[name].code,
  );
  if (hash === undefined) throw refuse(jdchainRules, 'JDCHAIN-LEDGER-HASH', {}, { subject: what });
  return { hash, bytes };
}

/** A name that can stand in a ledger. Throws JDCHAIN-PARTICIPANT-NAME. */
export function participantName(name: string): string {
  if (javaTrim(name) !== '' && !/\p{Cc}/u.test(name)) return name;
  throw refuse(jdchainRules, 'JDCHAIN-PARTICIPANT-NAME', {}, { subject: 'name' });
}

function contentOf({ name, publicKey, time, certificate }: RegistrationInput, ledgerHash: Uint8Array) {
  participantName(name);
  const { suite, raw } = decodePublicKey(publicKey, 'pubkey');
  const participant = { address: addressBytes(suite, raw), publicKey: publicKeyBytes(suite, raw) };
  const text = certificate === undefined ? '' : writtenPem(certificate, 'certificate');
  const operation = { kind: 'participantRegister' as const, name, participant, certificate: text };
  return { ledgerHash, operations: [operation], timestamp: time };
}

/** What is to be signed, as `jdchain-cli tx … --export` writes it: nobody's signature yet. @throws as `buildRegistration` */
export function unsignedRegistration(input: RegistrationInput): Registration {
  const { hash, bytes: ledgerHash } = parseLedgerHash(input.ledgerHash);
  const content = contentOf(input, ledgerHash);
  const txHash = encodedHash(hash, transactionContent.encode(content));
  const bytes = transactionRequest.encode({ hash: txHash, content, endpointSignatures: [], nodeSignatures: [] });
  return { bytes, txHash: toBase58(txHash) };
}

/**
 * Builds and signs a registration. `sign` gets the encoded transaction hash (34 bytes) and answers the raw 64-byte signature.
 * @throws JDCHAIN-LEDGER-HASH, JDCHAIN-PARTICIPANT-NAME, and the key rules.
 */
export function buildRegistration(
  input: RegistrationInput & { readonly signer: PublicKey },
  sign: (txHash: Uint8Array) => Uint8Array,
): Registration {
  const { hash, bytes: ledgerHash } = parseLedgerHash(input.ledgerHash);
  const content = contentOf(input, ledgerHash);
  const txHash = encodedHash(hash, transactionContent.encode(content));
  const { suite, raw } = input.signer;
  const endpoint = { publicKey: publicKeyBytes(suite, raw), signature: signatureBytes(suite, sign(txHash)) };
  const bytes = transactionRequest.encode({
    hash: txHash,
    content,
    endpointSignatures: [endpoint],
    nodeSignatures: [],
  });
  return { bytes, txHash: toBase58(txHash) };
}

/**
 * The same from a `.priv` and its password (UTF-8 bytes, or the text of a `.pwd`): only the vault calls it. Fills the secret with 0.
 * @throws as `buildRegistration`, and JDCHAIN-KEY-PASSWORD.
 */
export function registerInVault(
  input: RegistrationInput & { readonly priv: string; readonly password: Password },
): Registration & { signer: PublicKey } {
  const { suite, secret } = decodePrivate(input.priv, input.password, 'signer');
  try {
    const signer = { suite, raw: suiteOf(suite).publicKey(secret) };
    const registration = buildRegistration({ ...input, signer }, (txHash) => suiteOf(suite).sign(txHash, secret));
    return { ...registration, signer };
  } finally {
    secret.fill(0);
  }
}

export interface ParsedRegistration extends RegistrationInput {
  readonly txHash: string;
  readonly signers: readonly PublicKey[];
}

/** Reads a registration file and checks hash and signatures. Throws JDCHAIN-PROTO, JDCHAIN-GENESIS, JDCHAIN-SIGNATURE. */
export function parseRegistration(bytes: Uint8Array, what = 'registration'): ParsedRegistration {
  const request = transactionRequest.decode(bytes, what);
  const { content } = request;
  const operation = content.operations[0];
  if (
    operation?.kind !== 'participantRegister' ||
    content.operations.length !== 1 ||
    !equal(transactionRequest.encode(request), bytes)
  ) {
    throw refuse(
      jdchainRules,
      'JDCHAIN-PROTO',
      { contract: 'participant registration', reason: 'another operation' },
      { subject: what },
    );
  }
  const ledgerHash = toBase58(content.ledgerHash);
  const txHash = encodedHash(parseLedgerHash(ledgerHash).hash, transactionContent.encode(content));
  const signers = request.endpointSignatures.map(({ publicKey, signature }) =>
    signerOf(publicKey, signature, txHash, what),
  );
  if (!equal(txHash, request.hash) || signers.length === 0) {
    throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE', { participant: operation.name }, { subject: what });
  }
  const input = {
    ledgerHash,
    name: operation.name,
    publicKey: toBase58(operation.participant.publicKey),
    time: content.timestamp,
    ...(operation.certificate !== '' && { certificate: operation.certificate }),
  };
  // An address that is not the key's would register somebody else.
  if (!equal(transactionContent.encode(contentOf(input, content.ledgerHash)), transactionContent.encode(content))) {
    throw refuse(
      jdchainRules,
      'JDCHAIN-PROTO',
      { contract: 'participant registration', reason: 'the address is not the key’s' },
      { subject: what },
    );
  }
  return { ...input, txHash: toBase58(txHash), signers };
}

function signerOf(key: Uint8Array, signature: Uint8Array, txHash: Uint8Array, what: string): PublicKey {
  const publicKey = decodePublicKey(toBase58(key), what);
  const good = equal(signature, signatureBytes(publicKey.suite, signature.slice(2)));
  if (good && suiteOf(publicKey.suite).verify(signature.slice(2), txHash, publicKey.raw)) return publicKey;
  throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE', { participant: toBase58(key) }, { subject: what });
}
