/** The contracts of JD Chain 1.6.5 that a genesis transaction and a registration consist of. Field order is the encoding. */

import { ledgerPermissionCodes, transactionPermissionCodes } from './names.ts';
import {
  bool,
  bytes,
  type Codec,
  contract,
  enumeration,
  int16,
  int32,
  int64,
  list,
  oneOf,
  tag,
  text,
} from './proto.ts';

export const rolesPolicy = enumeration(0x403, { UNION: 0, INTERSECT: 1 });
const ledgerPermission = enumeration(0x402, ledgerPermissionCodes);
const transactionPermission = enumeration(0x401, transactionPermissionCodes);
export const nodeState = enumeration(0xb24, { READY: 0, CONSENSUS: 1, DEACTIVATED: 2 });
export const identityMode = enumeration(0x644, { KEYPAIR: 1, CA: 2 });
const dataStructure = enumeration(0x646, { MERKLE_TREE: 1, KV: 2 });

export const identity = contract<{ address: Uint8Array; publicKey: Uint8Array }>(
  'BlockchainIdentity',
  0x090,
  'fc7044569dfcccbe',
  {
    address: bytes,
    publicKey: bytes,
  },
);

export const participantNode = contract<{
  id: number;
  address: Uint8Array;
  name: string;
  publicKey: Uint8Array;
  state: 'READY' | 'CONSENSUS' | 'DEACTIVATED';
}>('ParticipantNode', 0x621, '16fc1993d30b8cad', {
  id: int32,
  address: bytes,
  name: text,
  publicKey: bytes,
  state: nodeState,
});

export const cryptoAlgorithm = contract<{ code: number; name: string }>('CryptoAlgorithm', 0xb21, 'd653fba3e7def2cc', {
  code: int16,
  name: text,
});

export const cryptoProvider = contract<{
  name: string;
  algorithms: readonly { code: number; name: string }[];
}>('CryptoProvider', 0x643, '395734e782f817a2', { name: text, algorithms: list(cryptoAlgorithm) });

export const cryptoSetting = contract<{
  providers: readonly { name: string; algorithms: readonly { code: number; name: string }[] }[];
  hash: number;
  verifyHash: boolean;
}>('CryptoSetting', 0x642, 'e11ff5e9493642e9', { providers: list(cryptoProvider), hash: int16, verifyHash: bool });

export const genesisUser = contract<{
  publicKey: Uint8Array;
  certificate: string;
  roles: readonly string[];
  policy: 'UNION' | 'INTERSECT';
}>('GenesisUser', 0x645, 'beb29d2d620c1aa7', {
  publicKey: bytes,
  certificate: text,
  roles: list(text),
  policy: rolesPolicy,
});

export const runtimeConfig = contract<{ timeout: number; maxStackDepth: number }>(
  'ContractRuntimeConfig',
  0xa02,
  '98d683e0f71b6f1d',
  {
    timeout: int64,
    maxStackDepth: int32,
  },
);

type Value<C> = C extends Codec<infer T> ? T : never;

export const ledgerInitSetting = contract<{
  seed: Uint8Array;
  participants: readonly Value<typeof participantNode>[];
  crypto: Value<typeof cryptoSetting>;
  consensusProvider: string;
  consensusSettings: Uint8Array;
  createdTime: number;
  structureVersion: number;
  identityMode: 'KEYPAIR' | 'CA';
  certificates: readonly string[];
  users: readonly Value<typeof genesisUser>[];
  dataStructure: 'MERKLE_TREE' | 'KV';
  runtime: Value<typeof runtimeConfig>;
}>('LedgerInitSetting', 0x610, '3c37f2cc0071552e', {
  seed: bytes,
  participants: list(participantNode),
  crypto: cryptoSetting,
  consensusProvider: text,
  consensusSettings: bytes,
  createdTime: int64,
  structureVersion: int64,
  identityMode,
  certificates: list(text),
  users: list(genesisUser),
  dataStructure,
  runtime: runtimeConfig,
});

