/**
 * The list of keys that no longer count, `rootseal.revocations/1` (docs/formats.md section 2): what a register says of
 * them, for whoever checks signatures and wants nothing else of it. A target of TUF, like the register.
 */

import { toJcs } from '../encoding/jcs.ts';
import { keyId } from './application.ts';
import { type Register, registerHash } from './register.ts';

export const revocationsFormat = 'rootseal.revocations/1';

/** The file of this version of the register; every key that was ever revoked, in the order of the members. */
export function encodeRevocations(register: Register): Uint8Array {
  const { consortium, rehearsal, version, members } = register;
  const revoked = members.flatMap(({ id, keys }) =>
    keys.flatMap(({ use, suite, publicKey, revoked: end }) =>
      end === undefined ? [] : [{ member: id, use, suite, publicKey, key: keyId({ suite, publicKey }), ...end }],
    ),
  );
  const head = { format: revocationsFormat, consortium: consortium.id, rehearsal, version };
  return toJcs({ ...head, register: registerHash(register), revoked }, 'revocations');
}
