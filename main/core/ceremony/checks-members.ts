/** Checks of a plan: root and member keys, who holds them, endpoints, dates. */

import { suite, type SuiteName } from '../keys/index.ts';
import { toHex } from '../encoding/hex.ts';
import { RootsealError } from '../rules.ts';
import type { Hit, PlanCheck, PlanContext } from './checks-types.ts';
import { factsOf } from './consensus.ts';
import { isAgeRecipient, isInside, type Placed, repeated } from './checks-help.ts';
import { day, milliseconds } from './moments.ts';
import { isRequest, keyFileText } from './plan.ts';
import type { Endpoint, Plan, PlanMember } from './plan-schema.ts';

const lastPort = 65535;

/** The text of a key that is brought, and the field that it stands in; `field` is that of the key. */
export function keyText(key: PlanMember['key'], field: string, { keyFiles }: PlanContext): Placed | undefined {
  if ('public' in key) return { field: `${field}.public`, value: key.public };
  if ('request' in key) return { field: `${field}.request`, value: key.request };
  if (!('file' in key) || !Object.hasOwn(keyFiles, key.file)) return undefined;
  return { field: `${field}.file`, value: keyFileText(keyFiles[key.file] ?? '') };
}

const memberField = (i: number): string => `members[${i}].key`;

interface MemberKey extends Placed {
  /** Undefined where the text is no key; `error` says why. */
  readonly decoded?: ReturnType<PlanContext['decodeKey']>;
  readonly error?: RootsealError;
}

function memberKeys(plan: Plan, context: PlanContext): MemberKey[] {
  const texts = plan.members.flatMap(({ key }, i) => keyText(key, memberField(i), context) ?? []);
  return texts.map((text) => ({ ...text, ...decode(text.value, context) }));
}

export function decode(text: string, { decodeKey }: PlanContext): Pick<MemberKey, 'decoded' | 'error'> {
  try {
    return { decoded: decodeKey(text) };
  } catch (error) {
    if (error instanceof RootsealError) return { error };
    throw error;
  }
}

function badKeys(plan: Plan, context: PlanContext): Hit[] {
  return memberKeys(plan, context).flatMap(({ field, error }) =>
    error === undefined || isOffCurve(error)
      ? []
      : [{ field, params: { reason: error.text.en, reasonZh: error.text.zh } }],
  );
}

/** A chain's decoder that looks at the curve itself ends the code of that refusal in -POINT. */
function isOffCurve(error: RootsealError): boolean {
  return error.code.endsWith('-POINT');
}

function keysOffCurve(plan: Plan, context: PlanContext): Hit[] {
  return memberKeys(plan, context).flatMap(({ field, decoded, error }) => {
    const off = decoded !== undefined && !suite(decoded.suite).isPublicKey(decoded.raw);
    return off || (error !== undefined && isOffCurve(error)) ? [{ field }] : [];
  });
}

function sameKeys(plan: Plan, context: PlanContext): Hit[] {
  const keys = memberKeys(plan, context);
  return repeated(
    keys.flatMap(({ field, decoded }) =>
      decoded === undefined ? [] : [{ field, value: `${decoded.suite} ${toHex(decoded.raw)}` }],
    ),
  );
}

function files(plan: Plan): Placed[] {
  return plan.members.flatMap(({ key }, i) =>
    'file' in key ? [{ field: `members[${i}].key.file`, value: key.file }] : [],
  );
}

export const providers: Readonly<Record<SuiteName, 'classic' | 'sm'>> = {
  ed25519: 'classic',
  p256: 'classic',
  sm2: 'sm',
};

function keysWithoutProvider(plan: Plan, context: PlanContext): Hit[] {
  const made = plan.members.flatMap(({ key }, i) =>
    'make' in key ? [{ field: `members[${i}].key.make`, value: key.make }] : [],
  );
  const given = memberKeys(plan, context).flatMap(({ field, decoded }) =>
    decoded ? [{ field, value: decoded.suite }] : [],
  );
  return [...made, ...given].flatMap(({ field, value }) => {
    const provider = providers[value];
    return plan.chain.ledger.providers.includes(provider) ? [] : [{ field, params: { value, provider } }];
  });
}

