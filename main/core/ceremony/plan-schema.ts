/**
 * The shape of `rootseal.plan/1` and of the resolved plan that is hashed, agreed and published.
 * What the shape cannot say (duplicates, lock-outs, dates) stands in `checks.ts`.
 * Every object is strict: a field that is not here is refused.
 */

import { z } from 'zod';
import { hex } from '../encoding/schema.ts';
import { schemes } from '../shares/scheme.ts';
import { consensusKinds } from './consensus.ts';
import { ledgerPermissions, transactionPermissions } from './permissions.ts';
import { profileNames } from './profile-data.ts';

export const planFormat = 'rootseal.plan/1';
export const resolvedPlanFormat = 'rootseal.resolved-plan/1';

/** What the texts of a plan must look like, and how that is said. */
export const patterns = {
  id: /^[a-z0-9][a-z0-9-]{0,31}$/,
  /** One line for people, not blank. Nothing that controls or hides: names go into properties files, onto screens and paper. */
  line: /^(?=.*\S)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u,
  /** A moment in UTC. That the day exists is a check of its own. */
  moment: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/,
  host: /^[A-Za-z0-9]([A-Za-z0-9.:_-]{0,252}[A-Za-z0-9])?$/,
  ledgerName: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  setting: /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  settingValue: /^[\x20-\x7e]{0,200}$/,
  /** `CN=…,O=…,C=CN`, as certificates have it; OUs are roles and given apart. */
  subject:
    /^(?:C=[A-Z]{2}|(?:CN|O|L|ST|E)=[^,=\p{Cc}\p{Cf}\p{Cs}]{1,64})(?:, ?(?:C=[A-Z]{2}|(?:CN|O|L|ST|E)=[^,=\p{Cc}\p{Cf}\p{Cs}]{1,64}))*$/u,
} as const;

const id = z.string().regex(patterns.id);
const line = z.string().regex(patterns.line);
const bilingual = z.strictObject({ zh: line, en: line });
const moment = z.string().regex(patterns.moment);
const suite = z.enum(['ed25519', 'sm2', 'p256']);

const root = z.strictObject({ id, suite, purpose: id });

/** How a person's file is sealed. */
export const sealSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), workFactor: z.int().min(1).max(63) }),
  z.strictObject({ kind: z.literal('age'), recipient: z.string().min(1).max(4096) }),
]);

/** A custodian, in a plan and in the parameters of a later share set. */
export const custodianSchema = z.strictObject({
  id,
  name: bilingual,
  organisation: id,
  /** Which of `groups` they are of; demanded where there are groups. */
  group: id.exactOptional(),
  seal: sealSchema,
});

/** "2 of the 3 banks and 1 of the 2 regulators"; scheme slip39 alone. */
export const groupsSchema = z.strictObject({
  /** Groups needed. */
  threshold: z.int(),
  /** Of each the members needed; who they are the custodians say. */
  list: z.array(z.strictObject({ id, name: bilingual, threshold: z.int() })),
});

/** Root keys that sign a list of TUF, and how many of them must; all of them where nothing is said. */
const signedBy = { roots: z.array(id).min(1).max(16), threshold: z.int().min(1).exactOptional() };

/** Whose keys, beside the roots', count for a root file of TUF, and how many keys that takes. */
export const tufAdministratorsSchema = z.strictObject({
  threshold: z.int().min(2).max(64),
  keys: z
    .array(
      z.strictObject({
        id,
        suite: z.enum(['ed25519', 'p256']),
        publicKey: z.string().regex(/^(?:[0-9a-f]{2}){32,65}$/),
      }),
    )
    .min(1)
    .max(63),
});
export type TufAdministrators = z.infer<typeof tufAdministratorsSchema>;

