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
import { delegatedNames, delegatedPaths, roleOfPath } from '../../core/tuf/delegations.ts';
import type { RoleName, TufFile } from '../../core/tuf/read.ts';
import { jdchainFiles, signedPath, withSignature } from '../../export/jdchain/admission.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';
import { signedHere, targetIn, targetsOf } from '../tuf-gate.ts';

/** PROPOSAL-…, CHANGE-…, REGISTER-…, VAULT-REHEARSAL, VAULT-REGISTER */
export function enact(session: Session, input: Input<'enact'>): Result<'enact'> {
  session.demandOrder('enact', session.roots.size > 0, 'combine');
  const before = readRegister(input.before);
  session.demandKind(before.rehearsal, 'register');
  const now = listsInForce(session, input);
  if (!isInForce(before, now)) throw notInForce('register');
  if (targetIn(now, 'plan.json') !== toHex(sha256(input.plan))) throw notInForce('plan.json');
  const plan = parseResolvedPlan(input.plan);
  const { files } = decide(before, input, input.time, jdchainFiles(plan));
  const root = plan.chain.ledger.lockDown?.root;
  session.decided = { files, version: now[0].version + 1, ...(root !== undefined && { root }) };
  return { files: [...files].map(([path, bytes]) => ({ path, bytes })) };
}

type List = TufFile<'targets'>;
const notInForce = (subject: string) => refuse(vaultRules, 'VAULT-REGISTER', {}, { subject });

/** The top list and, where it gives the register away, that role's: each signed by roots that are open here, of one version. */
function listsInForce(session: Session, { targets, admissions }: Input<'enact'>): [List, ...List[]] {
  const believed = (name: string, bytes: Uint8Array) => signedHere(session, name, bytes, 'targets', notInForce);
  const top = believed('targets.json', targets);
  if (!top.content.delegations?.some(({ name }) => name === 'admissions')) return [top];
  if (admissions === undefined) throw notInForce('admissions.json');
  const list = believed('admissions.json', admissions);
  if (list.version !== top.version) throw notInForce('admissions.json');
  return [top, list];
}

/** It is the newest that the roots have listed; or of the founding, in which nobody votes, and they have listed none. */
function isInForce(register: Register, lists: readonly List[]): boolean {
  const versions = lists
    .flatMap(({ content }) => content.targets)
    .flatMap(({ path }) => {
      const [, version] = /^consortium\/(\d+)\/register\.json$/.exec(path) ?? [];
      return version === undefined ? [] : [Number(version)];
    });
  if (register.version !== Math.max(1, ...versions)) return false;
  const listed = (path: string) => targetIn(lists, path);
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

/**
 * In this act no root file is signed, and a list only if it has all that was voted on of what its role speaks of. Which
 * role that is, what it lists says: no other list with such paths is believed, and one without any path is none of these.
 * VAULT-ORDER, VAULT-DECIDED
 */
export function demandDecided(session: Session, role: RoleName, bytes: Uint8Array): void {
  const { files, version } = session.demandOrder('signTuf', session.decided, 'enact');
  if (role === 'root') throw notDecided('root.json');
  if (role !== 'targets') return;
  const list = targetsOf(bytes);
  if (list.version !== version) throw notDecided('version');
  const owner = roleOfList(list);
  for (const [path, content] of files) {
    const target = path.slice('public/'.length);
    if (ownerOf(target) === owner && targetIn([list], target) !== toHex(sha256(content))) throw notDecided(target);
  }
}

const notDecided = (subject: string) => refuse(vaultRules, 'VAULT-DECIDED', {}, { subject });
const known = delegatedNames.map((name) => ({ name, paths: delegatedPaths[name] }));
const ownerOf = (path: string) => roleOfPath(known, path)?.name ?? 'targets';

/** The role whose paths it lists: all of one, and the top one alone gives them away. */
function roleOfList({ content: { targets, delegations } }: List): string {
  const [owner, ...others] = new Set(targets.map(({ path }) => ownerOf(path)));
  const whole = delegatedNames.every((name) => delegations?.some((one) => one.name === name));
  const one = owner === 'targets' ? whole : delegations === undefined;
  if (owner === undefined || others.length > 0 || !one) throw notDecided('delegations');
  return owner;
}
