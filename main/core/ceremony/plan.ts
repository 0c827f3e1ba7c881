/**
 * The plan of a ceremony: what stands in the file (`Plan`) and what is agreed, hashed and published (`ResolvedPlan`).
 * docs/formats.md §1, "plan hash". Reading is `plan-read.ts`, the findings are `checks.ts`.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../encoding/hex.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { planRules } from './plan-rules.ts';
import {
  type Plan,
  type PlanMember,
  type PlanUser,
  type ResolvedCertificates,
  type ResolvedMember,
  type ResolvedPlan,
  resolvedPlanFormat,
  resolvedPlanSchema,
} from './plan-schema.ts';

export type {
  Bilingual,
  Custodian,
  Endpoint,
  Plan,
  PlanMember,
  ResolvedCertificates,
  ResolvedMember,
  ResolvedPlan,
} from './plan-schema.ts';
export { planSchema, resolvedPlanSchema } from './plan-schema.ts';

export interface Resolution {
  /** The text of every file that a member's key names, by the name as written in the plan. */
  readonly keyFiles: Readonly<Record<string, string>>;
  readonly rehearsal: boolean;
  /** 32 bytes of the operating system's randomness; used only where the plan says `"seed": "random"`. */
  readonly seed: Uint8Array;
}

/** Before every name that goes into a chain in a rehearsal, so that no peer can take one for the other. */
export const rehearsalMark = 'REHEARSAL-';

/** The text of a key file without what an editor leaves around it: blanks, a newline, a byte order mark. */
export function keyFileText(text: string): string {
  return text.replace(/^\uFEFF/, '').trim();
}

/** 64 hex digits without dashes, or undefined when that is not what stands there. JD Chain strips dashes itself. */
export function seedDigits(seed: string): string | undefined {
  const digits = seed.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}

/**
 * Makes the plan that is hashed: key files inlined, seed drawn, real or rehearsal said, chain names final.
 * @throws PLAN-KEY-FILE, PLAN-SEED for a plan that was not checked.
 */
export function resolvePlan(plan: Plan, how: Resolution): ResolvedPlan {
  const { ledger } = plan.chain;
  const mark = how.rehearsal ? rehearsalMark : '';
  const { ca, ...rest } = ledger;
  const final = { ...rest, name: mark + ledger.name, seed: resolveSeed(ledger.seed, how.seed) };
  return {
    ...plan,
    format: resolvedPlanFormat,
    rehearsal: how.rehearsal,
    chain: { ...plan.chain, ledger: { ...final, ...(ca && { ca: resolveCertificates(ca, mark, how.keyFiles) }) } },
    members: plan.members.map((member, index) => resolveMember(member, index, mark, how.keyFiles)),
  };
}

function resolveCertificates(
  ca: NonNullable<Plan['chain']['ledger']['ca']>,
  mark: string,
  keyFiles: Resolution['keyFiles'],
): ResolvedCertificates {
  return {
    ...ca,
    gateways: ca.gateways.map((gateway, i) => ({
      ...gateway,
      participant: mark + gateway.id,
      key: inlinedRequest(gateway.key, `chain.ledger.ca.gateways[${i}].key`, keyFiles),
    })),
    users: ca.users.map((user, i) => ({
      ...user,
      key: inlinedRequest(user.key, `chain.ledger.ca.users[${i}].key`, keyFiles),
    })),
  };
}

function resolveMember(
  member: PlanMember,
  index: number,
  mark: string,
  keyFiles: Resolution['keyFiles'],
): ResolvedMember {
  const { key: _key, ...rest } = member;
  return { ...rest, participant: mark + member.id, key: inlinedKey(member, index, keyFiles) };
}

function inlinedKey({ key }: PlanMember, index: number, keyFiles: Resolution['keyFiles']): ResolvedMember['key'] {
  if (!('file' in key)) return key;
  const text = inlined(key.file, `members[${String(index)}].key.file`, keyFiles);
  return isRequest(text) ? { request: `${text}\n` } : { public: text };
}

