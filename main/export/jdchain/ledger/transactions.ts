/** The transaction set of a first block (jdchain-core `TransactionSetEditor`): the genesis transaction with its permissions. */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { concat, utf8 } from '../../../core/encoding/bytes.ts';
import { transactionContent, transactionRequest } from '../contracts.ts';
import { integerBytes } from '../proto.ts';
import { type Snapshot, transactionResult } from './contracts.ts';
import { kvRoot } from './kv-dataset.ts';
import { merkleRoot } from './merkle-dataset.ts';
import { type Hash, listShape, sortTreeRoot } from './sort-tree.ts';

const kvPrefix = `L:/${toBase58(utf8('TS/'))}`;

export interface GenesisRecord {
  /** Encoded digest of the content. */
  readonly txHash: Uint8Array;
  /** The TransactionRequest as it is stored. */
  readonly request: Uint8Array;
  /** The TransactionResult. */
  readonly result: Uint8Array;
}

export interface Signed {
  readonly content: Uint8Array;
  readonly txHash: Uint8Array;
  /** In the order of the participants in consensus; both encoded. */
  readonly permissions: readonly { readonly publicKey: Uint8Array; readonly signature: Uint8Array }[];
}

export function genesisRecord({ content, txHash, permissions }: Signed, snapshot: Snapshot): GenesisRecord {
  const request = transactionRequest.encode({
    hash: txHash,
    content: transactionContent.decode(content, 'genesis'),
    endpointSignatures: [],
    nodeSignatures: permissions,
  });
  const result = { hash: txHash, height: 0, state: 'SUCCESS' as const, results: [], snapshot, derived: [] };
  return { txHash, request, result: transactionResult.encode(result) };
}

/** The one transaction in its sequence, a list of MERKLE_TREE alone. */
export function sequenceRoot({ txHash }: Pick<GenesisRecord, 'txHash'>, hash: Hash): Uint8Array {
  return sortTreeRoot([{ id: 0n, value: txHash, count: 1 }], listShape, hash);
}

export function transactionSetRoot(record: GenesisRecord, structure: 'MERKLE_TREE' | 'KV', hash: Hash): Uint8Array {
  const { txHash, request, result } = record;
  if (structure === 'MERKLE_TREE')
    return merkleRoot(
      [
        [concat(utf8('RQ/'), txHash), request],
        [concat(utf8('RT/'), txHash), result],
        [utf8('TX-REQUEST-BLOCKS'), sequenceRoot(record, hash)],
      ],
      hash,
    );
  return kvRoot(
    kvPrefix,
    [
      [utf8('RQ/0'), request],
      [utf8('RT/0'), result],
      [concat(utf8('SQ/'), txHash), integerBytes(0, 8)],
      [utf8('T'), integerBytes(1, 8)],
    ],
    hash,
  );
}
