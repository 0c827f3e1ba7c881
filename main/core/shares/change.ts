/**
 * The parameters of a new share set, `rootseal.set-change/1` (docs/formats.md section 2): JCS, not signed. Its hash is
 * what every holder compares in words before a share is given, and what the entries of the acts are bound to.
 */
import { z } from 'zod';
import { hex } from '../encoding/schema.ts';
import { custodianSchema, groupsSchema, patterns } from '../ceremony/plan-schema.ts';
import { sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { type Text, refuse } from '../rules.ts';
import { groupsFault, policyOfPlan } from './groups.ts';
import { shareRules } from './rules.ts';
import { schemes } from './scheme.ts';

export const changeFormat = 'rootseal.set-change/1';
export const changePurposes = ['resplit', 'replace', 'refresh', 'rotate'] as const;
export type ChangePurpose = (typeof changePurposes)[number];

const id = z.string().regex(patterns.id);

const changeSchema = z.strictObject({
  format: z.literal(changeFormat),
  consortium: id,
  ceremony: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  rehearsal: z.boolean(),
  purpose: z.enum(changePurposes),
  /** 32 random bytes: the same wish at another time is another change. */
  nonce: hex(32),
  from: z.strictObject({ set: hex(16), epoch: z.int().min(1) }),
  to: z.strictObject({
    epoch: z.int().min(2),
    scheme: z.enum(schemes),
    /** M; where there are groups, the size of the smallest quorum. */
    threshold: z.int().min(2),
    /** As in a plan; scheme slip39 alone. */
    groups: groupsSchema.exactOptional(),
    custodians: z.array(custodianSchema).min(2).max(255),
  }),
  /** `replace` alone: whose share was lost or is doubted. */
  replaced: z.array(id).exactOptional(),
  /** `rotate` alone: the root that gets a new key. */
  root: id.exactOptional(),
});

export type Change = z.infer<typeof changeSchema>;

/** The bytes that are hashed. */
export function encodeChange(change: Change): Uint8Array {
  return toJcs(change, 'set change');
}

/** SHA-256 (32 bytes) of the document. */
export function changeHash(change: Change): Uint8Array {
  return sha256(encodeChange(change));
}

/**
 * Reads the document strictly.
 * @throws CHANGE-FORM (exit 2) naming the field; CHANGE-EPOCH, CHANGE-THRESHOLD, CHANGE-HOLDERS,
 *   CHANGE-GROUPS, CHANGE-PURPOSE
 */
export function parseChange(value: unknown): Change {
  const parsed = changeSchema.safeParse(value);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw refuse(shareRules, 'CHANGE-FORM', { field }, { subject: field });
  }
  checkChange(parsed.data);
  return parsed.data;
}

function checkChange({ from, to, purpose, root, replaced }: Change): void {
  if (to.epoch <= from.epoch) throw refuse(shareRules, 'CHANGE-EPOCH', { from: from.epoch, to: to.epoch });
  const n = to.custodians.length;
  if (to.threshold > n) throw refuse(shareRules, 'CHANGE-THRESHOLD', { m: to.threshold, n });
  const ids = to.custodians.map((one) => one.id);
  const twice = ids.find((one, i) => ids.indexOf(one) !== i);
  if (twice !== undefined) throw refuse(shareRules, 'CHANGE-HOLDERS', {}, { subject: twice });
  const fault = splitFault(to);
  if (fault) throw refuse(shareRules, 'CHANGE-GROUPS', { reason: fault });
  const right = (root !== undefined) === (purpose === 'rotate') && (replaced !== undefined) === (purpose === 'replace');
  if (!right) throw refuse(shareRules, 'CHANGE-PURPOSE', { purpose });
}

/** Why shares cannot be split so, in words: groups without their scheme, custodians of no group, sums that do not hold. */
function splitFault(to: Change['to']): Text | undefined {
  const { scheme, groups, custodians } = to;
  const known = groups?.list.map((group) => group.id) ?? [];
  const odd = custodians.find(({ group }) => (group === undefined ? groups !== undefined : !known.includes(group)));
  if (odd) return { en: `custodian ${odd.id} is of none of them`, zh: `保管人 ${odd.id} 不属于任何分组` };
  if (scheme === 'slip39') return groupsFault(policyOfPlan(to));
  return groups && { en: `the scheme ${scheme} has none`, zh: `分割方案 ${scheme} 不支持分组` };
}

export const changeId = (change: Change) => toHex(changeHash(change));
