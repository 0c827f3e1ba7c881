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
  type ResolvedMember,
  type ResolvedPlan,
  resolvedPlanFormat,
  resolvedPlanSchema,
} from './plan-schema.ts';

export type { Bilingual, Custodian, Endpoint, Plan, PlanMember, ResolvedMember, ResolvedPlan } from './plan-schema.ts';
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
  return {
    ...plan,
    format: resolvedPlanFormat,
    rehearsal: how.rehearsal,
    chain: { ...plan.chain, ledger: { ...ledger, name: mark + ledger.name, seed: resolveSeed(ledger.seed, how.seed) } },
    members: plan.members.map((member, index) => resolveMember(member, index, mark, how.keyFiles)),
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
  return 'file' in key ? { public: inlined(key.file, index, keyFiles) } : key;
}

function inlined(file: string, index: number, keyFiles: Resolution['keyFiles']): string {
  const text = Object.hasOwn(keyFiles, file) ? keyFiles[file] : undefined;
  const field = `members[${String(index)}].key.file`;
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
  return sha256(toJcs({ ...plan, members }));
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
