/**
 * Which permissions each operation asks of those who sign it, by the handlers of jdchain-core 1.6.5
 * (`ledger-database/…/core/handles`): each of them of at least one signer, whoever has the others.
 */

import type { LedgerPermission, Permission } from '../../../core/ceremony/permissions.ts';
import { readTransaction } from './read.ts';

const byCode: Readonly<Record<number, readonly LedgerPermission[]>> = {
  0x310: ['REGISTER_USER'],
  0x313: ['UPDATE_USER_STATE'],
  0x315: ['UPDATE_USER_CA'],
  0x316: ['UPDATE_CONTRACT_STATE'],
  0x320: ['REGISTER_DATA_ACCOUNT'],
  0x321: ['WRITE_DATA_ACCOUNT'],
  0x330: ['UPGRADE_CONTRACT'],
  // The registration of a participant registers a user as well.
  0x350: ['REGISTER_PARTICIPANT', 'REGISTER_USER'],
  0x351: ['REGISTER_PARTICIPANT'],
  0x371: ['CONFIGURE_ROLES'],
  0x373: ['CONFIGURE_ROLES'],
  0x380: ['REGISTER_EVENT_ACCOUNT'],
  0x381: ['WRITE_EVENT_ACCOUNT'],
  0x390: ['SET_CONSENSUS'],
  0x391: ['UPDATE_ROOT_CA'],
  0x393: ['SET_CRYPTO'],
};

/** Of a whole transaction, each once; DIRECT_OPERATION first. @throws JDCHAIN-TX*, JDCHAIN-PROTO */
export function needsOf(file: Uint8Array): Permission[] {
  const { operations } = readTransaction(file);
  return [...new Set<Permission>(['DIRECT_OPERATION', ...operations.flatMap(({ code }) => byCode[code] ?? [])])];
}
