/**
 * The vault's protocol: every message once, as a strict schema. One vault process serves one act.
 *
 * Over the child's IPC channel (structured clone, so bytes are Uint8Array both ways) go
 * `{id, op, input}` -> `{id, ok: true, result}` or `{id, ok: false, error}`, and events: `progress`, a `verdict` at each
 * share, answered by `{heard}`, the `field` that a window shows. No request and no reply holds a secret: main passes paths and descriptors, the
 * vault reads them itself. Keys typed in a window pass as `{key}` -> `{event: 'keyed'}`, sealed between page and vault.
 */

import { z } from 'zod';
import { resolvedPlanSchema } from '../core/ceremony/plan.ts';
import { sealSchema } from '../core/ceremony/plan-schema.ts';
import { ringUses } from '../core/consortium/keyring.ts';
import { schemes } from '../core/shares/scheme.ts';
import { vaultImportSchema } from '../core/shares/vault-import.ts';
import { certificateRoles } from '../export/jdchain/ca/roles.ts';
import { vaultEncodings } from '../core/shares/vault-share.ts';
import { fieldEvent, keyedEvent } from './field-protocol.ts';

export const acts = [
  'answers',
  'found',
  'check',
  'sign',
  'close',
  'restore',
  'renew',
  'activate',
  'register',
  'key',
  'import',
  'export',
  'member',
  'enact',
  'vote',
  'copy',
] as const;
export type VaultAct = (typeof acts)[number];

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const text = z.strictObject({ en: z.string(), zh: z.string() });
const suite = z.enum(['ed25519', 'sm2', 'p256']);
const publicKey = z.strictObject({ id, suite, publicKey: hex });
const nothing = z.strictObject({});
/** `priv` is the text of a `.priv`. */
const signer = z.strictObject({ name: z.string(), priv: z.string(), pwdFile: z.string().exactOptional() });

/** Where the vault takes secrets from. `fd` is a descriptor of main, handed on; `path` is read by the vault alone. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tty') }),
  z.strictObject({ kind: z.literal('fd'), fd: z.int().min(0) }),
  z.strictObject({ kind: z.literal('answers'), path: z.string().min(1) }),
  /** People type in a window; its keys come sealed (field-channel.ts). */
  z.strictObject({ kind: z.literal('window') }),
]);

export const exceptionSchema = z.strictObject({
  rule: z.string().min(1),
  reason: z.string().min(1),
  by: z.array(id).min(1),
});

const warning = z.strictObject({ code: z.string(), subject: z.string().exactOptional(), text });

/** What a secret was drawn from. */
const entropy = z.strictObject({ sources: z.array(z.enum(['os', 'hsm', 'dice'])), diceRolls: z.int() });

/** One file of an act's output; `path` is relative to the consortium's folder, with `/`. */
const outputFile = z.strictObject({ path: z.string(), bytes });

const verdict = z.strictObject({
  file: z.string(),
  ok: z.boolean(),
  code: z.string(),
  text,
  index: z.int().exactOptional(),
  custodian: id.exactOptional(),
  setId: hex.exactOptional(),
  epoch: z.int().exactOptional(),
  rehearsal: z.boolean().exactOptional(),
  date: z.string().exactOptional(),
});

const groupStanding = z.strictObject({ id, name: text, m: z.int(), n: z.int(), have: z.int() });

/** `have` of `m`; of a set with groups how far each of them is, and how many are needed. */
const quorum = z.strictObject({
  m: z.int(),
  n: z.int(),
  have: z.int(),
  met: z.boolean(),
  custodians: z.array(id),
  groups: z.strictObject({ threshold: z.int(), list: z.array(groupStanding) }).exactOptional(),
});
const openedRoot = z.strictObject({ id, suite, publicKey: hex, fingerprint: hex });