function inlinedRequest(
  key: PlanUser['key'],
  field: string,
  keyFiles: Resolution['keyFiles'],
): ResolvedCertificates['users'][number]['key'] {
  return 'file' in key ? { request: `${inlined(key.file, `${field}.file`, keyFiles)}\n` } : key;
}

/** True for what stands in PEM: a signing request where a ledger has certificates, and not a bare key. */
export const isRequest = (text: string): boolean => text.startsWith('-----BEGIN ');

function inlined(file: string, field: string, keyFiles: Resolution['keyFiles']): string {
  const text = Object.hasOwn(keyFiles, file) ? keyFiles[file] : undefined;
  if (text === undefined) throw refuse(planRules, 'PLAN-KEY-FILE', { file, field }, { subject: field });
  return keyFileText(text);
}

function resolveSeed(text: string, random: Uint8Array): string {
  const hex = text === 'random' ? toHex(random) : seedDigits(text);
  const field = 'chain.ledger.seed';
  if (hex?.length !== 64) throw refuse(planRules, 'PLAN-SEED', { field }, { subject: field });
  return hex;
}

/** The JCS bytes of a resolved plan: the file `public/plan.json`. */
export function encodeResolvedPlan(plan: ResolvedPlan): Uint8Array {
  return toJcs(plan);
}

/** SHA-256 (32 bytes) of the JCS bytes of a resolved plan, which is also the hash of the file `public/plan.json`. */
export function planHash(plan: ResolvedPlan): Uint8Array {
  return sha256(encodeResolvedPlan(plan));
}

/**
 * What `plan check` shows and two people compare before a ceremony: SHA-256 of the JCS bytes of the plan file's own
 * content with its key files inlined. It is not the hash that is agreed on in the ceremony: a random seed is drawn
 * and the mode is said only there.
 * @throws PLAN-KEY-FILE if a key file is missing
 */
export function planFileHash(plan: Plan, keyFiles: Resolution['keyFiles']): Uint8Array {
  const members = plan.members.map((member, index) => ({ ...member, key: inlinedKey(member, index, keyFiles) }));
  const { ca } = plan.chain.ledger;
  if (!ca) return sha256(toJcs({ ...plan, members }));
  const { gateways, users } = resolveCertificates(ca, '', keyFiles);
  const bare = gateways.map(({ participant: _, ...gateway }) => gateway);
  const ledger = { ...plan.chain.ledger, ca: { ...ca, gateways: bare, users } };
  return sha256(toJcs({ ...plan, chain: { ...plan.chain, ledger }, members }));
}

/** A key on the ledger, and what becomes of it. */
export interface Keyed {
  readonly id: string;
  /** Whose it is. */
  readonly member: string;
  /** As in its certificate's OU; of a ledger with bare keys all are peers. */
  readonly use: 'PEER' | 'GW' | 'USER';
  readonly key: ResolvedMember['key'];
  readonly holder?: string;
}

/** Every key of the ledger: the members', then with certificates those of their gateways and users, which their member's holder has. */
export function keysOf({ members, chain }: ResolvedPlan): Keyed[] {
  const { gateways = [], users = [] } = chain.ledger.ca ?? {};
  const holding = (id: string) => {
    const holder = members.find((member) => member.id === id)?.holder;
    return { member: id, ...(holder !== undefined && { holder }) };
  };
  return [
    ...members.map(({ id, key }) => ({ id, key, use: 'PEER' as const, ...holding(id) })),
    ...gateways.map(({ id, key, member }) => ({ id, key, use: 'GW' as const, ...holding(member) })),
    ...users.map(({ id, key, member }) => ({ id, key, use: 'USER' as const, ...holding(member) })),
  ];
}

/**
 * Reads `public/plan.json` strictly: exact JCS bytes, no unknown field.
 * @throws ENCODING-JSON for bytes that are not JCS, PLAN-RESOLVED (exit 2) for another shape.
 */
export function parseResolvedPlan(bytes: Uint8Array): ResolvedPlan {
  const parsed = resolvedPlanSchema.safeParse(parseJcs(bytes, 'plan.json'));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw refuse(planRules, 'PLAN-RESOLVED', { field }, { subject: field, cause: parsed.error });
}