const tuf = z.strictObject({
  ...{ roots: signedBy.roots.exactOptional(), threshold: signedBy.threshold },
  /** Lists that other roots sign. */
  roles: z
    .strictObject({
      revocations: z.strictObject(signedBy).exactOptional(),
      genesis: z.strictObject(signedBy).exactOptional(),
      admissions: z.strictObject(signedBy).exactOptional(),
    })
    .exactOptional(),
  administrators: tufAdministratorsSchema.exactOptional(),
  /** For how long a file of a role is valid, in months from each time that it is signed; else as `expires` says. */
  months: z
    .strictObject({
      root: z.int().min(1).max(240).exactOptional(),
      targets: z.int().min(1).max(240).exactOptional(),
      snapshot: z.int().min(1).max(240).exactOptional(),
      timestamp: z.int().min(1).max(240).exactOptional(),
    })
    .exactOptional(),
});

const people = z.strictObject({
  administrators: z.array(id),
  operator: id,
  witnesses: z.array(id),
  auditor: id.exactOptional(),
  names: z.record(id, bilingual),
});

const endpoint = z.strictObject({ host: z.string().regex(patterns.host), port: z.int().min(1).max(65535) });
/** What other documents of ours have as plans have it. */
export const parts = { id, line, bilingual, moment, suite, endpoint, hex };

const positive = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const permissions = z.strictObject({
  ledger: z.array(z.enum(ledgerPermissions)),
  tx: z.array(z.enum(transactionPermissions)),
});

const months = z.int().min(1).max(120);

const seedText = z.string().min(1).max(200);
const seedHex = z.string().regex(/^[0-9a-f]{64}$/);

const madeKey = z.strictObject({ make: suite });
const keyFile = z.strictObject({ file: z.string().min(1).max(255) });
/** A signing request (PKCS#10) in PEM, of a ledger in CA mode. */
const requestKey = z.strictObject({ request: z.string().startsWith('-----BEGIN ').max(16_384) });

const days = z.int().min(1).max(36_500);
const rolesPolicy = z.enum(['UNION', 'INTERSECT']);

/** What a ledger in CA mode has besides: its root, and certificates other than the members' own. */
const caShape = {
  /** Which of `roots` signs every certificate. */
  root: id,
  /** The name in the root certificate. */
  subject: z.string().regex(patterns.subject),
  /** How long the root certificate is valid, and those that it signs. */
  rootDays: days,
  days,
};
/** Participants that pass transactions on and are no nodes of the consensus; JD Chain's gateway takes no other key. */
const gatewayShape = { id, member: id, ledgerRoles: z.array(z.string()), rolesPolicy };
const userShape = { id, member: id };
const anyKey = z.union([madeKey, requestKey, keyFile]);
const inlinedRequest = z.union([madeKey, requestKey]);

const ledgerShape = {
  name: z.string().regex(patterns.ledgerName),
  createdTime: moment,
  identityMode: z.enum(['KEYPAIR', 'CA']),
  dataStructure: z.enum(['MERKLE_TREE', 'KV']),
  hash: z.enum(['SHA256', 'SM3']),
  verifyHash: z.boolean(),
  providers: z.array(z.enum(['classic', 'sm'])),
  contract: z.strictObject({ timeout: positive, maxStackDepth: positive }),
  consensus: z.strictObject({
    kind: z.enum(consensusKinds),
    settings: z.record(z.string().regex(patterns.setting), z.string().regex(patterns.settingValue)),
  }),
  roles: z.record(z.string(), permissions),
  /** After the founding this root becomes a user of the ledger with these roles, and no founder keeps them. */
  lockDown: z.strictObject({ root: id, roles: z.array(z.string()).min(1).max(32) }).exactOptional(),
};

const chain = z.strictObject({
  kind: z.literal('jdchain'),
  version: z.literal('1.6.5'),
  ledger: z.strictObject({
    ...ledgerShape,
    seed: seedText,
    ca: z
      .strictObject({
        ...caShape,
        gateways: z.array(z.strictObject({ ...gatewayShape, key: anyKey })),
        users: z.array(z.strictObject({ ...userShape, key: anyKey })),
      })
      .exactOptional(),
  }),
});