/** Every op: what goes in, what comes out. All hex is lower case. */
export const ops = {
  open: {
    input: z.strictObject({
      act: z.enum(acts),
      lang: z.enum(['en', 'zh']),
      source: sourceSchema,
      /** age identity files by custodian id (or another name), read by the vault. */
      identities: z.record(z.string(), z.string()),
      rehearsal: z.boolean(),
      idleMinutes: z.number().positive().max(240),
      /** What the root keys are opened for (`EXPORT root-ed to age1…`): shown to everybody who types a passphrase. */
      purpose: text.exactOptional(),
    }),
    result: nothing,
  },
  /** What of the answers file is no secret. */
  answers: {
    input: nothing,
    result: z.strictObject({
      confirm: z.enum(['all', 'none']),
      exceptions: z.array(exceptionSchema),
      identities: z.array(z.string()),
      custodians: z.array(id),
      administrators: z.array(id),
      dice: z.int(),
    }),
  },
  /** The whole founding: all secrets are made, split, proved and sealed. `planHash` as agreed. */
  found: {
    input: z.strictObject({ plan: resolvedPlanSchema, planHash: hex, ceremony: z.string(), origin: z.string() }),
    result: z.strictObject({
      files: z.array(outputFile),
      roots: z.array(openedRoot),
      set: z.strictObject({ id: hex, epoch: z.int(), m: z.int(), n: z.int(), scheme: z.enum(schemes) }),
      members: z.array(publicKey),
      /** `total` in decimal digits: there may be more quorums than an integer of JSON holds. */
      quorums: z.strictObject({ checked: z.int(), total: z.string(), all: z.boolean() }),
      entropy,
      warnings: z.array(warning),
      /** Custodians sealed below the default work factor of 18. */
      weakWorkFactor: z.array(id),
      /** Rehearsal only: the inputs of the entropy rule and every secret it gave, all hex. */
      example: z
        .strictObject({
          format: z.literal('rootseal.entropy-example/1'),
          rehearsal: z.literal(true),
          ceremony: z.string(),
          os: hex,
          hsm: hex,
          dice: z.string(),
          prk: hex,
          secrets: z.array(z.strictObject({ name: z.string(), expanded: hex })),
        })
        .exactOptional(),
    }),
  },
  /** `file` is `private/log-key/<administrator>.age`, `vkey` is `public/log.vkey`, both as bytes. */
  openLogKey: {
    input: z.strictObject({ administrator: id, name: text.exactOptional(), file: bytes, vkey: bytes }),
    result: z.strictObject({ origin: z.string() }),
  },
  /** Signs a checkpoint of the opened log key's own origin; answers the whole signed note. */
  signCheckpoint: {
    input: z.strictObject({ text: z.string() }),
    result: z.strictObject({ note: bytes }),
  },
  /**
   * Opens and judges shares, in the order given (`words`: whose words are typed), against the bytes of the public share set. `others`: what became of the
   * sets that are not in force, so that a share of one is told by it; `set` of one is there as far as it is published.
   */
  judgeShares: {
    input: z.strictObject({
      files: z
        .array(z.union([z.strictObject({ file: z.string(), bytes }), z.strictObject({ file: z.string(), words: id })]))
        .max(1024),
      set: bytes,
      others: z
        .array(
          z.strictObject({
            id: hex,
            epoch: z.int(),
            state: z.enum(['pending', 'retired', 'abandoned']),
            date: z.string(),
            set: bytes.exactOptional(),
          }),
        )
        .exactOptional(),
    }),
    result: z.strictObject({ shares: z.array(verdict), quorum }),
  },
  /** Combines the quorum and opens every sealed root. Both records are by root id. */
  combine: {
    input: z.strictObject({ sealed: z.record(id, bytes), statements: z.record(id, bytes) }),
    /** `quorum`: the custodians whose shares were combined. Roots in the order of the plan. */
    result: z.strictObject({ quorum: z.array(id), roots: z.array(openedRoot) }),
  },
  /** Each opened root signs a fresh challenge bound to the log head. */
  challenge: {
    input: z.strictObject({ size: z.int().min(0), root: bytes }),
    result: z.strictObject({
      challenges: z.array(z.strictObject({ root: id, nonce: hex, challenge: hex, signature: hex })),
    }),
  },
  /**
   * Signs the canonical JSON of a TUF file's `signed` part. The signature is as TUF writes it: P-256 in DER.
   * `publicKey` says which, where an act has rotated the root.
   */
  signTuf: {
    input: z.strictObject({ root: id, bytes, publicKey: hex.exactOptional() }),
    result: z.strictObject({ suite, signature: hex }),
  },
  /** Signs `D("file", bytes)`. */
  signFile: {
    input: z.strictObject({ root: id, bytes }),
    result: z.strictObject({ suite, fingerprint: hex, signature: hex }),
  },
  /** The root's private key as PKCS#8 PEM inside an age file to the recipient. */
  exportRoot: {
    input: z.strictObject({ root: id, recipient: z.string() }),
    result: z.strictObject({ bytes }),
  },
  /**
   * A new share set over the roots that were opened: new KEK, new split, every quorum proved, all sealed anew.
   * `change` are the bytes of the parameters, `sha256` their hash as agreed; `plan` is the founding's.
   */
  renew: {
    input: z.strictObject({ plan: resolvedPlanSchema, change: bytes, sha256: hex }),
    result: z.strictObject({
      files: z.array(outputFile),
      set: z.strictObject({ id: hex, epoch: z.int(), m: z.int(), n: z.int(), scheme: z.enum(schemes) }),
      roots: z.array(openedRoot),
      quorums: z.strictObject({ checked: z.int(), total: z.string(), all: z.boolean() }),
      entropy,
      warnings: z.array(warning),
      weakWorkFactor: z.array(id),
    }),
  },
  /** The signed notice that the set in `set` (bytes of its file) is retired; `time` is ISO. */
  retire: {
    input: z.strictObject({ set: bytes, time: z.string() }),
    result: z.strictObject({ bytes }),
  },
  /** The signed receipt of the one intact share that was judged in this act; `time` is ISO. */
  receipt: {
    input: z.strictObject({ time: z.string() }),
    result: z.strictObject({ bytes }),
  },
  /** Opens a member's key made here: `file` is `private/<member>/local.conf.age`. Absence is an answer, not an error. */
  openMember: {
    input: z.strictObject({ member: id, holder: z.string(), name: text.exactOptional(), file: bytes }),
    result: z.strictObject({
      opened: z.boolean(),
      code: z.string().exactOptional(),
      text: text.exactOptional(),
      suite: suite.exactOptional(),
      publicKey: hex.exactOptional(),
    }),
  },
  /** A member's permission for the genesis transaction, over the 34-byte hash of the parsed content. */
  signGenesis: {
    input: z.strictObject({ member: id, content: bytes }),
    /** All three in Base58, as JD Chain writes them. */
    result: z.strictObject({ publicKey: z.string(), signature: z.string(), txHash: z.string() }),
  },
  /** A signed JD Chain participant registration. */
  register: {
    input: z.strictObject({
      ledgerHash: z.string(),
      name: z.string(),
      publicKey: z.string(),
      time: z.number(),
      signer,
    }),
    result: z.strictObject({ message: bytes, txHash: z.string(), signer: z.strictObject({ suite, publicKey: hex }) }),
  },
  /** One signature more on a JD Chain transaction, `file`, which may have others; `name` is for errors. */
  signTx: {
    input: z.strictObject({ file: bytes, name: z.string(), signer }),
    result: z.strictObject({ message: bytes, txHash: z.string(), signer: z.strictObject({ suite, publicKey: hex }) }),
  },
  /** An X.509 root, request or certificate of JD Chain's CA mode, built and signed here. */
  certify: {
    input: z.strictObject({
      wish: z.strictObject({
        kind: z.enum(['root', 'request', 'issue']),
        subject: z.string().exactOptional(),
        roles: z.array(z.enum(certificateRoles)),
        notBefore: z.number(),
        notAfter: z.number(),
        request: z.string().exactOptional(),
        issuer: z.string().exactOptional(),
      }),
      signer,
    }),
    result: z.strictObject({ pem: z.string(), signer: z.strictObject({ suite, publicKey: hex }) }),
  },
  /** A new JD Chain key pair: the texts of `.pub` and of `.priv`, the latter under a passphrase that is chosen now. */
  newKey: {
    input: z.strictObject({ name: z.string().min(1), suite }),
    result: z.strictObject({ publicKey: z.string(), priv: z.string(), weakPassphrase: z.boolean() }),
  },
  /**
   * Keys of an applicant or voter, made now; the private halves in `file`, an age file to a recipient or under a
   * passphrase chosen now. `application` (JCS, without `keys`) is completed with them, and signed by each.
   */
  makeKeys: {
    input: z.strictObject({
      owner: z.strictObject({ id, name: text }),
      keys: z.array(z.strictObject({ use: z.enum(ringUses), suite })).min(1),
      application: bytes.exactOptional(),
      /** Public keys of an application whose private halves lie elsewhere: it is answered as a draft. */
      foreign: z
        .array(z.strictObject({ use: z.enum(['participant', 'gateway', 'user']), suite, publicKey: hex }))
        .max(8)
        .exactOptional(),
      /** They are further keys of this member, which each of them signs. */
      offer: z.strictObject({ consortium: z.string(), rehearsal: z.boolean(), member: z.string() }).exactOptional(),
      seal: sealSchema,
    }),
    result: z.strictObject({
      keys: z.array(z.strictObject({ use: z.enum(ringUses), suite, publicKey: hex })),
      application: bytes.exactOptional(),
      offer: bytes.exactOptional(),
      file: bytes,
      weakPassphrase: z.boolean(),
    }),
  },
  /**
   * After `combine`: a decision of the voters (JCS of the register before it, of the proposal, of each vote) is judged as
   * of `time`. Answers the files that come of it. From then on `signTuf` signs no targets but those that list them.
   */
  enact: {
    input: z.strictObject({
      ...{ before: bytes, proposal: bytes, votes: z.array(bytes), time: z.string() },
      /** `public/tuf/targets.json` as it is in force. */
      targets: bytes,
    }),
    result: z.strictObject({ files: z.array(z.strictObject({ path: z.string(), bytes })) }),
  },
  /** After `enact` and `openMember`: one of the chain's transactions in it, with the signatures of these members. */
  signTransaction: {
    input: z.strictObject({ members: z.array(id), path: z.string() }),
    result: z.strictObject({ bytes }),
  },
  /** A vote: the statement of an approval (JCS), signed with the voter's key in their age file. */
  signVote: {
    input: z.strictObject({
      voter: z.strictObject({ id, name: text }),
      statement: bytes,
      file: bytes,
      name: z.string(),
    }),
    result: z.strictObject({ approval: bytes }),
  },
  /**
   * Raw shares of HashiCorp Vault, typed by their holders one after the other, proved against one another as far as they
   * can be, and sealed. `files`: `share-set.json` and `shares/<custodian>.age`.
   */
  importShares: {
    input: z.strictObject({ wish: vaultImportSchema }),
    result: z.strictObject({
      files: z.array(outputFile),
      set: z.strictObject({ id: hex, m: z.int(), n: z.int(), signer: hex }),
      /** More than M shares were brought, and all agree. */
      proved: z.boolean(),
      weakWorkFactor: z.array(id),
    }),
  },
  /** The one intact share of this act as Vault writes it, inside an age file to the recipient. */
  exportShare: {
    input: z.strictObject({ encoding: z.enum(vaultEncodings), recipient: z.string() }),
    result: z.strictObject({ bytes }),
  },
  /**
   * The one intact share of this act as words, shown to its holder to be copied by hand and read back. `progress` tells
   * how many boxes have been shown. `same` is false where the paper never was: `text` names boxes alone.
   */
  copyShare: {
    input: nothing,
    result: z.strictObject({ same: z.boolean(), code: z.string().exactOptional(), text: text.exactOptional() }),
  },
  /** Zeroes what is held and ends the process. */
  finish: { input: nothing, result: nothing },
} as const;

