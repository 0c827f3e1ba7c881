/**
 * The operations of JD Chain 1.6.5 (jdchain-framework `ledger-model`) that only transactions after the genesis hold; those of a genesis
 * and of a registration are in ../contracts.ts.
 */

import { equal } from '../../../core/encoding/bytes.ts';
import { property } from '../bftsmart-contracts.ts';
import { digitalSignature, identity, nodeState } from '../contracts.ts';
import { bytesValue } from '../ledger/contracts.ts';
import { bytes, type Codec, contract, type Contract, enumeration, int32, int64, list, masked, text } from '../proto.ts';

export type Value<C> = C extends Codec<infer T> ? T : never;

const accountState = enumeration(0x314, { NORMAL: 1, FREEZE: 2, REVOKE: 3 });
const accountType = enumeration(0xd02, { DATA: 1, EVENT: 2, CONTRACT: 3 });
const contractLanguage = enumeration(0xa01, { Java: 1, JavaScript: 2, Python: 3, Rust: 4 });

/** A contract as a field that may be null: then its header, code and version, stands there alone. */
function nullable<T>(inner: Contract<T>): Codec<T | null> {
  const none = masked(inner.descriptor.subarray(2));
  return {
    descriptor: inner.descriptor,
    write: (value) => (value === null ? none : inner.write(value)),
    read(cursor) {
      if (!equal(cursor.bytes.subarray(cursor.at, cursor.at + none.length), none)) return inner.read(cursor);
      cursor.at += none.length;
      return null;
    },
  };
}

export const userInfoSet = contract<object>('UserInfoSetOperation', 0x311, 'e3b0c44298fc1c14', {});

export const userStateUpdate = contract<{ address: Uint8Array; state: Value<typeof accountState> }>(
  'UserStateUpdateOperation',
  0x313,
  '91d47bc2ba6018bb',
  { address: bytes, state: accountState },
);

export const userCaUpdate = contract<{ address: Uint8Array; certificate: string }>(
  'UserCAUpdateOperation',
  0x315,
  'db37ab44f0aa00c8',
  { address: bytes, certificate: text },
);

export const contractStateUpdate = contract<{ address: Uint8Array; state: Value<typeof accountState> }>(
  'ContractStateUpdateOperation',
  0x316,
  '91d47bc2ba6018bb',
  { address: bytes, state: accountState },
);

export const dataAccountRegister = contract<{
  account: Value<typeof identity>;
  signature: Value<typeof digitalSignature> | null;
}>('DataAccountRegisterOperation', 0x320, '0d7a11e2b7405f00', {
  account: identity,
  signature: nullable(digitalSignature),
});

export const keyValueWrite = contract<{
  key: string;
  value: Value<typeof bytesValue> | null;
  expectedVersion: number;
}>('KVWriteEntry', 0x322, '697638356bdafe69', { key: text, value: nullable(bytesValue), expectedVersion: int64 });

export const dataAccountWrite = contract<{ address: Uint8Array; writes: readonly Value<typeof keyValueWrite>[] }>(
  'DataAccountKVSetOperation',
  0x321,
  '1a3619b4229b51b3',
  { address: bytes, writes: list(keyValueWrite) },
);

export const contractDeploy = contract<{
  account: Value<typeof identity>;
  code: Uint8Array;
  signature: Value<typeof digitalSignature> | null;
  version: number;
  language: Value<typeof contractLanguage>;
}>('ContractCodeDeployOperation', 0x330, 'ebfbba35942aa505', {
  account: identity,
  code: bytes,
  signature: nullable(digitalSignature),
  version: int64,
  language: contractLanguage,
});

export const bytesValues = contract<{ values: readonly (Value<typeof bytesValue> | null)[] }>(
  'BytesValueList',
  0x081,
  '035775f78f80f88e',
  { values: list(nullable(bytesValue)) },
);

const callFields = { address: bytes, event: text, args: nullable(bytesValues), version: int64 };

interface Call {
  address: Uint8Array;
  event: string;
  args: Value<typeof bytesValues> | null;
  version: number;
}

export const contractCall = contract<Call>('ContractEventSendOperation', 0x340, '21aaae5a45c635a6', callFields);

export const contractCrossCall = contract<Call & { result: Value<typeof bytesValue> | null }>(
  'ContractCrossEventSendOperation',
  0x341,
  '65fd46b517e93069',
  { ...callFields, result: nullable(bytesValue) },
);

export const participantStateUpdate = contract<{
  participant: Value<typeof identity>;
  state: Value<typeof nodeState>;
}>('ParticipantStateUpdateOperation', 0x351, '059d9731276346d3', { participant: identity, state: nodeState });

export const eventAccountRegister = contract<{ account: Value<typeof identity> }>(
  'EventAccountRegisterOperation',
  0x380,
  '0e38fc2fc5c3b66f',
  { account: identity },
);

export const eventEntry = contract<{ name: string; content: Value<typeof bytesValue> | null; sequence: number }>(
  'EventEntry',
  0x382,
  '697638356bdafe69',
  { name: text, content: nullable(bytesValue), sequence: int64 },
);

export const eventPublish = contract<{ address: Uint8Array; events: readonly Value<typeof eventEntry>[] }>(
  'EventPublishOperation',
  0x381,
  '583f1693b89548d1',
  { address: bytes, events: list(eventEntry) },
);

export const consensusSettingsUpdate = contract<{
  properties: readonly (readonly [name: string, value: string])[];
  provider: string;
}>('ConsensusSettingsUpdateOperation', 0x390, 'a620556c8a375728', { properties: list(property), provider: text });

export const rootCaUpdate = contract<{
  add: readonly string[];
  update: readonly string[];
  remove: readonly string[];
}>('RootCAUpdateOperation', 0x391, '1082b715403f155f', { add: list(text), update: list(text), remove: list(text) });

export const consensusReconfig = contract<{ type: string }>('ConsensusReconfigOperation', 0x392, 'bb790093e7e1e2f3', {
  type: text,
});

export const hashAlgorithmUpdate = contract<{ algorithm: string }>(
  'HashAlgorithmUpdateOperation',
  0x393,
  'bb790093e7e1e2f3',
  {
    algorithm: text,
  },
);

export const accountPermissionSet = contract<{
  address: Uint8Array;
  type: Value<typeof accountType>;
  mode: number;
  role: string;
}>('AccountPermissionSetOperation', 0xd10, '2dacea65d85552bc', {
  address: bytes,
  type: accountType,
  mode: int32,
  role: text,
});