const publicKey = z.strictObject({ public: z.string().min(1).max(4096) });
const inlinedKey = z.strictObject({ public: z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{1,200}$/) });

const memberShape = {
  id,
  name: bilingual,
  role: id,
  /** A custodian's id, or an age recipient. Demanded where the key is made here. */
  holder: z.string().min(1).max(4096).exactOptional(),
  initializer: endpoint,
  consensus: endpoint,
  ledgerRoles: z.array(z.string()),
  rolesPolicy,
};

const member = z.strictObject({ ...memberShape, key: z.union([madeKey, publicKey, keyFile, requestKey]) });

/** The steps that a plan may put under dual control. */
export const dualControlSteps = [
  'room',
  'agree-plan',
  'found',
  'hand-out',
  'check-shares',
  'genesis',
  'sign',
  'verify',
  'close',
] as const;

const planShape = {
  consortium: z.strictObject({ id, name: bilingual, profile: z.enum(profileNames) }),
  roots: z.array(root).min(1).max(16),
  /** M; where there are groups, the size of the smallest quorum. */
  threshold: z.int(),
  scheme: z.enum(schemes),
  groups: groupsSchema.exactOptional(),
  custodians: z.array(custodianSchema),
  people,
  entropy: z.strictObject({ dice: z.int().min(0).max(10_000).exactOptional() }),
  dualControl: z.array(z.enum(dualControlSteps)),
  expires: moment,
  /** How often, in months, the quorum is drilled and each holder checks their own share; a year where nothing is said. */
  policy: z.strictObject({ drillMonths: months.exactOptional(), checkMonths: months.exactOptional() }).exactOptional(),
  /** Who signs the files that peers receive (TUF); the first root that TUF knows, all of them, where nothing is said. */
  tuf: tuf.exactOptional(),
};

/** A plan as people write it and as `plan new` makes it. */
export const planSchema = z.strictObject({
  format: z.literal(planFormat),
  ...planShape,
  chain,
  members: z.array(member),
});

const participantName = z.string().regex(/^(REHEARSAL-)?[a-z0-9][a-z0-9-]{0,31}$/);

/** The plan that is hashed: files inlined, real or rehearsal said, the seed drawn, chain names final. */
export const resolvedPlanSchema = z.strictObject({
  format: z.literal(resolvedPlanFormat),
  rehearsal: z.boolean(),
  ...planShape,
  chain: z.strictObject({
    kind: z.literal('jdchain'),
    version: z.literal('1.6.5'),
    ledger: z.strictObject({
      ...ledgerShape,
      name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,73}$/),
      seed: seedHex,
      ca: z
        .strictObject({
          ...caShape,
          gateways: z.array(z.strictObject({ ...gatewayShape, participant: participantName, key: inlinedRequest })),
          users: z.array(z.strictObject({ ...userShape, key: inlinedRequest })),
        })
        .exactOptional(),
    }),
  }),
  members: z.array(
    z.strictObject({
      ...memberShape,
      /** The member's name as it goes into the chain: its id, `REHEARSAL-` before it in a rehearsal. */
      participant: participantName,
      key: z.union([madeKey, inlinedKey, requestKey]),
    }),
  ),
});

export type Seal = z.infer<typeof sealSchema>;
export type Plan = z.infer<typeof planSchema>;
export type ResolvedPlan = z.infer<typeof resolvedPlanSchema>;
export type PlanMember = Plan['members'][number];
export type ResolvedMember = ResolvedPlan['members'][number];
type Certificates = NonNullable<Plan['chain']['ledger']['ca']>;
export type PlanGateway = Certificates['gateways'][number];
export type PlanUser = Certificates['users'][number];
export type ResolvedCertificates = NonNullable<ResolvedPlan['chain']['ledger']['ca']>;
export type Custodian = Plan['custodians'][number];
export type Bilingual = z.infer<typeof bilingual>;
export type Endpoint = z.infer<typeof endpoint>;