export type Op = keyof typeof ops;
export type Input<O extends Op> = z.input<(typeof ops)[O]['input']>;
export type Result<O extends Op> = z.output<(typeof ops)[O]['result']>;

/** The ops of each act; `open` and `finish` are of all. */
export const opsOfAct: Readonly<Record<VaultAct, readonly Op[]>> = {
  answers: ['answers'],
  found: ['found', 'signCheckpoint'],
  check: ['judgeShares', 'receipt'],
  sign: ['judgeShares', 'openLogKey', 'signCheckpoint', 'combine', 'challenge', 'signTuf', 'openMember', 'signGenesis'],
  close: ['openLogKey', 'signCheckpoint'],
  restore: ['judgeShares', 'openLogKey', 'signCheckpoint', 'combine', 'challenge', 'signFile', 'exportRoot'],
  renew: ['judgeShares', 'openLogKey', 'signCheckpoint', 'combine', 'challenge', 'renew', 'signTuf'],
  activate: ['judgeShares', 'openLogKey', 'signCheckpoint', 'combine', 'challenge', 'signTuf', 'retire'],
  register: ['register', 'signTx', 'certify'],
  key: ['newKey'],
  import: ['importShares'],
  export: ['judgeShares', 'exportShare'],
  member: ['makeKeys'],
  vote: ['signVote'],
  enact: [
    'judgeShares',
    'openMember',
    'openLogKey',
    'signCheckpoint',
    'combine',
    'challenge',
    'enact',
    'signTransaction',
    'signTuf',
  ],
  copy: ['judgeShares', 'copyShare'],
};

