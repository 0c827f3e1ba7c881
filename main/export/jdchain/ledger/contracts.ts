/** The contracts of JD Chain 1.6.5 of which the first block consists, besides those of its transaction (../contracts.ts). */

import {
  cryptoSetting,
  genesisUser,
  identityMode,
  operation,
  type Operation,
  rolesPolicy,
  runtimeConfig,
} from '../contracts.ts';
import { bytes, type Codec, contract, enumeration, int32, int64, list, text } from '../proto.ts';
import { longMask } from './long-mask.ts';

type Value<C> = C extends Codec<infer T> ? T : never;

/** A node of a sort tree: as many counts and hashes as the tree's degree; no hash is empty bytes. */
export const merkleIndex = contract<{
  offset: bigint;
  step: bigint;
  counts: readonly bigint[];
  hashes: readonly Uint8Array[];
}>('MerkleIndex', 0x076, '5367cb786497ed5f', {
  offset: longMask,
  step: longMask,
  counts: list(longMask),
  hashes: list(bytes),
});

export const keyIndex = contract<{ key: Uint8Array; root: Uint8Array }>('KeyIndex', 0x078, 'fc7044569dfcccbe', {
  key: bytes,
  root: bytes,
});

export const hashBucket = contract<{ keys: readonly Value<typeof keyIndex>[] }>(
  'HashBucketEntry',
  0x079,
  '7cf5838ea794d91f',
  { keys: list(keyIndex) },
);

/** The enum DataType; of a first block only TEXT and PUB_KEY. */
export const dataType = enumeration(0xb23, {
  NIL: 0x00,
  BOOLEAN: 0x01,
  INT8: 0x11,
  INT16: 0x12,
  INT32: 0x13,
  INT64: 0x14,
  TIMESTAMP: 0x18,
  TEXT: 0x20,
  JSON: 0x21,
  XML: 0x22,
  BYTES: 0x40,
  BIG_INT: 0x41,
  IMG: 0x42,
  VIDEO: 0x43,
  LOCATION: 0x44,
  PUB_KEY: 0x45,
  SIGNATURE_DIGEST: 0x46,
  HASH_DIGEST: 0x47,
  ENCRYPTED_DATA: 0x48,
  DATA_CONTRACT: 0x81,
});

export const bytesValue = contract<{ type: Value<typeof dataType>; bytes: Uint8Array }>(
  'BytesValue',
  0x080,
  'a63c2beb7530b7ce',
  { type: dataType, bytes },
);

export interface Snapshot {
  admin: Uint8Array;
  users: Uint8Array;
  dataAccounts: Uint8Array;
  contracts: Uint8Array;
  systemEvents: Uint8Array;
  userEvents: Uint8Array;
}

const snapshotFields = {
  admin: bytes,
  users: bytes,
  dataAccounts: bytes,
  contracts: bytes,
  systemEvents: bytes,
  userEvents: bytes,
};

export const dataSnapshot = contract<Snapshot>('LedgerDataSnapshot', 0x130, 'ca8f33d6879119eb', snapshotFields);

export const blockBody = contract<
  Snapshot & {
    previousHash: Uint8Array;
    ledgerHash: Uint8Array;
    height: number;
    transactions: Uint8Array;
    timestamp: number;
  }
>('BlockBody', 0x110, '5f7f98bbbb72edc4', {
  ...snapshotFields,
  previousHash: bytes,
  ledgerHash: bytes,
  height: int64,
  transactions: bytes,
  timestamp: int64,
});

export const operationResult = contract<{ index: number; result: Value<typeof bytesValue> }>(
  'OperationResult',
  0x370,
  '718aa7d5f3ccf43f',
  { index: int32, result: bytesValue },
);

export const transactionResult = contract<{
  hash: Uint8Array;
  height: number;
  state: 'SUCCESS';
  results: readonly Value<typeof operationResult>[];
  snapshot: Snapshot;
  derived: readonly Operation[];
}>('TransactionResult', 0x203, 'cf7f413d844de3ca', {
  hash: bytes,
  height: int64,
  state: enumeration(0xb22, { SUCCESS: 0 }),
  results: list(operationResult),
  snapshot: dataSnapshot,
  derived: list(operation),
});

export const privilegeSet = contract<{ ledger: Uint8Array; tx: Uint8Array }>(
  'PrivilegeSet',
  0x410,
  'fc7044569dfcccbe',
  {
    ledger: bytes,
    tx: bytes,
  },
);

export const roleSet = contract<{ policy: Value<typeof rolesPolicy>; roles: readonly string[] }>(
  'RoleSet',
  0x411,
  '1529fd89f098f948',
  { policy: rolesPolicy, roles: list(text) },
);

export const ledgerMetadata = contract<{
  seed: Uint8Array;
  participants: Uint8Array;
  settings: Uint8Array;
  rolePrivileges: Uint8Array;
  userRoles: Uint8Array;
  structureVersion: number;
  identityMode: Value<typeof identityMode>;
  certificates: readonly string[];
  users: readonly Value<typeof genesisUser>[];
  runtime: Value<typeof runtimeConfig>;
}>('LedgerMetadata_V2', 0x601, '3bab7fca894f2fd6', {
  seed: bytes,
  participants: bytes,
  settings: bytes,
  rolePrivileges: bytes,
  userRoles: bytes,
  structureVersion: int64,
  identityMode,
  certificates: list(text),
  users: list(genesisUser),
  runtime: runtimeConfig,
});

export const ledgerSettings = contract<{
  consensusProvider: string;
  consensusSettings: Uint8Array;
  crypto: Value<typeof cryptoSetting>;
}>('LedgerSettings', 0x620, 'cdd9ed00cecf9b24', {
  consensusProvider: text,
  consensusSettings: bytes,
  crypto: cryptoSetting,
});

export const accountSnapshot = contract<{ header: Uint8Array; data: Uint8Array }>(
  'AccountSnapshot',
  0x701,
  'fc7044569dfcccbe',
  { header: bytes, data: bytes },
);
