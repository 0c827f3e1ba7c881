/**
 * The lock-down of a ledger: after its founding a root of the consortium becomes a user of it, gets the administering roles, and the
 * founders lose them (docs/adr/089). Who can do what then, and what of it would leave the ledger without anybody who can.
 */

import type { Hit, PlanCheck } from './checks-types.ts';
import type { Plan, ResolvedPlan } from './plan-schema.ts';
import { type Deed, type Holder, type Standing, deeds, holdersOf, standingOf } from './powers.ts';

type Either = Plan | ResolvedPlan;
type LockDown = NonNullable<Either['chain']['ledger']['lockDown']>;

/** As the roles stand once it is done; a plan without one, as its genesis leaves them. The root counts as a holder by its id. */
export function lockedStanding(plan: Either): Standing {
  const { roles, holders } = standingOf(plan);
  const { lockDown } = plan.chain.ledger;
  return lockDown === undefined ? { roles, holders } : { roles, holders: lockedHolders(holders, lockDown) };
}

function lockedHolders(holders: readonly Holder[], { root, roles }: LockDown): Holder[] {
  const founders = holders.map((holder) => ({
    ...holder,
    roles: holder.roles.filter((role) => !roles.includes(role)),
  }));
  return [...founders, { id: root, roles, policy: 'UNION' }];
}

/** What a peer needs of its own, which a root never is. */
const ofPeers: readonly Deed['id'][] = ['activate', 'approve', 'order'];

/** Deeds that somebody can before it, and nobody after it. */
export function lostBy(plan: Either): Deed[] {
  const { lockDown } = plan.chain.ledger;
  if (lockDown === undefined) return [];
  const [before, after] = [standingOf(plan), lockedStanding(plan)];
  return deeds.filter(({ id, needs }) => {
    const left = holdersOf(after, needs).filter((one) => one !== lockDown.root || !ofPeers.includes(id));
    return left.length === 0 && holdersOf(before, needs).length > 0;
  });
}

const field = 'chain.ledger.lockDown';
const governing = deeds.filter(({ id }) => id === 'roles' || id === 'grant');

/** The root must be one of the plan's, called like no member: the two stand in one list of signers. */
function wrongRoot({ roots, members, chain }: Plan): Hit[] {
  const root = chain.ledger.lockDown?.root;
  if (root === undefined) return [];
  const good = roots.some(({ id }) => id === root) && !members.some(({ id }) => id === root);
  return good ? [] : [{ field: `${field}.root`, params: { value: root } }];
}

function wrongRoles({ chain: { ledger } }: Plan): Hit[] {
  return (ledger.lockDown?.roles ?? []).flatMap((value, i, all) =>
    Object.hasOwn(ledger.roles, value) && value !== 'DEFAULT' && all.indexOf(value) === i
      ? []
      : [{ field: `${field}.roles[${String(i)}]`, params: { value } }],
  );
}

/** With roles that do not let it administer, the root would be a user like any other, and the third transaction refused. */
function idleRoot(plan: Plan): Hit[] {
  const { lockDown } = plan.chain.ledger;
  if (lockDown === undefined || wrongRoles(plan).length > 0) return [];
  const idle = governing.filter(({ needs }) => !holdersOf(lockedStanding(plan), needs).includes(lockDown.root));
  return idle.length === 0
    ? []
    : [{ field: `${field}.roles`, params: { value: [...new Set(idle.flatMap(({ needs }) => needs))].join(', ') } }];
}

/** Without these no transaction passes any more, not even one of the root: it cannot mend that. */
const vital: readonly Deed['id'][] = ['approve', 'order'];

function lost(plan: Plan, fatal: boolean): Hit[] {
  const deedsLost = lostBy(plan).filter(({ id }) => vital.includes(id) === fatal);
  return deedsLost.map(({ text, needs }) => ({
    field,
    params: { value: text.en, valueZh: text.zh, needs: needs.join(', ') },
  }));
}

/** Members that could still administer the ledger, against what a lock-down is for. */
function others(plan: Plan): Hit[] {
  const { lockDown } = plan.chain.ledger;
  if (lockDown === undefined) return [];
  const still = new Set(governing.flatMap(({ needs }) => holdersOf(lockedStanding(plan), needs)));
  return [...still]
    .filter((id) => id !== lockDown.root)
    .map((value) => ({ field: `${field}.roles`, params: { value } }));
}

/** Nobody can sign for a ledger whose hash is not known; and somebody here must be able to send the first two. */
function unknownLedger({ chain, members }: Plan): Hit[] {
  if (chain.ledger.lockDown === undefined) return [];
  const away = members.filter(({ key }) => !('make' in key) || key.make !== 'ed25519').map(({ id }) => id);
  return away.length === 0 ? [] : [{ field, params: { value: away.join(', ') } }];
}

const reads = ['roots', 'chain', 'members'] as const;
export const lockDownChecks: readonly PlanCheck[] = [
  { rule: 'PLAN-LOCKDOWN-ROOT', level: 'error', reads, check: wrongRoot },
  { rule: 'PLAN-LOCKDOWN-ROLE', level: 'error', reads, check: wrongRoles },
  { rule: 'PLAN-LOCKDOWN-IDLE', level: 'error', reads, check: idleRoot },
  { rule: 'PLAN-LOCKDOWN-TX', level: 'error', reads, check: (plan) => lost(plan, true) },
  { rule: 'PLAN-LOCKDOWN-NOBODY', level: 'warning', reads, check: (plan) => lost(plan, false) },
  { rule: 'PLAN-LOCKDOWN-OTHERS', level: 'warning', reads, check: others },
  { rule: 'PLAN-LOCKDOWN-HASH', level: 'error', reads, check: unknownLedger },
];