export const requestSchema = z.strictObject({
  id: z.int().min(0),
  op: z.enum(Object.keys(ops) as [Op, ...Op[]]),
  input: z.unknown(),
});

const error = z.strictObject({
  code: z.string(),
  text,
  exit: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  subject: z.string().exactOptional(),
  /** As a window says it, where that differs. */
  inWindow: text.exactOptional(),
});

const progress = z.strictObject({
  event: z.literal('progress'),
  what: text,
  done: z.int().min(0),
  total: z.int().min(0),
});

/** A share has been judged; `quorum` is of the shares judged so far. The vault goes on once main has heard it. */
const judged = z.strictObject({ event: z.literal('verdict'), verdict, quorum });

/** Main's answer to each verdict. */
export const heardSchema = z.strictObject({ heard: z.literal('verdict') });

/** What the vault sends; a `result` is judged by the schema of its op. */
export const messageSchema = z.union([
  z.strictObject({ id: z.int(), ok: z.literal(true), result: z.unknown() }),
  z.strictObject({ id: z.int(), ok: z.literal(false), error }),
  z.discriminatedUnion('event', [progress, judged, fieldEvent, keyedEvent]),
]);

/** The id of a refusal that answers no request: a vault ended from without or by its clock says why. */
export const unasked = -1;

export type Request = z.infer<typeof requestSchema>;
export type Message = z.infer<typeof messageSchema>;
export type WireError = z.infer<typeof error>;
export type Progress = z.infer<typeof progress>;
export type VaultEvent = Extract<Message, { readonly event: string }>;
export type VaultSource = z.infer<typeof sourceSchema>;
export type ShareVerdict = z.infer<typeof verdict>;
export type Quorum = z.infer<typeof quorum>;
export type VaultWarning = z.infer<typeof warning>;
