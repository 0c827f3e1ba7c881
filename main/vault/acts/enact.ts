/** A decision of the voters, judged in the vault before the roots sign anything of it. */

import { readRegister, registerHash, encodeRegister } from '../../core/consortium/register.ts';
import { enact as decide } from '../../core/consortium/enact.ts';
import { registerPath } from '../../core/consortium/paths.ts';
import { refuse } from '../../core/rules.ts';
import type { RoleName } from '../../core/tuf/read.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';
import { targetIn } from '../tuf-gate.ts';

/** PROPOSAL-…, CHANGE-…, REGISTER-…, VAULT-REHEARSAL */
export function enact(session: Session, input: Input<'enact'>): Result<'enact'> {
  session.demandOrder('enact', session.roots.size > 0, 'combine');
  const before = readRegister(input.before);
  session.demandKind(before.rehearsal, 'register');
  const { register } = decide(before, input, input.time);
  const path = registerPath(register.version).slice('public/'.length);
  session.decided = { path, sha256: registerHash(register) };
  return { register: encodeRegister(register) };
}

/** In this act targets are signed only if they list the register that was voted on. VAULT-ORDER, VAULT-DECIDED */
export function demandDecided(session: Session, role: RoleName, bytes: Uint8Array): void {
  const { path, sha256 } = session.demandOrder('signTuf', session.decided, 'enact');
  if (role === 'targets' && targetIn(bytes, path) !== sha256)
    throw refuse(vaultRules, 'VAULT-DECIDED', {}, { subject: path });
}
