/** Names and codes that JD Chain 1.6.5 writes into genesis bytes: permissions, algorithms, crypto providers. */

import type { ConsensusKind } from '../../core/ceremony/consensus.ts';
import {
  type LedgerPermission,
  ledgerPermissions,
  type TransactionPermission,
  transactionPermissions,
} from '../../core/ceremony/permissions.ts';

export { type LedgerPermission, ledgerPermissions, type TransactionPermission, transactionPermissions };

/** The one version whose bytes were compared with its own classes. */
export const supportedVersion = '1.6.5';

/** `consensus.service-provider` by the name that plans have for it. */
export const consensusProviders: Readonly<Record<ConsensusKind, string>> = {
  bftsmart: 'com.jd.blockchain.consensus.bftsmart.BftsmartConsensusProvider',
  raft: 'com.jd.blockchain.consensus.raft.RaftConsensusProvider',
  mq: 'com.jd.blockchain.consensus.mq.MsgQueueConsensusProvider',
};

/** Codes of the enum LedgerPermission: its declaration order, but UPGRADE_CONTRACT was given 0x14. */
export const ledgerPermissionCodes: Readonly<Record<LedgerPermission, number>> = {
  CONFIGURE_ROLES: 0x01,
  AUTHORIZE_USER_ROLES: 0x02,
  SET_CONSENSUS: 0x03,
  SET_CRYPTO: 0x04,
  REGISTER_PARTICIPANT: 0x05,
  REGISTER_USER: 0x06,
  REGISTER_DATA_ACCOUNT: 0x07,
  REGISTER_CONTRACT: 0x08,
  UPGRADE_CONTRACT: 0x14,
  SET_USER_ATTRIBUTES: 0x09,
  WRITE_DATA_ACCOUNT: 0x0a,
  APPROVE_TX: 0x0b,
  CONSENSUS_TX: 0x0c,
  REGISTER_EVENT_ACCOUNT: 0x0d,
  WRITE_EVENT_ACCOUNT: 0x0e,
  UPDATE_USER_STATE: 0x0f,
  UPDATE_ROOT_CA: 0x10,
  UPDATE_USER_CA: 0x11,
  UPDATE_CONTRACT_STATE: 0x12,
};

export const transactionPermissionCodes: Readonly<Record<TransactionPermission, number>> = {
  DIRECT_OPERATION: 0x01,
  CONTRACT_OPERATION: 0x02,
};

export type HashName = 'SHA256' | 'SM3' | 'RIPEMD160';

/** Algorithm code and digest length in bytes, of `CryptoAlgorithmDefinition`. */
export const hashAlgorithms: Readonly<Record<HashName, { readonly code: number; readonly length: number }>> = {
  SHA256: { code: 0x2018, length: 32 },
  SM3: { code: 0x2003, length: 32 },
  RIPEMD160: { code: 0x2019, length: 20 },
};

export type ProviderName = 'classic' | 'sm' | 'adv';

interface Provider {
  /** Full class name, as in `crypto.service-providers` and in the genesis bytes. */
  readonly className: string;
  /** In the provider's own order, which is part of the genesis bytes. */
  readonly algorithms: readonly { readonly name: string; readonly code: number }[];
}

export const cryptoProviders: Readonly<Record<ProviderName, Provider>> = {
  classic: {
    className: 'com.jd.blockchain.crypto.service.classic.ClassicCryptoService',
    algorithms: [
      { name: 'AES', code: 0x821a },
      { name: 'ED25519', code: 0x4115 },
      { name: 'ECDSA', code: 0x4116 },
      { name: 'RSA', code: 0xc117 },
      { name: 'RIPEMD160', code: 0x2019 },
      { name: 'SHA256', code: 0x2018 },
      { name: 'JVM-SECURE-RANDOM', code: 0x101b },
    ],
  },
  sm: {
    className: 'com.jd.blockchain.crypto.service.sm.SMCryptoService',
    algorithms: [
      { name: 'SM2', code: 0xc102 },
      { name: 'SM3', code: 0x2003 },
      { name: 'SM4', code: 0x8204 },
    ],
  },
  adv: {
    className: 'com.jd.blockchain.crypto.service.adv.AdvCryptoService',
    algorithms: [
      { name: 'ELGAMAL', code: 0xc11f },
      { name: 'PAILLIER', code: 0xc120 },
    ],
  },
};

export const providerNames = Object.keys(cryptoProviders) as readonly ProviderName[];

/** Java's `String.trim`: every character up to U+0020 goes, other white space stays. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}
