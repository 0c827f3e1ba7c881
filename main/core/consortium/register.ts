/**
 * The register of a consortium, `rootseal.register/1` (docs/formats.md section 2): who is a member with which keys since
 * when, who may vote, how many it takes. One version follows the other; each names the hash of the one before and the
 * proposal that made it. It is no signed file: it is believed as a target of the TUF repository.
 */

import { z } from 'zod';
import { type ResolvedPlan } from '../ceremony/plan.ts';
import { ledgerPermissions, transactionPermissions } from '../ceremony/permissions.ts';
import { parts, patterns } from '../ceremony/plan-schema.ts';
import { sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { contactSchema, endpointsSchema, keySchema, keyText, type MemberKey } from './application.ts';
import { readAs } from './read.ts';
import { consortiumRules } from './rules.ts';

export const registerFormat = 'rootseal.register/1';
const { id, line, bilingual, moment, hex } = parts;

/** What can be decided, each by its own rule. */
export const changeKinds = ['admit', 'remove', 'keys', 'role', 'settings', 'governance'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** The proposal that did it (its id), or the founding. */
const cause = z.union([z.literal('founding'), hex(32)]);

const registeredKey = keySchema.extend({
  since: moment,
  by: cause,
  /** Not valid from then on. */
  revoked: z.strictObject({ at: moment, by: cause, reason: line }).exactOptional(),
});

/** A role on the ledger, as JD Chain writes it: in upper case. */
export const ledgerRoleName = z.string().regex(/^[A-Z][A-Z0-9_-]{0,19}$/);
export const ledgerRolesSchema = z.array(ledgerRoleName).max(32);
const permissionList = z.array(z.enum([...ledgerPermissions, ...transactionPermissions])).max(32);
const settingsSchema = z.record(z.string().regex(patterns.setting), z.string().regex(patterns.settingValue));
/** Permissions that a role is given and loses. */
const roleChange = z.strictObject({ grant: permissionList, withdraw: permissionList });
export type RoleChange = z.infer<typeof roleChange>;

/** What of a ledger's own settings was decided since its founding, all decisions together. */
export const ledgerStateSchema = z.strictObject({
  /** Properties of its consensus. */
  consensus: settingsSchema.exactOptional(),
  hash: z.enum(['SHA256', 'SM3', 'RIPEMD160']).exactOptional(),
  roles: z.record(ledgerRoleName, roleChange).exactOptional(),
});
export type LedgerState = z.infer<typeof ledgerStateSchema>;

const memberSchema = z.strictObject({
  id,
  name: bilingual,
  role: id,
  contacts: z.array(contactSchema).max(8),
  endpoints: endpointsSchema,
  keys: z.array(registeredKey),
  /** Its roles on the ledger, where they were decided on since the founding. */
  ledgerRoles: ledgerRolesSchema.exactOptional(),
  since: moment,
  by: cause,
  left: z.strictObject({ at: moment, by: cause, reason: line }).exactOptional(),
});

export const voterSchema = z.strictObject({
  id,
  name: bilingual,
  /** The member or other body they speak for. */
  organisation: id,
  /** By which rules count them: `founder`, `regulator`. */
  roles: z.array(id).min(1).max(8),
  suite: parts.suite,
  publicKey: keySchema.shape.publicKey,
});
export type Voter = z.infer<typeof voterSchema>;

const requirement = z.strictObject({ role: id, count: z.int().min(1).max(255) });
export type Requirement = z.infer<typeof requirement>;

/**
 * All of the requirements of a kind must be met. None: the quorum of the roots alone decides, which it has to agree to
 * in any case.
 */
export const governanceSchema = z.strictObject({
  voters: z.array(voterSchema).max(255),
  rules: z.strictObject({
    admit: z.array(requirement),
    remove: z.array(requirement),
    keys: z.array(requirement),
    role: z.array(requirement),
    /** Of a governance from before there was this kind of decision: as for `governance`. */
    settings: z.array(requirement).exactOptional(),
    governance: z.array(requirement),
  }),
});
export type Governance = z.infer<typeof governanceSchema>;

/** What it takes to decide on a change of this kind. */
export const ruleOf = ({ rules }: Pick<Governance, 'rules'>, kind: ChangeKind): readonly Requirement[] =>
  rules[kind] ?? rules.governance;

export const registerSchema = z.strictObject({
  format: z.literal(registerFormat),
  consortium: z.strictObject({ id, name: bilingual }),
  rehearsal: z.boolean(),
  version: z.int().min(1),
  /** SHA-256 of version − 1; of the first, of the agreed plan. */
  previous: hex(32),
  by: cause,
  members: z.array(memberSchema).max(10_000),
  ledger: ledgerStateSchema.exactOptional(),
  governance: governanceSchema,
});
export type Register = z.infer<typeof registerSchema>;
export type Member = Register['members'][number];
export type RegisteredKey = Member['keys'][number];

export const encodeRegister = (register: Register): Uint8Array => toJcs(register, 'register');

/** SHA-256 of the file, hex. */
export const registerHash = (register: Register): string => toHex(sha256(encodeRegister(register)));

/** Reads a register strictly. @throws REGISTER-FORM, REGISTER-TWICE */
export function readRegister(bytes: Uint8Array): Register {
  const register = readAs(registerSchema, bytes, 'REGISTER-FORM', 'register');
  const keys = register.members.flatMap((member) => member.keys.map(keyText));
  for (const names of [register.members.map((one) => one.id), register.governance.voters.map((one) => one.id), keys]) {
    const twice = firstTwice(names);
    if (twice !== undefined) throw refuse(consortiumRules, 'REGISTER-TWICE', {}, { subject: twice });
  }
  return register;
}

/** The first that stands there before. */
export function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

/** That `next` is the version after `before`. @throws REGISTER-CHAIN naming the field */
export function checkFollows(before: Register, next: Register): void {
  const same: readonly (readonly [string, boolean])[] = [
    ['consortium', next.consortium.id === before.consortium.id],
    ['rehearsal', next.rehearsal === before.rehearsal],
    ['version', next.version === before.version + 1],
    ['previous', next.previous === registerHash(before)],
  ];
  const field = same.find(([, holds]) => !holds)?.[0];
  if (field !== undefined) throw refuse(consortiumRules, 'REGISTER-CHAIN', { version: next.version, field });
}

/**
 * The first register, as the founding leaves it: the members of the plan with their chain keys. Nobody votes yet: the
 * quorum of the roots decides alone, until it gives a governance.
 * @param keys of each member, by its id
 */
export function foundingRegister(
  plan: ResolvedPlan,
  planHash: string,
  keys: Readonly<Record<string, MemberKey>>,
): Register {
  const { id: consortium, name } = plan.consortium;
  const since = plan.chain.ledger.createdTime;
  const by = 'founding';
  return {
    format: registerFormat,
    consortium: { id: consortium, name },
    rehearsal: plan.rehearsal,
    version: 1,
    previous: planHash,
    by,
    members: plan.members.map(({ id: member, name: called, role, initializer, consensus }) => {
      const key = keys[member];
      const its = key ? [{ use: key.use, suite: key.suite, publicKey: key.publicKey, since, by } as const] : [];
      return {
        ...{
          id: member,
          name: called,
          role,
          contacts: [],
          endpoints: { initializer, consensus },
          keys: its,
          since,
          by,
        },
      };
    }),
    governance: { voters: [], rules: { admit: [], remove: [], keys: [], role: [], governance: [] } },
  };
}

/** Members that have not left. */
export const inForce = ({ members }: Register): readonly Member[] => members.filter(({ left }) => left === undefined);
export const keysInForce = ({ keys }: Member): readonly RegisteredKey[] =>
  keys.filter((key) => key.revoked === undefined);

/** Whose key it is, or was: members and voters. */
export function ownerOf(register: Register, key: Pick<MemberKey, 'suite' | 'publicKey'>): string | undefined {
  const same = (one: Pick<MemberKey, 'suite' | 'publicKey'>) =>
    one.suite === key.suite && one.publicKey === key.publicKey;
  return (
    register.members.find(({ keys }) => keys.some(same))?.id ??
    register.governance.voters.find((voter) => same(voter))?.id
  );
}
