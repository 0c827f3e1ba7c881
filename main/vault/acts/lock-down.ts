/**
 * The lock-down of a ledger, signed in the founding's signing act: the transactions are made here, from the plan and nothing else, so that
 * neither a member's key nor the root comes over anything but them.
 */

import { suite } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { signedPath, withSignature } from '../../export/jdchain/admission.ts';
import { decodePublicKey } from '../../export/jdchain/keys.ts';
import { lockDownSteps } from '../../export/jdchain/lock-down.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { OpenKey, Session } from '../session.ts';

/** VAULT-ORDER, VAULT-REHEARSAL, VAULT-ROOT, VAULT-MEMBER, the key rules */
export function signLockDown(session: Session, input: Input<'signLockDown'>): Result<'signLockDown'> {
  const { plan, ledgerHash, members } = input;
  session.demandOrder('signLockDown', session.roots.size > 0, 'combine');
  session.demandKind(plan.rehearsal, 'plan');
  const root = session.root(plan.chain.ledger.lockDown?.root ?? '');
  const keys = Object.fromEntries(Object.entries(input.keys).map(([id, text]) => [id, decodePublicKey(text, id)]));
  const steps = lockDownSteps({ plan, keys, rootKey: { suite: root.suite, raw: root.publicKey }, ledgerHash });
  const files = steps.map((step, n) => {
    const signers = n === steps.length - 1 ? [root] : able(session, members, step.signers);
    return { path: signedPath(step.path) ?? step.path, bytes: signers.reduce(signedBy, step.bytes) };
  });
  return { files };
}

/** Those of the members that may sign it, with their keys. */
function able(session: Session, members: readonly string[], signers: readonly string[]): OpenKey[] {
  return members
    .filter((id) => signers.includes(id))
    .map((id) => {
      const key = session.members.get(id);
      if (!key) throw refuse(vaultRules, 'VAULT-MEMBER', {}, { subject: id });
      return key;
    });
}

function signedBy(transaction: Uint8Array, key: OpenKey): Uint8Array {
  const signer = { suite: key.suite, raw: key.publicKey };
  return withSignature(transaction, signer, (txHash) => suite(key.suite).sign(txHash, key.secret));
}