function holders(plan: Plan, wrong: (member: PlanMember) => boolean): Hit[] {
  return plan.members.flatMap((member, i) =>
    wrong(member) ? [{ field: `members[${i}].holder`, params: { value: member.holder ?? '' } }] : [],
  );
}

/** A key made here for a gateway or user of this member. */
function holdsOthers({ chain }: Plan, member: string): boolean {
  const { gateways = [], users = [] } = chain.ledger.ca ?? {};
  return [...gateways, ...users].some((one) => one.member === member && 'make' in one.key);
}

/** Every address that a peer binds: BFT-SMaRt takes the port after its own as well, MQ listens on none. */
function endpoints({ members, chain }: Plan): Placed[] {
  const { ports } = factsOf(chain.ledger.consensus.kind);
  const at = ({ host }: Endpoint, port: number, field: string) => ({ field, value: `${host.toLowerCase()}:${port}` });
  return members.flatMap(({ initializer, consensus }, i) => [
    at(initializer, initializer.port, `members[${i}].initializer`),
    ...Array.from({ length: ports }, (_, more) => at(consensus, consensus.port + more, `members[${i}].consensus`)),
  ]);
}

/** One hit for each field, though a consensus endpoint has two ports. */
function endpointClashes(plan: Plan): Hit[] {
  const hits = repeated(endpoints(plan));
  return hits.filter((hit, i) => hits.findIndex(({ field }) => field === hit.field) === i);
}

function isLocal(host: string): boolean {
  return /^(localhost|127\..*|0\.0\.0\.0|::1?)$/i.test(host);
}

/** A network all on one machine is a test and may use its own address; one local peer among others cannot be reached. */
function unreachable(plan: Plan): Hit[] {
  const all = plan.members.flatMap(({ initializer, consensus }, i) => [
    { field: `members[${i}].initializer.host`, value: initializer.host },
    { field: `members[${i}].consensus.host`, value: consensus.host },
  ]);
  const local = all.filter(({ value }) => isLocal(value));
  return local.length === all.length ? [] : local.map(({ field, value }) => ({ field, params: { value } }));
}

/** A text in the form of a moment that is on no calendar; another form is a finding of the shape. */
function noDay(field: string, value: string): Hit[] {
  return /^\d{4}-/.test(value) && milliseconds(value) === undefined ? [{ field, params: { value } }] : [];
}

/** The distance of a moment from now in days, or undefined if it is no moment. */
function daysFromNow(moment: string, { now }: PlanContext): number | undefined {
  const [then, today] = [milliseconds(moment), milliseconds(now)];
  return then === undefined || today === undefined ? undefined : (then - today) / day;
}

function expiry(plan: Plan, context: PlanContext, wrong: (days: number) => boolean): Hit[] {
  const days = daysFromNow(plan.expires, context);
  const hit = { field: 'expires', params: { value: plan.expires, now: context.now } };
  return days !== undefined && wrong(days) ? [hit] : [];
}

function createdFarOff(plan: Plan, context: PlanContext): Hit[] {
  const value = plan.chain.ledger.createdTime;
  const far = Math.abs(daysFromNow(value, context) ?? 0) > 30;
  return far ? [{ field: 'chain.ledger.createdTime', params: { value, now: context.now } }] : [];
}

