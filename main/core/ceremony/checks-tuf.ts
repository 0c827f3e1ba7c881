/** Checks of a plan: who signs the files that peers receive (TUF), and for how long they are valid. */

import { fromHex } from '../encoding/hex.ts';
import { suite } from '../keys/index.ts';
import { type Text, fill } from '../rules.ts';
import type { Hit, PlanCheck } from './checks-types.ts';
import { yearly } from './due.ts';
import { planRules } from './plan-rules.ts';
import type { Plan } from './plan-schema.ts';

interface Signing {
  readonly field: string;
  readonly roots?: readonly string[];
  readonly threshold?: number;
}

/** Each place of a plan that says which roots sign. */
function signing({ tuf }: Plan): Signing[] {
  if (!tuf) return [];
  const roles = Object.entries(tuf.roles ?? {});
  return [{ field: 'tuf', ...tuf }, ...roles.map(([name, role]) => ({ field: `tuf.roles.${name}`, ...role }))];
}

function rootsThatCannot(plan: Plan): Hit[] {
  const able = plan.roots.filter((root) => root.suite !== 'sm2').map(({ id }) => id);
  return signing(plan).flatMap(({ field, roots = [] }) =>
    roots.flatMap((value, i) =>
      able.includes(value) && roots.indexOf(value) === i
        ? []
        : [{ field: `${field}.roots[${i}]`, params: { value, able: able.join(', ') || '–' } }],
    ),
  );
}

function beyondReach(plan: Plan): Hit[] {
  const over = signing(plan).flatMap(({ field, roots, threshold = 1 }) => {
    const count = roots?.length ?? 1;
    return threshold > count ? [{ field: `${field}.threshold`, params: { value: threshold, count } }] : [];
  });
  const { administrators, roots } = plan.tuf ?? {};
  const count = (roots?.length ?? 1) + (administrators?.keys.length ?? 0);
  const value = administrators?.threshold ?? 0;
  return value > count ? [...over, { field: 'tuf.administrators.threshold', params: { value, count } }] : over;
}

function badAdministrators({ tuf }: Plan): Hit[] {
  const keys = tuf?.administrators?.keys ?? [];
  return keys.flatMap(({ id: value, suite: name, publicKey }, i) => {
    const twice = keys.some((other, j) => j < i && (other.id === value || other.publicKey === publicKey));
    const good = !twice && suite(name).isPublicKey(fromHex(publicKey, value));
    return good ? [] : [{ field: `tuf.administrators.keys[${i}]`, params: { value } }];
  });
}

/** Enough of them exchange the roots' own key: the way back when the quorum is lost, and a power to be wished for. */
function withoutTheRoots({ tuf }: Plan): Hit[] {
  const { threshold: value, keys } = tuf?.administrators ?? { threshold: 1, keys: [] };
  return value > keys.length ? [] : [{ field: 'tuf.administrators.threshold', params: { value, count: keys.length } }];
}

function beforeTheDrill({ tuf, policy }: Plan): Hit[] {
  const drill = policy?.drillMonths ?? yearly;
  return Object.entries(tuf?.months ?? {}).flatMap(([role, value]) =>
    value <= drill ? [{ field: `tuf.months.${role}`, params: { value, drill } }] : [],
  );
}

/** Why these administrators cannot be taken into the next root file. */
export function administratorFaults(tuf: Plan['tuf']): Text[] {
  const plan = { roots: [], ...(tuf && { tuf }) } as unknown as Plan;
  const found = [
    ...beyondReach(plan).map((hit) => ({ rule: 'PLAN-TUF-THRESHOLD' as const, ...hit })),
    ...badAdministrators(plan).map((hit) => ({ rule: 'PLAN-TUF-ADMINISTRATOR' as const, ...hit })),
  ];
  return found.map(({ rule, field, params }) => fill(planRules[rule], { field, ...params }));
}

export const tufChecks: readonly PlanCheck[] = [
  { rule: 'PLAN-TUF-ROOT', level: 'error', reads: ['tuf', 'roots'], check: rootsThatCannot },
  { rule: 'PLAN-TUF-THRESHOLD', level: 'error', reads: ['tuf'], check: beyondReach },
  { rule: 'PLAN-TUF-ADMINISTRATOR', level: 'error', reads: ['tuf'], check: badAdministrators },
  { rule: 'PLAN-TUF-POWER', level: 'warning', reads: ['tuf'], check: withoutTheRoots },
  { rule: 'PLAN-TUF-MONTHS', level: 'warning', reads: ['tuf', 'policy'], check: beforeTheDrill },
];
