/**
 * What goes between the machines of a consortium as files: applications, voters' keys, proposals, votes, statements that
 * other tools sign. Made here, read here, carried by people.
 */
import { z } from 'zod';
import { hashGroup, hex, id, nothing, path, refusal, text } from './common.ts';

const hash = z.strictObject({ hex, groups: z.array(hashGroup) });
const suite = z.enum(['ed25519', 'sm2', 'p256']);
const keyUse = z.enum(['participant', 'gateway', 'user']);
const typed = z.string().max(256);
const reason = z.string().min(1).max(256);
const begun = z.strictObject({ activity: z.string() });

const seal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase') }),
  z.strictObject({ kind: z.literal('age'), recipient: z.string().max(4096) }),
]);

const endpoint = z.strictObject({ host: typed, port: z.int() });

/** An applicant's keys are made in the vault; the application and the sealed keys are written into a folder. */
export const memberApply = {
  request: z.strictObject({
    consortium: typed,
    member: z.strictObject({ id: typed, name: z.strictObject({ en: typed, zh: typed }), role: typed }),
    contacts: z.array(z.strictObject({ name: typed, reach: typed })).max(8),
    endpoints: z.strictObject({ initializer: endpoint, consensus: endpoint }),
    /** Made here, or by a tool elsewhere: then the PEM file of its public key. */
    keys: z
      .array(z.union([z.strictObject({ use: keyUse, make: suite }), z.strictObject({ use: keyUse, pem: path })]))
      .max(8),
    /** For how many days the application counts. */
    days: z.int(),
    into: path,
    seal,
    rehearsal: z.boolean(),
  }),
  reply: begun,
} as const;

/** Further keys of a member, each with its own signature: what a change of keys is proposed with. */
export const memberOffer = {
  request: z.strictObject({
    consortium: typed,
    member: typed,
    keys: z.array(z.strictObject({ use: keyUse, make: suite })).max(8),
    into: path,
    seal,
    rehearsal: z.boolean(),
  }),
  reply: begun,
} as const;

/** A key to vote with, made in the vault; beside the sealed key lies a card with the public one. */
export const memberKey = {
  request: z.strictObject({
    id: typed,
    name: z.strictObject({ en: typed, zh: typed }),
    suite,
    into: path,
    seal,
    rehearsal: z.boolean(),
  }),
  reply: begun,
} as const;

const voter = z.strictObject({
  id: typed,
  name: z.strictObject({ en: typed, zh: typed }),
  organisation: typed,
  roles: z.array(typed).max(8),
  suite,
  /** Hex. */
  publicKey: z.string().max(256),
});
const rule = z.array(z.strictObject({ role: typed, count: z.int() })).max(16);
const governance = z.strictObject({
  voters: z.array(voter).max(255),
  /** A governance from before there were decisions on settings says nothing of them. */
  rules: z.strictObject({
    ...{ admit: rule, remove: rule, keys: rule, role: rule, governance: rule },
    settings: rule.exactOptional(),
  }),
});

/**
 * How the consortium stands, by its own log (`at` is its home) or by public files that are verified first. What a proposal
 * is made on, and a vote.
 */
export const membersGround = {
  request: z.strictObject({ at: path }),
  reply: z.strictObject({
    consortium: z.strictObject({ id, name: text }),
    rehearsal: z.boolean(),
    version: z.int(),
    hash,
    /** Those in force, with the keys that count. */
    members: z.array(
      z.strictObject({
        id,
        name: text,
        role: z.string(),
        keys: z.array(z.strictObject({ id: hex, use: text, suite: z.string() })),
      }),
    ),
    governance,
    /** Of JD Chain, where the founding came to it. */
    ledger: z.string().exactOptional(),
  }),
} as const;

/** Roles on the ledger. */
const ledgerRoles = z.array(typed).min(1).max(16);
const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admit'), application: path, ledgerRoles: ledgerRoles.exactOptional() }),
  z.strictObject({ kind: z.literal('remove'), member: id, reason }),
  z.strictObject({ kind: z.literal('role'), member: id, role: typed, ledgerRoles: ledgerRoles.exactOptional() }),
  z.strictObject({
    kind: z.literal('keys'),
    member: id,
    /** The file in which a member offers further keys. */
    offer: path.exactOptional(),
    revoke: z.array(z.strictObject({ key: hex, reason })).max(64),
  }),
  z.strictObject({ kind: z.literal('governance'), governance }),
  /** Settings of the ledger, as a file has them: docs/formats.md. */
  z.strictObject({ kind: z.literal('settings'), file: path }),
]);

const wish = z.strictObject({
  at: path,
  change,
  proposer: typed,
  reason: reason.exactOptional(),
  /** For how many days it may be voted on. */
  days: z.int(),
  /** The JD Chain ledger that is told; otherwise that of the founding, where it is known. */
  ledger: z.string().max(128).exactOptional(),
});

/** `+` comes in, `-` goes out, `!` should be looked at, blank: is so. */
const line = z.strictObject({ sign: z.enum(['+', '-', '!', ' ']), text });

/** The exact outcome of a proposal before it is written; nothing is kept. `created`: as it will stand in it. */
export const membersPropose = {
  request: wish,
  reply: z.strictObject({
    kind: text,
    created: z.string(),
    expires: z.string(),
    rehearsal: z.boolean(),
    lines: z.array(line),
    /** Of the whole file: what everybody who votes compares. */
    hash,
    /** What the chain gets of it, by path. */
    files: z.array(z.strictObject({ path: z.string(), sha256: hex })),
    bytes: z.int(),
  }),
} as const;

