/**
 * A transaction of JD Chain 1.6.5, whoever made it: a TransactionRequest as `jdchain-cli tx send` takes it, or a TransactionContent alone.
 * An operation of an unknown kind is kept as what it is; everything else is read strictly, and written again to the same bytes.
 */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { equal, readU16, readU32 } from '../../../core/encoding/bytes.ts';
import { toHex } from '../../../core/encoding/hex.ts';
import { suite as suiteOf } from '../../../core/keys/index.ts';
import { refuse } from '../../../core/rules.ts';
import { digitalSignature, ledgerInit, operation, transactionContent, transactionRequest } from '../contracts.ts';
import { encodedHash } from '../genesis.ts';
import { signatureBytes } from '../keys.ts';
import { hashAlgorithms, type HashName } from '../names.ts';
import { type Codec, bytes as bytesField, contract, int64, list } from '../proto.ts';
import { jdchainRules } from '../rules.ts';
import { digest, isSignature, keyOf, type Line, line } from './lines.ts';
import { type Kind, kinds } from './operations.ts';

export interface ReadOperation {
  /** Contract code, as in 0x350. */
  readonly code: number;
  /** In hex. */
  readonly version: string;
  /** Undefined for an operation that JD Chain 1.6.5 does not have, or has in another form. */
  readonly kind: Kind | undefined;
  readonly lines: readonly Line[];
}

export interface ReadSignature {
  /** Base58. */
  readonly publicKey: string;
  /** Whether it is this key's over the transaction hash. */
  readonly valid: boolean;
  /** Key or signature are bytes that JD Chain cannot read as such. */
  readonly broken: boolean;
}

export interface ReadTransaction {
  readonly form: 'request' | 'content';
  /** Base58 of the hash that follows from the content; undefined where nothing says by which algorithm. */
  readonly txHash: string | undefined;
  /** The hash that the request itself says, where it is another one. */
  readonly statedHash: string | undefined;
  /** Base58; undefined for a genesis. */
  readonly ledgerHash: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly operations: readonly ReadOperation[];
  readonly endpointSignatures: readonly ReadSignature[];
  readonly nodeSignatures: readonly ReadSignature[];
  /** Whether a hash, key or signature in it is none to JD Chain, which then cannot read the file at all. */
  readonly broken: boolean;
}

/** An operation as its bytes, of whatever kind. */
const anyOperation: Codec<Uint8Array> = { ...bytesField, descriptor: operation.descriptor };

/** A content whose operations are their bytes, of whatever kind. */
export const looseContent = contract<{ ledgerHash: Uint8Array; operations: readonly Uint8Array[]; timestamp: number }>(
  'TransactionContent',
  transactionContent.code,
  transactionContent.version,
  { ledgerHash: bytesField, operations: list(anyOperation), timestamp: int64 },
);

type Content = Parameters<typeof looseContent.encode>[0];
type Signature = Parameters<typeof digitalSignature.encode>[0];

export const looseRequest = contract<{
  hash: Uint8Array;
  content: Content;
  endpointSignatures: readonly Signature[];
  nodeSignatures: readonly Signature[];
}>('TransactionRequest', transactionRequest.code, transactionRequest.version, {
  hash: bytesField,
  content: looseContent,
  endpointSignatures: list(digitalSignature),
  nodeSignatures: list(digitalSignature),
});

/** Throws JDCHAIN-TX for what is no transaction of 1.6.5 (JDCHAIN-PROTO, ENCODING-UTF8 within), all with exit 2. */
export function readTransaction(file: Uint8Array, what = 'transaction'): ReadTransaction {
  const code = file.length < 4 ? 0 : readU32(file);
  if (code === transactionContent.code) return told(looseContent.decode(file, what), undefined, what);
  if (code !== transactionRequest.code) throw refuse(jdchainRules, 'JDCHAIN-TX', {}, { subject: what });
  const request = looseRequest.decode(file, what);
  return told(request.content, request, what);
}

