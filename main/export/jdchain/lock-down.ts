/**
 * The three transactions that lock a ledger down (docs/adr/089), made as soon as its hash is known: a root of the consortium becomes a
 * user, gets the administering roles, and then, signed by that root itself, the founders lose them. So the third is taken only by a
 * ledger on which the root can administer already, and no slip on the way locks everybody out.
 */

import type { Permission } from '../../core/ceremony/permissions.ts';
import { lockedStanding } from '../../core/ceremony/lock-down.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { type Standing, holdersOf, standingOf } from '../../core/ceremony/powers.ts';
import type { Text } from '../../core/rules.ts';
import { address, encodePublicKey, type PublicKey } from './keys.ts';
import type { MemberKeys } from './members.ts';
import { built, buildOperation, buildTransaction, type BuiltTransaction } from './tx/build.ts';
import type { Given } from './tx/given.ts';
import { needsOf } from './tx/needs.ts';

export interface LockDownInput {
  readonly plan: ResolvedPlan;
  readonly keys: MemberKeys;
  /** Of the root that the plan names. */
  readonly rootKey: PublicKey;
  /** Base58. */
  readonly ledgerHash: string;
}

export interface LockDownStep extends BuiltTransaction {
  /** Below `genesis/jdchain/`, unsigned; signed it is called `….signed.tx`. */
  readonly path: string;
  readonly title: Text;
  readonly needs: readonly Permission[];
  /** Ids of those who can sign it alone: members, or the root. */
  readonly signers: readonly string[];
}

function operation(command: string, given: Given): Uint8Array {
  const kind = built.get(command);
  if (!kind) throw new Error(command);
  return buildOperation(kind, given);
}

/** In their order; none where the plan has no lock-down. The same bytes wherever they are made. */
export function lockDownSteps({ plan, keys, rootKey, ledgerHash }: LockDownInput): LockDownStep[] {
  const { lockDown, createdTime } = plan.chain.ledger;
  if (lockDown === undefined) return [];
  const place = address(rootKey.suite, rootKey.raw);
  const step = (
    number: number,
    name: string,
    title: Text,
    by: Standing,
    operations: readonly Uint8Array[],
  ): LockDownStep => {
    const made = buildTransaction({ ledgerHash, time: Date.parse(createdTime), operations });
    const needs = needsOf(made.bytes);
    const could = holdersOf(by, needs);
    const signers = number === 3 ? could.filter((id) => id === lockDown.root) : could;
    return { ...made, path: `lock-down-${String(number)}-${name}.tx`, title, needs, signers };
  };
  const [before, after] = [standingOf(plan), lockedStanding(plan)];
  return [
    step(
      1,
      'register',
      { en: `register the root ${lockDown.root} as a user`, zh: `将根密钥 ${lockDown.root} 注册为用户` },
      before,
      [operation('user-register', { pubkey: encodePublicKey(rootKey.suite, rootKey.raw) })],
    ),
    step(2, 'authorize', { en: 'give it the administering roles', zh: '授予其管理角色' }, before, [
      operation('authorize', { address: [place], grant: lockDown.roles, withdraw: [], policy: 'UNION' }),
    ]),
    step(
      3,
      'withdraw',
      { en: 'take these roles from the founders', zh: '收回各创始成员的这些角色' },
      after,
      withdrawals(plan, keys),
    ),
  ];
}

/** One operation a founder, each with its own policy, which JD Chain sets every time. */
function withdrawals({ chain, members }: ResolvedPlan, keys: MemberKeys): Uint8Array[] {
  const { roles = [] } = chain.ledger.lockDown ?? {};
  return members.flatMap(({ id, ledgerRoles, rolesPolicy }) => {
    const key = keys[id];
    const withdraw = roles.filter((role) => ledgerRoles.includes(role));
    if (key === undefined || withdraw.length === 0) return [];
    const given = { address: [address(key.suite, key.raw)], grant: [], withdraw, policy: rolesPolicy };
    return [operation('authorize', given)];
  });
}
