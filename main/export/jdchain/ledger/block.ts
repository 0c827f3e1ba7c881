/**
 * The first block of a JD Chain 1.6.5 ledger (jdchain-core `LedgerTransactionalEditor.prepare`), whose hash is the ledger's: from the
 * bytes of the genesis transaction and the participants' permission signatures, before any node runs.
 */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { encodedHash } from '../genesis.ts';
import { type Administration, administration } from './admin.ts';
import { blockBody, type Snapshot } from './contracts.ts';
import { genesisParts } from './parts.ts';
import { type Permissions, permissionsInOrder } from './permissions.ts';
import { genesisRecord, transactionSetRoot } from './transactions.ts';
import { userSetRoot } from './users.ts';

/** Encoded digests, each with its algorithm code in front. */
export interface FirstBlock extends Administration {
  readonly users: Uint8Array;
  readonly transactions: Uint8Array;
  readonly txHash: Uint8Array;
  /** The binary-proto bytes of the BlockBody. */
  readonly body: Uint8Array;
  /** The hash of the body: of the block, and of the ledger. */
  readonly ledgerHash: Uint8Array;
  /** Base58 of `ledgerHash`, as JD Chain prints it. */
  readonly ledgerHashText: string;
}

const none = new Uint8Array();
const defaultNames = { content: 'genesis', signatures: 'signatures' };

/**
 * @param content the TransactionContent of a genesis
 * @param signatures every participant's, which are verified first
 * @param named how errors name the two
 * @throws JDCHAIN-SIGNATURE, JDCHAIN-SIGNATURE-FOREIGN, JDCHAIN-SIGNATURE-MISSING, JDCHAIN-PROTO, JDCHAIN-GENESIS,
 *   JDCHAIN-LEDGER-TWICE, JDCHAIN-LEDGER-ORDER
 */
export function firstBlock(content: Uint8Array, signatures: Permissions, named = defaultNames): FirstBlock {
  const parts = genesisParts(content, named.content);
  const hash = (bytes: Uint8Array) => encodedHash(parts.hash, bytes);
  const txHash = hash(content);
  const permissions = permissionsInOrder(signatures, parts.setting.participants, { txHash, what: named.signatures });
  const admin = administration(parts, hash);
  const users = userSetRoot(parts, hash);
  const snapshot: Snapshot = {
    ...{ admin: admin.admin, users },
    ...{ dataAccounts: none, contracts: none, systemEvents: none, userEvents: none },
  };
  const record = genesisRecord({ content, txHash, permissions }, snapshot);
  const transactions = transactionSetRoot(record, parts.setting.dataStructure, hash);
  const rest = { previousHash: none, ledgerHash: none, height: 0, transactions, timestamp: parts.setting.createdTime };
  const body = blockBody.encode({ ...snapshot, ...rest });
  const ledgerHash = hash(body);
  return { ...admin, users, transactions, txHash, body, ledgerHash, ledgerHashText: toBase58(ledgerHash) };
}