export const ledgerInit = contract<{ kind: 'ledgerInit'; setting: Value<typeof ledgerInitSetting> }>(
  'LedgerInitOperation',
  0x301,
  '352c64a386c600c8',
  { kind: tag('ledgerInit'), setting: ledgerInitSetting },
);

export const userRegister = contract<{ kind: 'userRegister'; user: Value<typeof identity>; certificate: string }>(
  'UserRegisterOperation',
  0x310,
  '9e27eb1ce8a4a44b',
  { kind: tag('userRegister'), user: identity, certificate: text },
);

export const roleEntry = contract<{
  name: string;
  ledger: readonly Value<typeof ledgerPermission>[];
  notLedger: readonly Value<typeof ledgerPermission>[];
  tx: readonly Value<typeof transactionPermission>[];
  notTx: readonly Value<typeof transactionPermission>[];
}>('RolePrivilegeEntry', 0x372, 'b7bb017606aec7ef', {
  name: text,
  ledger: list(ledgerPermission),
  notLedger: list(ledgerPermission),
  tx: list(transactionPermission),
  notTx: list(transactionPermission),
});

export const rolesConfigure = contract<{ kind: 'rolesConfigure'; roles: readonly Value<typeof roleEntry>[] }>(
  'RolesConfigureOperation',
  0x371,
  'bfbffa7e1d467cdc',
  { kind: tag('rolesConfigure'), roles: list(roleEntry) },
);

export const userRolesEntry = contract<{
  addresses: readonly Uint8Array[];
  policy: 'UNION' | 'INTERSECT';
  roles: readonly string[];
  notRoles: readonly string[];
}>('UserRolesEntry', 0x374, '628a8634ddcaff04', {
  addresses: list(bytes),
  policy: rolesPolicy,
  roles: list(text),
  notRoles: list(text),
});

export const userAuthorize = contract<{ kind: 'userAuthorize'; entries: readonly Value<typeof userRolesEntry>[] }>(
  'UserAuthorizeOperation',
  0x373,
  '2b3f985101cf7f6c',
  { kind: tag('userAuthorize'), entries: list(userRolesEntry) },
);

export const participantRegister = contract<{
  kind: 'participantRegister';
  name: string;
  participant: Value<typeof identity>;
  certificate: string;
}>('ParticipantRegisterOperation', 0x350, 'b7f1f4006b851df3', {
  kind: tag('participantRegister'),
  name: text,
  participant: identity,
  certificate: text,
});

/** The empty contract every operation extends. */
export const operationBase = contract<object>('Operation', 0x300, 'e3b0c44298fc1c14', {});

export type Operation = Value<
  typeof ledgerInit | typeof userRegister | typeof rolesConfigure | typeof userAuthorize | typeof participantRegister
>;

export const operation: Codec<Operation> = oneOf<Operation>(operationBase, {
  ledgerInit,
  userRegister,
  rolesConfigure,
  userAuthorize,
  participantRegister,
});

export const transactionContent = contract<{
  ledgerHash: Uint8Array;
  operations: readonly Operation[];
  timestamp: number;
}>('TransactionContent', 0x200, 'ca8af16f8befe2fa', {
  ledgerHash: bytes,
  operations: list(operation),
  timestamp: int64,
});

export const digitalSignature = contract<{ publicKey: Uint8Array; signature: Uint8Array }>(
  'DigitalSignature',
  0xb30,
  'fc7044569dfcccbe',
  {
    publicKey: bytes,
    signature: bytes,
  },
);

export const transactionRequest = contract<{
  hash: Uint8Array;
  content: Value<typeof transactionContent>;
  endpointSignatures: readonly Value<typeof digitalSignature>[];
  nodeSignatures: readonly Value<typeof digitalSignature>[];
}>('TransactionRequest', 0x202, '7eb6b3ef252ecddb', {
  hash: bytes,
  content: transactionContent,
  endpointSignatures: list(digitalSignature),
  nodeSignatures: list(digitalSignature),
});
