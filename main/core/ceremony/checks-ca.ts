/** Checks of a plan whose ledger has certificates (JD Chain's CA mode, docs/adr/082), and that no other has any. */

import type { SuiteName } from '../keys/index.ts';
import { toHex } from '../encoding/hex.ts';
import { isInside, type Placed, placed, repeated } from './checks-help.ts';
import { decode, keyText } from './checks-members.ts';
import type { Hit, PlanCheck, PlanContext } from './checks-types.ts';
import { isRequest } from './plan.ts';
import type { Plan, PlanMember } from './plan-schema.ts';

const at = 'chain.ledger.ca';

/** What a ledger with bare keys must not have, and one with certificates must. */
function part({ chain: { ledger } }: Plan): Hit[] {
  return (ledger.identityMode === 'CA') === (ledger.ca !== undefined) ? [] : [{ field: at }];
}

interface Other {
  readonly field: string;
  readonly id: string;
  readonly member: string;
  readonly key: PlanMember['key'];
}

/** Gateways and users, each with its field. */
function others({ chain: { ledger } }: Plan): Other[] {
  const { gateways = [], users = [] } = ledger.ca ?? {};
  return [
    ...gateways.map((one, i) => ({ ...one, field: `${at}.gateways[${i}]` })),
    ...users.map((one, i) => ({ ...one, field: `${at}.users[${i}]` })),
  ];
}

const everyKey = (plan: Plan): { field: string; key: PlanMember['key'] }[] => [
  ...plan.members.map(({ key }, i) => ({ field: `members[${i}].key`, key })),
  ...others(plan).map(({ key, field }) => ({ field: `${field}.key`, key })),
];

interface Read extends Placed {
  readonly suite?: SuiteName;
  readonly same?: string;
}

/** Keys that are brought, as far as they can be read; those that are made here by their kind alone. */
function read(plan: Plan, context: PlanContext): Read[] {
  return everyKey(plan).flatMap(({ field, key }): Read[] => {
    if ('make' in key) return [{ field: `${field}.make`, value: '', suite: key.make }];
    const text = keyText(key, field, context);
    if (!text) return [];
    const { decoded } = decode(text.value, context);
    return [{ ...text, ...(decoded && { suite: decoded.suite, same: `${decoded.suite} ${toHex(decoded.raw)}` }) }];
  });
}

/** Where a key comes in the form of the other kind of ledger. */
function otherForm(plan: Plan, context: PlanContext): Hit[] {
  const ca = plan.chain.ledger.identityMode === 'CA';
  return read(plan, context).flatMap(({ field, value }) =>
    field.endsWith('.make') || isRequest(value) === ca ? [] : [{ field }],
  );
}

function otherSuite(plan: Plan, context: PlanContext): Hit[] {
  const root = plan.roots.find(({ id }) => id === plan.chain.ledger.ca?.root)?.suite;
  if (root === undefined) return [];
  return read(plan, context).flatMap(({ field, suite }) =>
    suite === undefined || suite === root ? [] : [{ field, params: { value: suite, root } }],
  );
}

/** Requests of gateways and users that cannot be read; those of members are a finding of theirs. */
function unreadable(plan: Plan, context: PlanContext): Hit[] {
  return others(plan).flatMap(({ key, field }) => {
    const text = keyText(key, `${field}.key`, context);
    const error = text && decode(text.value, context).error;
    return error ? [{ field: text.field, params: { reason: error.text.en, reasonZh: error.text.zh } }] : [];
  });
}

function sameKeys(plan: Plan, context: PlanContext): Hit[] {
  const keys = read(plan, context).flatMap(({ field, same }) => (same === undefined ? [] : [{ field, value: same }]));
  return repeated(keys).filter(({ field }) => field.startsWith(at));
}

function files(plan: Plan): Placed[] {
  return others(plan).flatMap(({ key, field }) =>
    'file' in key ? [{ field: `${field}.key.file`, value: key.file }] : [],
  );
}

function sameIds(plan: Plan): Hit[] {
  const members = placed(
    'members',
    plan.members.map(({ id }) => id),
    '.id',
  );
  const all = [...members, ...others(plan).map(({ id, field }) => ({ field: `${field}.id`, value: id }))];
  return repeated(all).filter(({ field }) => field.startsWith(at));
}

function withoutHolder(plan: Plan): Hit[] {
  return others(plan).flatMap(({ key, member, field }) => {
    const owner = plan.members.find(({ id }) => id === member);
    return 'make' in key && owner && owner.holder === undefined ? [{ field: `${field}.member` }] : [];
  });
}

function unknownRoles(plan: Plan): Hit[] {
  const { gateways = [] } = plan.chain.ledger.ca ?? {};
  return gateways.flatMap(({ ledgerRoles }, i) =>
    placed(`${at}.gateways[${i}].ledgerRoles`, ledgerRoles)
      .filter(({ value }) => !Object.hasOwn(plan.chain.ledger.roles, value))
      .map(({ field, value }) => ({ field, params: { value } })),
  );
}

const of = (
  rule: PlanCheck['rule'],
  check: PlanCheck['check'],
  level: PlanCheck['level'] = 'error',
  reads: PlanCheck['reads'] = ['chain', 'members'],
): PlanCheck => ({ rule, level, reads, check });

export const certificateChecks: readonly PlanCheck[] = [
  of('PLAN-CA-PART', part, 'error', ['chain']),
  of(
    'PLAN-CA-ROOT',
    ({ chain, roots }) => {
      const root = chain.ledger.ca?.root;
      const known = root === undefined || roots.some(({ id }) => id === root);
      return known ? [] : [{ field: `${at}.root`, params: { value: root } }];
    },
    'error',
    ['chain', 'roots'],
  ),
  of('PLAN-CA-KEY', otherForm),
  of('PLAN-CA-SUITE', otherSuite, 'error', ['chain', 'members', 'roots']),
  of('PLAN-CA-DAYS', ({ chain: { ledger } }) =>
    ledger.ca && ledger.ca.days > ledger.ca.rootDays
      ? [{ field: `${at}.days`, params: { value: ledger.ca.days, root: ledger.ca.rootDays } }]
      : [],
  ),
  of('PLAN-CA-MEMBER', (plan) =>
    others(plan).flatMap(({ member: value, field }) =>
      plan.members.some(({ id }) => id === value) ? [] : [{ field: `${field}.member`, params: { value } }],
    ),
  ),
  of('PLAN-ID-DUPLICATE', sameIds),
  of('PLAN-HOLDER-MISSING', withoutHolder),
  of('PLAN-ROLE-UNKNOWN', unknownRoles),
  of('PLAN-KEY', unreadable),
  of('PLAN-KEY-DUPLICATE', sameKeys),
  of('PLAN-KEY-FILE', (plan, { keyFiles }) =>
    files(plan).flatMap(({ field, value: file }) =>
      isInside(file) && !Object.hasOwn(keyFiles, file) ? [{ field, params: { file } }] : [],
    ),
  ),
  of('PLAN-KEY-FILE-PATH', (plan) =>
    files(plan).flatMap(({ field, value }) => (isInside(value) ? [] : [{ field, params: { value } }])),
  ),
];
