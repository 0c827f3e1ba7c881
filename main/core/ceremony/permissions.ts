/**
 * The permissions that JD Chain 1.6.5 knows, in the order of its own declaration
 * (`LedgerPermission`, `TransactionPermission` of jdchain-framework 1.6.5). The order is part of the genesis bytes.
 */

export const ledgerPermissions = [
  'CONFIGURE_ROLES',
  'AUTHORIZE_USER_ROLES',
  'SET_CONSENSUS',
  'SET_CRYPTO',
  'REGISTER_PARTICIPANT',
  'REGISTER_USER',
  'REGISTER_DATA_ACCOUNT',
  'REGISTER_CONTRACT',
  'UPGRADE_CONTRACT',
  'SET_USER_ATTRIBUTES',
  'WRITE_DATA_ACCOUNT',
  'APPROVE_TX',
  'CONSENSUS_TX',
  'REGISTER_EVENT_ACCOUNT',
  'WRITE_EVENT_ACCOUNT',
  'UPDATE_USER_STATE',
  'UPDATE_ROOT_CA',
  'UPDATE_USER_CA',
  'UPDATE_CONTRACT_STATE',
] as const;

export const transactionPermissions = ['DIRECT_OPERATION', 'CONTRACT_OPERATION'] as const;

export type LedgerPermission = (typeof ledgerPermissions)[number];
export type TransactionPermission = (typeof transactionPermissions)[number];
export type Permission = LedgerPermission | TransactionPermission;
