/**
 * A decision of the voters, judged in the vault before anything of it is signed: from then on the roots sign only TUF
 * targets that list each of its files, and a member's key signs only the chain's transactions in it.
 */

import { readRegister } from '../../core/consortium/register.ts';
import { enact as decide } from '../../core/consortium/enact.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { suite } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import type { RoleName } from '../../core/tuf/read.ts';
import { jdchainFiles, signedPath, withSignature } from '../../export/jdchain/admission.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';
import { targetIn } from '../tuf-gate.ts';

/** PROPOSAL-…, CHANGE-…, REGISTER-…, VAULT-REHEARSAL */
export function enact(session: Session, input: Input<'enact'>): Result<'enact'> {
  session.demandOrder('enact', session.roots.size > 0, 'combine');
  const before = readRegister(input.before);
  session.demandKind(before.rehearsal, 'register');
  const { files, chainFiles } = decide(before, input, input.time, jdchainFiles);
  session.decided = { files, chainFiles: new Set(chainFiles) };
  return { files: [...files].map(([path, bytes]) => ({ path, bytes })) };
}

/** One of the transactions that were approved, signed with chain keys that are open. VAULT-ORDER, VAULT-APPROVED, VAULT-MEMBER */
export function signTransaction(session: Session, input: Input<'signTransaction'>): Result<'signTransaction'> {
  const { members, path } = input;
  const { files, chainFiles } = session.demandOrder('signTransaction', session.decided, 'enact');
  const approved = chainFiles.has(path) && signedPath(path) !== undefined ? files.get(path) : undefined;
  if (!approved) throw refuse(vaultRules, 'VAULT-APPROVED', {}, { subject: path });
  const bytes = members.reduce((transaction, member) => {
    const key = session.members.get(member);
    if (!key) throw refuse(vaultRules, 'VAULT-MEMBER', {}, { subject: member });
    const signer = { suite: key.suite, raw: key.publicKey };
    return withSignature(transaction, signer, (txHash) => suite(key.suite).sign(txHash, key.secret));
  }, approved);
  return { bytes };
}

/** In this act no root file is signed, and targets only if they list all that was voted on. VAULT-ORDER, VAULT-DECIDED */
export function demandDecided(session: Session, role: RoleName, bytes: Uint8Array): void {
  const { files } = session.demandOrder('signTuf', session.decided, 'enact');
  if (role === 'root') throw refuse(vaultRules, 'VAULT-DECIDED', {}, { subject: 'root.json' });
  if (role !== 'targets') return;
  for (const [path, content] of files) {
    const target = path.slice('public/'.length);
    if (targetIn(bytes, target) !== toHex(sha256(content)))
      throw refuse(vaultRules, 'VAULT-DECIDED', {}, { subject: target });
  }
}
