/** The user accounts of a first block (jdchain-core `MerkleAccountSetEditor`, `KvAccountSetEditor`, `UserAccount`). */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { concat, utf8 } from '../../../core/encoding/bytes.ts';
import { integerBytes } from '../proto.ts';
import { accountSnapshot, bytesValue } from './contracts.ts';
import { hashMapOrder } from './java-maps.ts';
import { kvRoot } from './kv-dataset.ts';
import { type Entry, merkleRoot } from './merkle-dataset.ts';
import type { GenesisParts } from './parts.ts';
import type { Hash } from './sort-tree.ts';

type User = GenesisParts['users'][number];

const none = new Uint8Array();
/** A Bytes object joined to a string is its Base58. */
const kvPrefix = `L:/${toBase58(utf8('US/'))}`;

const keyValue = ({ user }: User): Uint8Array => bytesValue.encode({ type: 'PUB_KEY', bytes: user.publicKey });

function certificateEntries({ certificate }: User, ca: boolean): Entry[] {
  return ca ? [[utf8('D-CA'), bytesValue.encode({ type: 'TEXT', bytes: utf8(certificate) })]] : [];
}

/** The root of a user's own header: its key, in CA mode also its certificate. With KV the key lies elsewhere. */
export function headerRoot(user: User, { setting }: GenesisParts, hash: Hash): Uint8Array {
  const certificate = certificateEntries(user, setting.identityMode === 'CA');
  if (setting.dataStructure === 'KV') return kvRoot('', certificate, hash);
  return merkleRoot([[utf8('PK'), keyValue(user)], ...certificate], hash);
}

/** The root of all users. Throws JDCHAIN-LEDGER-ORDER. */
export function userSetRoot(parts: GenesisParts, hash: Hash): Uint8Array {
  const kv = parts.setting.dataStructure === 'KV';
  // A user's data: empty, but with MERKLE_TREE committed, so that it has the root of the empty tree.
  const data = kv ? none : merkleRoot([], hash);
  const accounts = parts.users.map((user): Entry => [
    user.user.address,
    accountSnapshot.encode({ header: headerRoot(user, parts, hash), data }),
  ]);
  return kv ? kvRoot(kvPrefix, kvEntries(parts.users, accounts), hash) : merkleRoot(accounts, hash);
}

/** First the keys and places in their order, then the accounts in the order of a HashMap of the addresses. */
function kvEntries(users: readonly User[], accounts: readonly Entry[]): Entry[] {
  const registered = users.flatMap((user, i): Entry[] => [
    [utf8(`SQ/${String(i)}`), keyValue(user)],
    [concat(utf8('I/'), user.user.address), integerBytes(i, 8)],
  ]);
  const order = hashMapOrder(users.map(({ user }) => user.address));
  return [...registered, ...order.flatMap((index) => accounts.slice(index, index + 1))];
}