export const memberChecks: readonly PlanCheck[] = [
  {
    rule: 'PLAN-TUF-KEY',
    level: 'error',
    reads: ['roots'],
    check: ({ roots }) =>
      roots.some((root) => root.suite === 'ed25519' || root.suite === 'p256') ? [] : [{ field: 'roots' }],
  },
  // Two entries, so that a chain that is wrong elsewhere hides no wrong day of expiry.
  { rule: 'PLAN-DATE', level: 'error', reads: ['expires'], check: ({ expires }) => noDay('expires', expires) },
  {
    rule: 'PLAN-DATE',
    level: 'error',
    reads: ['chain'],
    check: ({ chain: { ledger } }) => noDay('chain.ledger.createdTime', ledger.createdTime),
  },
  {
    rule: 'PLAN-EXPIRED',
    level: 'error',
    reads: ['expires'],
    check: (plan, context) => expiry(plan, context, (days) => days <= 0),
  },
  {
    rule: 'PLAN-EXPIRY-SHORT',
    level: 'warning',
    reads: ['expires'],
    check: (plan, context) => expiry(plan, context, (days) => days > 0 && days < 365),
  },
  { rule: 'PLAN-CREATED-TIME', level: 'warning', reads: ['chain'], check: createdFarOff },
  { rule: 'PLAN-KEY', level: 'error', reads: ['members'], check: badKeys },
  { rule: 'PLAN-KEY-CURVE', level: 'error', reads: ['members'], check: keysOffCurve },
  {
    rule: 'PLAN-KEY-FILE',
    level: 'error',
    reads: ['members'],
    check: (plan, { keyFiles }) =>
      files(plan).flatMap(({ field, value: file }) =>
        isInside(file) && !Object.hasOwn(keyFiles, file) ? [{ field, params: { file } }] : [],
      ),
  },
  {
    rule: 'PLAN-KEY-FILE-PATH',
    level: 'error',
    reads: ['members'],
    check: (plan) => files(plan).flatMap(({ field, value }) => (isInside(value) ? [] : [{ field, params: { value } }])),
  },
  {
    rule: 'PLAN-KEY-FILE-BLANKS',
    level: 'warning',
    reads: ['members'],
    check: (plan, { keyFiles }) =>
      files(plan).flatMap(({ field, value: file }) => {
        const text = Object.hasOwn(keyFiles, file) ? (keyFiles[file] ?? '') : '';
        return text === keyFileText(text) || isRequest(keyFileText(text)) ? [] : [{ field, params: { file } }];
      }),
  },
  { rule: 'PLAN-KEY-DUPLICATE', level: 'error', reads: ['members'], check: sameKeys },
  { rule: 'PLAN-KEY-PROVIDER', level: 'error', reads: ['members', 'chain'], check: keysWithoutProvider },
  {
    rule: 'PLAN-HOLDER-MISSING',
    level: 'error',
    reads: ['members'],
    check: (plan) => holders(plan, ({ key, holder }) => 'make' in key && holder === undefined),
  },
  {
    rule: 'PLAN-HOLDER-UNKNOWN',
    level: 'error',
    reads: ['members', 'custodians'],
    check: (plan) =>
      holders(plan, ({ holder }) => {
        if (holder === undefined || isAgeRecipient(holder)) return false;
        return !plan.custodians.some(({ id }) => id === holder);
      }),
  },
  {
    rule: 'PLAN-HOLDER-IDLE',
    level: 'warning',
    reads: ['members', 'chain'],
    check: (plan) =>
      holders(plan, ({ id, key, holder }) => !('make' in key) && holder !== undefined && !holdsOthers(plan, id)),
  },
  { rule: 'PLAN-ENDPOINT-DUPLICATE', level: 'error', reads: ['members', 'chain'], check: endpointClashes },
  {
    rule: 'PLAN-ENDPOINT-PORT',
    level: 'error',
    reads: ['members', 'chain'],
    check: ({ members, chain }) =>
      members.flatMap(({ consensus: { port } }, i) =>
        port === lastPort && factsOf(chain.ledger.consensus.kind).ports > 1
          ? [{ field: `members[${i}].consensus.port`, params: { value: port } }]
          : [],
      ),
  },
  { rule: 'PLAN-ENDPOINT-LOCAL', level: 'warning', reads: ['members'], check: unreachable },
];
