/**
 * Share commitments (docs/formats.md section 1).
 *
 * A share is 32 bytes of field elements and x, so its hash gives nothing away, and lets one holder alone learn
 * whether a share is intact. Set and slot are inside: one share's commitment is never another's.
 */
import { concat, labelled, u8 } from '../encoding/bytes.ts';

export const setIdLength = 16;
/** y (32 bytes) and x (1 byte), the layout of HashiCorp Vault. */
export const shareLength = 33;

/**
 * @param setId 16 bytes
 * @param index the custodian's slot, 1 to n
 * @param share 33 bytes
 * @returns 32 bytes
 */
export function commitShare(setId: Uint8Array, index: number, share: Uint8Array): Uint8Array {
  return labelled('rootseal/share-commitment/v1', concat(setId, u8(index), share));
}
