/**
 * A decision of the voters, judged in the vault before anything of it is signed, on the register that the roots
 * themselves have listed last: from then on they sign only the next TUF targets, with each of its files in them, and a
 * member's key signs only the chain's transactions in it.
 */

import { parseResolvedPlan } from '../../core/ceremony/plan.ts';
import { registerPath } from '../../core/consortium/paths.ts';
import { type Register, readRegister, registerHash } from '../../core/consortium/register.ts';
import { enact as decide } from '../../core/consortium/enact.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { suite } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { tufKeyId, verifyTufSignature } from '../../core/tuf/keys.ts';
import { type RoleName, type TufFile, readTufFile } from '../../core/tuf/read.ts';
import { jdchainFiles, signedPath, withSignature } from '../../export/jdchain/admission.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';
import { targetIn, targetsOf } from '../tuf-gate.ts';

/** PROPOSAL-…, CHANGE-…, REGISTER-…, VAULT-REHEARSAL, VAULT-REGISTER */
export function enact(session: Session, input: Input<'enact'>): Result<'enact'> {
  session.demandOrder('enact', session.roots.size > 0, 'combine');
  const before = readRegister(input.before);
  session.demandKind(before.rehearsal, 'register');
  const now = targetsInForce(session, input.targets);
  if (!isInForce(before, now)) throw notInForce('register');
  if (targetIn(now, 'plan.json') !== toHex(sha256(input.plan))) throw notInForce('plan.json');
  const plan = parseResolvedPlan(input.plan);
  const { files } = decide(before, input, input.time, jdchainFiles(plan));
  const root = plan.chain.ledger.lockDown?.root;
  session.decided = { files, version: now.version + 1, ...(root !== undefined && { root }) };
  return { files: [...files].map(([path, bytes]) => ({ path, bytes })) };
}

const notInForce = (subject: string) => refuse(vaultRules, 'VAULT-REGISTER', {}, { subject });

/** The list that a root which is open here has signed. */
function targetsInForce(session: Session, bytes: Uint8Array): TufFile<'targets'> {
  const file = readTufFile('targets.json', bytes, 'targets');
  const signed = [...session.roots.values()].some(({ suite: name, publicKey }) => {
    if (name === 'sm2') return false;
    const key = { suite: name, publicKey, keyid: tufKeyId(name, publicKey) };
    return file.signatures.some(({ keyid, sig }) => keyid === key.keyid && verifyTufSignature(key, sig, file.message));
  });
  if (!signed) throw notInForce('targets.json');
  return file;
}

/** It is the newest that the roots have listed; or of the founding, in which nobody votes, and they have listed none. */
function isInForce(register: Register, targets: TufFile<'targets'>): boolean {
  const versions = targets.content.targets.flatMap(({ path }) => {
    const [, version] = /^consortium\/(\d+)\/register\.json$/.exec(path) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
  if (register.version !== Math.max(1, ...versions)) return false;
  const listed = (path: string) => targetIn(targets, path);
  if (register.version > 1)
    return listed(registerPath(register.version).slice('public/'.length)) === registerHash(register);
  const { voters, rules } = register.governance;
  const roots = voters.length === 0 && Object.values(rules).every((rule) => rule.length === 0);
  return roots && register.by === 'founding' && listed('plan.json') === register.previous;
}

/** One of the transactions that were approved, signed with chain keys that are open. VAULT-ORDER, VAULT-APPROVED, VAULT-MEMBER */
export function signTransaction(session: Session, input: Input<'signTransaction'>): Result<'signTransaction'> {
  const { members, path } = input;
  const { files, root } = session.demandOrder('signTransaction', session.decided, 'enact');
  const approved = signedPath(path) === undefined ? undefined : files.get(path);
  if (!approved) throw refuse(vaultRules, 'VAULT-APPROVED', {}, { subject: path });
  const bytes = members.reduce((transaction, member) => {
    // A root stands among them where the plan has it administer the ledger; no member is called like it.
    const key = session.members.get(member) ?? (member === root ? session.roots.get(member) : undefined);
    if (!key) throw refuse(vaultRules, 'VAULT-MEMBER', {}, { subject: member });
    const signer = { suite: key.suite, raw: key.publicKey };
    return withSignature(transaction, signer, (txHash) => suite(key.suite).sign(txHash, key.secret));
  }, approved);
  return { bytes };
}

/** In this act no root file is signed, and targets only if they list all that was voted on. VAULT-ORDER, VAULT-DECIDED */
export function demandDecided(session: Session, role: RoleName, bytes: Uint8Array): void {
  const { files, version } = session.demandOrder('signTuf', session.decided, 'enact');
  if (role === 'root') throw refuse(vaultRules, 'VAULT-DECIDED', {}, { subject: 'root.json' });
  if (role !== 'targets') return;
  const targets = targetsOf(bytes);
  if (targets.version !== version) throw refuse(vaultRules, 'VAULT-DECIDED', {}, { subject: 'version' });
  for (const [path, content] of files) {
    const target = path.slice('public/'.length);
    if (targetIn(targets, target) !== toHex(sha256(content)))
      throw refuse(vaultRules, 'VAULT-DECIDED', {}, { subject: target });
  }
}