function told(
  content: Content,
  request: Parameters<typeof looseRequest.encode>[0] | undefined,
  what: string,
): ReadTransaction {
  const own = hashOf(content, request?.hash);
  const signedHash = own ?? request?.hash ?? new Uint8Array();
  const judge = (all: readonly Signature[] = []) => all.map((one) => judged(one, signedHash));
  const stated = request !== undefined && (own === undefined || !equal(own, request.hash)) ? request.hash : undefined;
  const operations = content.operations.map((one, i) => readOperation(one, `${what}: operation ${String(i + 1)}`));
  const [endpointSignatures, nodeSignatures] = [judge(request?.endpointSignatures), judge(request?.nodeSignatures)];
  const hashes = [content.ledgerHash, request?.hash ?? new Uint8Array()].filter(({ length }) => length > 0);
  const fields = [...operations.flatMap(({ lines }) => lines), ...endpointSignatures, ...nodeSignatures];
  return {
    form: request ? 'request' : 'content',
    txHash: own && toBase58(own),
    statedHash: stated && toBase58(stated),
    ledgerHash: content.ledgerHash.length === 0 ? undefined : toBase58(content.ledgerHash),
    time: content.timestamp,
    ...{ operations, endpointSignatures, nodeSignatures },
    broken: hashes.some((hash) => algorithmOf(hash) === undefined) || fields.some(({ broken }) => broken === true),
  };
}

/** By the algorithm that the stated hash has, or else that of the ledger's hash; a genesis says its own inside. */
function hashOf(content: Content, stated: Uint8Array | undefined): Uint8Array | undefined {
  const name = algorithmOf(stated) ?? algorithmOf(content.ledgerHash) ?? algorithmInside(content);
  return name && encodedHash(name, looseContent.encode(content));
}

function algorithmInside({ operations: [first] }: Content): HashName | undefined {
  if (first === undefined || first.length < 4 || readU32(first) !== ledgerInit.code) return undefined;
  const { hash } = ledgerInit.decode(first, 'genesis').setting.crypto;
  return (Object.keys(hashAlgorithms) as HashName[]).find((name) => hashAlgorithms[name].code === hash);
}

function algorithmOf(hash: Uint8Array | undefined): HashName | undefined {
  if (hash === undefined || hash.length < 2) return undefined;
  const names = Object.keys(hashAlgorithms) as HashName[];
  return names.find((name) => {
    const { code, length } = hashAlgorithms[name];
    return readU16(hash) === code && hash.length === 2 + length;
  });
}

function judged({ publicKey, signature }: Signature, hash: Uint8Array): ReadSignature {
  const key = keyOf(publicKey);
  const own = signature.slice(2);
  const valid =
    typeof key === 'object' &&
    equal(signature, signatureBytes(key.suite, own)) &&
    suiteOf(key.suite).verify(own, hash, key.raw);
  return { publicKey: toBase58(publicKey), valid, broken: key === 'broken' || !isSignature(signature) };
}

function readOperation(bytes: Uint8Array, what: string): ReadOperation {
  const header = bytes.length < 12 ? undefined : { code: readU32(bytes), version: toHex(bytes.subarray(4, 12)) };
  if (!header) {
    const reason = 'an operation of fewer than 12 bytes';
    throw refuse(jdchainRules, 'JDCHAIN-PROTO', { contract: 'Operation', reason }, { subject: what });
  }
  const kind = kinds.get(header.code);
  if (kind?.contract.version !== header.version) {
    const value = bytes.length <= 64 ? toHex(bytes) : digest(bytes);
    return { ...header, kind: undefined, lines: [line('bytes', 'Bytes', '字节', value)] };
  }
  const value = kind.contract.decode(bytes, what);
  if (!equal(kind.contract.encode(value), bytes)) {
    const reason = 'written again, it has other bytes';
    throw refuse(jdchainRules, 'JDCHAIN-PROTO', { contract: kind.title.en, reason }, { subject: what });
  }
  return { ...header, kind, lines: kind.lines(value) };
}
