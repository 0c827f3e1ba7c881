/**
 * The second half of the founding act: sealed roots, statements, share set, envelopes, log key (docs/formats.md
 * section 2). Each is read back strictly by what makes it; the sealed ones are opened again with the KEK here.
 */

import { vkeyFile } from '../../core/audit/note.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { sealedPath, setPath, statementPath } from '../../core/ceremony/set-paths.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { fingerprint, suite } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import {
  logKeyId,
  nonceLength,
  openSealed,
  seal,
  sealedLogKeyFormat,
  sealedRootFormat,
} from '../../core/sealing/sealed.ts';
import { buildStatement, encodeStatement } from '../../core/sealing/statement.ts';
import { commitShare, setIdLength } from '../../core/shares/commitment.ts';
import { encodeEnvelope, signEnvelope } from '../../core/shares/envelope.ts';
import { groupsOfPlan } from '../../core/shares/groups.ts';
import { receiptKey } from '../../core/shares/receipt.ts';
import { encodeShareSet, setFormat, signShareSet } from '../../core/shares/set.ts';
import { parseMnemonic } from '../../core/shares/slip39.ts';
import type { RandomSource } from '../../core/signing.ts';
import { vaultRules } from '../rules.ts';
import type { OpenKey } from '../session.ts';
import { xchacha } from '../xchacha.ts';
import type { Secrets } from './secrets.ts';

export interface NamedBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface PapersInput {
  readonly plan: ResolvedPlan;
  readonly ceremony: string;
  readonly origin: string;
  readonly secrets: Pick<Secrets, 'roots' | 'kek' | 'logKey'>;
  /** Slot order: 33 bytes each, or words as ASCII. */
  readonly shares: readonly Uint8Array[];
  readonly random: RandomSource;
  /** The first epoch is 1; a later set counts on. */
  readonly epoch: number;
}

export interface Papers {
  /** Hex. */
  readonly setId: string;
  /** Nothing secret: sealed files, statements, share set, and with the first set `log.vkey`. */
  readonly files: readonly NamedBytes[];
  /** Plaintext of each custodian's age file, by id. Secret. */
  readonly envelopes: ReadonlyMap<string, Uint8Array>;
}

export async function makePapers(input: PapersInput): Promise<Papers> {
  const setId = input.random(setIdLength);
  const sealed = [...input.secrets.roots.map((root) => sealOne(input, setId, root)), sealLogKey(input, setId)];
  return {
    setId: toHex(setId),
    files: [
      ...sealed,
      ...(await statements(input, sealed)),
      await shareSet(input, setId),
      ...(input.epoch === 1
        ? [{ path: 'public/log.vkey', bytes: vkeyFile(input.origin, input.secrets.logKey.publicKey) }]
        : []),
    ],
    envelopes: await envelopes(input, setId),
  };
}

function sealOne(input: PapersInput, setId: Uint8Array, key: OpenKey, format = rootFormat): NamedBytes {
  const { plan, ceremony, secrets, random, epoch } = input;
  const header = {
    format,
    consortium: plan.consortium.id,
    ceremony,
    id: key.id,
    suite: key.suite,
    publicKey: key.publicKey,
    set: setId,
    epoch,
    rehearsal: plan.rehearsal,
    nonce: random(nonceLength),
  };
  const bytes = seal(key.secret, secrets.kek, header, xchacha);
  proveSealed(bytes, secrets.kek, key);
  return { path: sealedPath(key.id), bytes };
}

type SealedFormat = typeof sealedRootFormat | typeof sealedLogKeyFormat;
const rootFormat: SealedFormat = sealedRootFormat;

/** Sealed under the KEK as well, so that no lost administrator locks a quorum out of the log. */
function sealLogKey(input: PapersInput, setId: Uint8Array): NamedBytes {
  return sealOne(input, setId, { ...input.secrets.logKey, id: logKeyId }, sealedLogKeyFormat);
}

/** What was sealed must come back: the same proof for the sealed roots as the quorums are for the KEK. */
function proveSealed(file: Uint8Array, kek: Uint8Array, { id, secret }: OpenKey): void {
  const opened = openSealed(file, kek, xchacha);
  const same = equal(opened.secret, secret);
  opened.secret.fill(0);
  if (!same) throw refuse(vaultRules, 'VAULT-ROOT-MISMATCH', {}, { subject: id });
}