/** Writes what was shown: the same wish at the same moment makes the same bytes, and no others are written. */
export const membersWrite = {
  request: wish.extend({ created: z.string(), hash: hex, out: path }),
  reply: z.strictObject({ file: path, hash }),
} as const;

const way = z.discriminatedUnion('kind', [
  /** Signed in the vault with the voter's sealed key. */
  z.strictObject({ kind: z.literal('key'), key: path, identity: path.exactOptional() }),
  /** A statement that OpenSSL or ssh-keygen signs elsewhere. */
  z.strictObject({ kind: z.literal('statement') }),
]);

/** A vote; it is signed, or the statement written, once every line of what is signed was on the screen. */
export const membersVote = {
  request: z.strictObject({
    at: path,
    proposal: path,
    voter: id,
    decision: z.enum(['approve', 'decline']),
    reason: reason.exactOptional(),
    way,
    out: path,
  }),
  reply: begun,
} as const;

/** The vote of a statement and of the signature that came back; it is checked before it is written. */
export const membersJoin = {
  request: z.strictObject({ at: path, proposal: path, statement: path, signature: path, out: path }),
  reply: z.strictObject({ file: path, voter: id, decision: z.enum(['approve', 'decline']), hash }),
} as const;

/** The application of a draft and of the signatures of keys elsewhere. */
export const memberProve = {
  request: z.strictObject({ draft: path, signatures: z.array(path).max(8), out: path }),
  reply: z.strictObject({ file: path }),
} as const;

/** What happened since the register that a stale proposal was made on. */
export const membersSince = {
  request: z.strictObject({ at: path, proposal: path }),
  reply: z.strictObject({
    base: z.int(),
    version: z.int(),
    events: z.array(z.strictObject({ version: z.int(), member: z.string(), text })),
  }),
} as const;

/** Dark modules of a QR code row by row, `1` and `0`. */
const code = z.array(z.string());

export const documentKinds = ['application', 'draft', 'offer', 'voter', 'proposal', 'vote', 'statement'] as const;
const documentKind = z.enum(documentKinds);

/** One document in full: what it says of itself, its keys, its hash, and itself in QR codes. Refused where it proves nothing. */
export const postRead = {
  request: z.strictObject({ file: path }),
  reply: z.strictObject({
    file: path,
    kind: documentKind,
    title: text,
    rehearsal: z.boolean(),
    /** SHA-256 of the file. */
    hash,
    lines: z.array(z.strictObject({ field: text, value: z.union([z.string(), text]) })),
    /** Each is proved by its own signature, but for a voter's, which its votes prove. */
    keys: z.array(
      z.strictObject({
        use: text,
        suite: z.string(),
        publicKey: hex,
        /** Its SHA-256: what people call it by. */
        hash,
        code,
      }),
    ),
    /** The whole of it, to be shown to a camera one after the other; none where it is too large. */
    codes: z.array(code),
    /** What is carried where. */
    carry: text,
    /** Commands with which another tool signs a statement, or a draft of an application. */
    commands: z.array(z.strictObject({ tool: z.string(), line: z.string() })),
  }),
} as const;

const item = z.strictObject({
  file: path,
  kind: z.enum([...documentKinds, 'signature', 'sealed']),
  /** What it is, and of whom. */
  title: text,
  /** What is to be done with it, in words. */
  todo: text,
  /** `known`: nothing more is to be done; `open`: nobody can judge it yet. */
  state: z.enum(['valid', 'open', 'known', 'refused']),
  refusal: refusal.exactOptional(),
  hash: hash.exactOptional(),
  /** The proposal that it speaks of, where that lies here too. */
  proposal: path.exactOptional(),
  /** Of a proposal: the votes on it that lie here. Of a signature: its statement or draft. Of a draft: its signatures. */
  beside: z.array(path),
});

const made = z.strictObject({
  file: path,
  kind: documentKind,
  title: text,
  carry: text,
  /** When it was written here, ISO 8601 UTC. */
  time: z.string(),
  hash,
  state: z.enum(['there', 'changed', 'gone']),
});

/** What came in a folder, and what was made here for others. Judged on the register `at`; what is not named is as it was the last time. */
export const postLook = {
  request: z.strictObject({ folder: path.exactOptional(), at: path.exactOptional() }),
  reply: z.strictObject({
    folder: path.exactOptional(),
    at: path.exactOptional(),
    items: z.array(item),
    /** Files in the folder that are nothing of this kind. */
    others: z.int(),
    outbox: z.array(made),
  }),
} as const;

/** Takes a file off the outbox; it stays where it lies. */
export const postForget = { request: z.strictObject({ file: path }), reply: nothing } as const;

export type GroundView = z.infer<typeof membersGround.reply>;
export type ChangeWish = z.infer<typeof change>;
export type ProposeWish = z.infer<typeof wish>;
export type ProposedView = z.infer<typeof membersPropose.reply>;
export type GovernanceView = z.infer<typeof governance>;
export type VoterView = z.infer<typeof voter>;
export type VoteWay = z.infer<typeof way>;
export type DocumentView = z.infer<typeof postRead.reply>;
export type DocumentKind = z.infer<typeof documentKind>;
export type PostItem = z.infer<typeof item>;
export type PostMade = z.infer<typeof made>;
export type Suite = z.infer<typeof suite>;
export type KeyUse = z.infer<typeof keyUse>;
export type CodeRows = z.infer<typeof code>;