export const signerOf = (key: OpenKey) => (message: Uint8Array) => suite(key.suite).sign(message, key.secret);
const fingerprints = ({ roots }: PapersInput['secrets']) =>
  roots.map((root) => fingerprint(root.suite, root.publicKey));

/** Every document about shares is signed by the first root of the plan. */
export function firstRoot({ roots }: Pick<Secrets, 'roots'>): OpenKey {
  const [first] = roots;
  if (!first) throw new Error('no root'); // the plan's schema demands one
  return first;
}

function statements({ plan, secrets }: PapersInput, sealed: readonly NamedBytes[]): Promise<NamedBytes[]> {
  return Promise.all(
    secrets.roots.map(async (root, i) => {
      const { purpose = '' } = plan.roots[i] ?? {};
      const statement = await buildStatement(sealed[i]?.bytes ?? new Uint8Array(), purpose, signerOf(root));
      return { path: statementPath(root.id), bytes: encodeStatement(statement) };
    }),
  );
}

const commitments = ({ shares }: PapersInput, setId: Uint8Array) =>
  shares.map((share, i) => commitShare(setId, i + 1, share));
/** The library's own number of a share; words have theirs inside. */
const xOf = ({ plan, shares }: PapersInput, i: number) => (plan.scheme === 'slip39' ? i + 1 : (shares[i]?.at(-1) ?? 0));

/** 15 bits that all words of a set begin with. */
function identifierOf({ plan, shares: [first] }: PapersInput): { identifier?: number } {
  if (plan.scheme !== 'slip39' || !first) return {};
  const { identifier, value } = parseMnemonic(first);
  value.fill(0);
  return { identifier };
}

function groupsOf({ plan }: PapersInput): { groups?: NonNullable<ReturnType<typeof groupsOfPlan>> } {
  const groups = groupsOfPlan(plan);
  return groups ? { groups } : {};
}

async function shareSet(input: PapersInput, setId: Uint8Array): Promise<NamedBytes> {
  const { plan, ceremony, secrets, shares, epoch } = input;
  const signer = firstRoot(secrets);
  const committed = commitments(input, setId);
  const set = await signShareSet(
    {
      format: setFormat,
      consortium: plan.consortium.id,
      ceremony,
      id: toHex(setId),
      epoch,
      scheme: plan.scheme,
      m: plan.threshold,
      n: plan.custodians.length,
      ...identifierOf(input),
      ...groupsOf(input),
      roots: fingerprints(secrets),
      shares: plan.custodians.map(({ id, name, group }, i) => ({
        index: i + 1,
        x: xOf(input, i),
        ...(group !== undefined && { group }),
        custodian: { id, name },
        commitment: toHex(committed[i] ?? new Uint8Array()),
        receiptKey: toHex(receiptKey(setId, i + 1, shares[i] ?? new Uint8Array())),
      })),
      rehearsal: plan.rehearsal,
      signer: { suite: signer.suite, publicKey: toHex(signer.publicKey) },
    },
    signerOf(signer),
  );
  return { path: setPath(set.id), bytes: encodeShareSet(set) };
}

async function envelopes(input: PapersInput, setId: Uint8Array): Promise<Map<string, Uint8Array>> {
  const { plan, ceremony, secrets, shares, epoch } = input;
  const signer = firstRoot(secrets);
  const common = {
    consortium: plan.consortium.id,
    ceremony,
    set: setId,
    epoch,
    scheme: plan.scheme,
    m: plan.threshold,
    n: plan.custodians.length,
    ...groupsOf(input),
    roots: fingerprints(secrets).map((hex) => fromHex(hex, 'fingerprint')),
    commitments: commitments(input, setId),
    rehearsal: plan.rehearsal,
    signer: { suite: signer.suite, publicKey: signer.publicKey },
  };
  const made = new Map<string, Uint8Array>();
  for (const [i, { id, name, group }] of plan.custodians.entries()) {
    const share = shares[i] ?? new Uint8Array();
    const custodian = { id, zh: name.zh, en: name.en };
    const own = group === undefined ? {} : { group };
    const unsigned = { ...common, ...own, index: i + 1, x: xOf(input, i), custodian, share };
    made.set(id, encodeEnvelope(await signEnvelope(unsigned, signerOf(signer))));
  }
  return made;
}
