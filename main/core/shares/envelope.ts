/**
 * The share envelope `rootseal.share/1` (docs/formats.md section 2): deterministic CBOR, signed by the first root,
 * the plaintext of one custodian's age file.
 *
 * Every field is in an attacker's hand until the signature and the share set have been looked at (guard.ts).
 */
import { equal, digestMessage } from '../encoding/bytes.ts';
import { fromCbor, toCbor } from '../encoding/cbor.ts';
import {
  bytes,
  ceremonyId,
  flag,
  formatOf,
  id,
  listOf,
  map,
  name,
  oneOf,
  positive,
  readFields,
  text,
  whole,
} from '../fields.ts';
import type { FieldFault } from '../fields.ts';
import { fingerprint, suite, suiteNames } from '../keys/index.ts';
import type { SuiteName } from '../keys/index.ts';
import { toHex } from '../encoding/hex.ts';
import { refuse } from '../rules.ts';
import type { Sign } from '../signing.ts';
import { commitShare, setIdLength, shareLength } from './commitment.ts';
import { type Groups, groupsFault } from './groups.ts';
import { readGroups } from './groups-read.ts';
import { shareRules } from './rules.ts';
import { type ShareScheme, isScheme, schemeOf, vaultScheme } from './scheme.ts';
import { checkWords } from './slip39-share.ts';
import { type VaultSource, readVaultSource, vaultSourceFault } from './vault-source.ts';

export const envelopeFormat = 'rootseal.share/1';

/** Whose share it is. */
export interface EnvelopeCustodian {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/** An envelope before it is signed. `share` is secret: fill it with 0 after use. */
export interface UnsignedEnvelope {
  readonly consortium: string;
  readonly ceremony: string;
  /** 16 bytes, random. */
  readonly set: Uint8Array;
  /** From 1. */
  readonly epoch: number;
  readonly scheme: ShareScheme;
  /** The custodian's slot, 1 to n. */
  readonly index: number;
  /** shamir, vault-gf256: the splitter's own number of the share, 1 to 255, the last byte of `share`. slip39: the index. */
  readonly x: number;
  /** Of a set with groups the size of the smallest quorum. */
  readonly m: number;
  readonly n: number;
  /** slip39 alone, and only of a set with groups: the groups, and the one of this custodian. */
  readonly groups?: Groups;
  readonly group?: string;
  /** vault-gf256 alone. */
  readonly vault?: VaultSource;
  readonly custodian: EnvelopeCustodian;
  /** Fingerprints of all roots, 32 bytes each, in the plan's order. */
  readonly roots: readonly Uint8Array[];
  /** 32 bytes each, slot order. */
  readonly commitments: readonly Uint8Array[];
  readonly rehearsal: boolean;
  /** shamir, vault-gf256: 33 bytes. slip39: the words as ASCII, one blank between two. */
  readonly share: Uint8Array;
  /** The first root. */
  readonly signer: { readonly suite: SuiteName; readonly publicKey: Uint8Array };
}

export interface Envelope extends UnsignedEnvelope {
  /** 64 bytes, over `envelopeMessage`. */
  readonly signature: Uint8Array;
}

/** The message that the first root signs: `D("share", CBOR without the signature)`. */
export function envelopeMessage(envelope: UnsignedEnvelope): Uint8Array {
  const unsigned = toCbor(unsignedMap(envelope), 'share envelope');
  try {
    return digestMessage('share', unsigned);
  } finally {
    unsigned.fill(0);
  }
}

/**
 * Signs an envelope. The result was read back strictly, so nothing is handed out that no reader would take.
 * @throws what `parseEnvelope` throws.
 */
export async function signEnvelope(unsigned: UnsignedEnvelope, sign: Sign): Promise<Envelope> {
  const envelope = { ...unsigned, signature: await sign(envelopeMessage(unsigned)) };
  const encoded = encodeEnvelope(envelope);
  try {
    return parseEnvelope(encoded);
  } finally {
    encoded.fill(0);
  }
}

/** The bytes of the envelope: the plaintext of an age file. Secret. */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  return toCbor({ ...unsignedMap(envelope), signature: envelope.signature }, 'share envelope');
}

/**
 * Reads an envelope strictly, its own commitment and its signature by the signer that it names included.
 * Whether that signer is the right one only a share set can say (`judgeShare`).
 * @throws SHARE-… (each fault under its own rule), CBOR-…
 */
export function parseEnvelope(encoded: Uint8Array): Envelope {
  const envelope = readEnvelope(encoded);
  checkOwnCommitment(envelope);
  if (!signatureHolds(envelope)) {
    throw refuse(shareRules, 'SHARE-SIGNATURE', { index: envelope.index, custodian: envelope.custodian.id });
  }
  return envelope;
}

/** `parseEnvelope` without looking at commitment and signature: for a judge that names an altered share. */
export function readEnvelope(encoded: Uint8Array): Envelope {
  const envelope = readMap(fromCbor(encoded, 'share envelope'));
  checkNumbers(envelope);
  if (envelope.scheme === 'slip39') checkWords(envelope);
  else checkShare(envelope);
  checkCommitments(envelope);
  checkRoots(envelope);
  return envelope;
}

/** True if the signer that the envelope itself names has signed it. */
export function signatureHolds(envelope: Envelope): boolean {
  const { suite: suiteName, publicKey } = envelope.signer;
  return suite(suiteName).verify(envelope.signature, envelopeMessage(envelope), publicKey);
}

/** True if the share is the one that the envelope commits to. */
export function ownCommitmentHolds(envelope: Envelope): boolean {
  const listed = envelope.commitments[envelope.index - 1];
  return listed !== undefined && equal(commitShare(envelope.set, envelope.index, envelope.share), listed);
}

function unsignedMap(envelope: UnsignedEnvelope): Record<string, unknown> {
  const { consortium, ceremony, set, epoch, scheme, index, x, m, n, rehearsal, share } = envelope;
  const { id: custodianId, zh, en } = envelope.custodian;
  return {
    format: envelopeFormat,
    ...{ consortium, ceremony, set, epoch, scheme, index, x, m, n, rehearsal, share },
    ...(envelope.groups && { groups: envelope.groups, group: envelope.group }),
    ...(envelope.vault && { vault: { ...envelope.vault } }),
    custodian: { id: custodianId, zh, en },
    roots: [...envelope.roots],
    commitments: [...envelope.commitments],
    signer: { suite: envelope.signer.suite, publicKey: envelope.signer.publicKey },
  };
}

const envelopeShape = {
  format: text,
  consortium: id,
  ceremony: ceremonyId,
  set: bytes(setIdLength),
  epoch: positive,
  scheme: text,
  index: whole,
  x: whole,
  m: whole,
  n: whole,
  custodian: map,
  roots: listOf(bytes(32)),
  commitments: listOf(bytes(32)),
  rehearsal: flag,
  share: bytes(),
  signer: map,
  signature: bytes(64),
};
const custodianShape = { id, zh: name, en: name };
const signerShape = { suite: oneOf(suiteNames), publicKey: bytes() };

function readMap(value: unknown): Envelope {
  const format = formatOf(value) ?? envelopeFormat;
  if (format !== envelopeFormat) throw refuse(shareRules, 'SHARE-FORMAT', { format });
  const { format: _, ...fields } = readFields(value, shapeOf(value), fieldRefusal);
  const custodian = readFields(fields.custodian, custodianShape, fieldRefusal, 'custodian.');
  const signer = readFields(fields.signer, signerShape, fieldRefusal, 'signer.');
  const { groups, vault } = fields;
  const grouped = groups === undefined ? {} : { groups: readGroups(groups, fieldRefusal) };
  const sourced = vault === undefined ? {} : { vault: readVaultSource(vault, fieldRefusal) };
  return { ...fields, custodian, signer, ...grouped, ...sourced } as Envelope;
}

/** Groups are of slip39 alone, and both fields of them stand there or none; a set of Vault's says what it is of. */
function shapeOf(
  value: unknown,
): typeof envelopeShape & { groups?: typeof map; group?: typeof id; vault?: typeof map } {
  const { scheme, grouped } = schemeOf(value);
  if (typeof scheme === 'string' && !isScheme(scheme)) throw refuse(shareRules, 'SHARE-SCHEME', { scheme });
  if (scheme === vaultScheme) return { ...envelopeShape, vault: map };
  return grouped ? { ...envelopeShape, groups: map, group: id } : envelopeShape;
}

const fieldRules = {
  unknown: 'SHARE-FIELD-UNKNOWN',
  missing: 'SHARE-FIELD-MISSING',
  type: 'SHARE-FIELD-TYPE',
} as const;

function fieldRefusal(fault: FieldFault, field: string, expected: string): Error {
  return refuse(shareRules, fieldRules[fault], { field, expected }, { subject: field });
}

function checkNumbers({ scheme, index, m, n, groups, vault }: Envelope): void {
  if (n > 255) throw refuse(shareRules, 'SHARE-N-HIGH', { n });
  if (m < 2) throw refuse(shareRules, 'SHARE-M-LOW', { m });
  if (m > n) throw refuse(shareRules, 'SHARE-M-OVER-N', { m, n });
  if (index < 1 || index > n) throw refuse(shareRules, 'SHARE-INDEX', { index, n });
  const reason = scheme === 'slip39' ? groupsFault({ m, n, groups, members: [] }) : undefined;
  if (reason) throw refuse(shareRules, 'SHARE-GROUPS', { reason });
  const odd = vault && vaultSourceFault(vault, { m, n });
  if (odd) throw fieldRefusal('type', odd.field, odd.expected);
}

function checkShare({ x, share }: Envelope): void {
  if (share.length !== shareLength) throw refuse(shareRules, 'SHARE-LENGTH', { length: share.length });
  const last = share[shareLength - 1] ?? 0;
  // Either of the two being 0 is the attack; that they differ is the lesser news.
  if (x === 0 || last === 0) throw refuse(shareRules, 'SHARE-X-ZERO');
  if (x > 255) throw refuse(shareRules, 'SHARE-X-RANGE', { x });
  if (x !== last) throw refuse(shareRules, 'SHARE-X-MISMATCH', { x, last });
}

function checkCommitments({ commitments, n }: Envelope): void {
  const count = commitments.length;
  if (count !== n) throw refuse(shareRules, 'SHARE-COMMITMENTS-COUNT', { count, n });
  const twice = firstRepeat(commitments.map(toHex));
  if (twice === undefined) return;
  throw refuse(shareRules, 'SHARE-COMMITMENTS-DUPLICATE', { first: twice[0] + 1, second: twice[1] + 1 });
}

function checkRoots({ roots, signer }: Envelope): void {
  const named = roots.map(toHex);
  if (named.length === 0 || firstRepeat(named) !== undefined) throw refuse(shareRules, 'SHARE-ROOTS');
  if (!suite(signer.suite).isPublicKey(signer.publicKey)) {
    throw fieldRefusal('type', 'signer.publicKey', `a public key of the suite ${signer.suite}`);
  }
  if (fingerprint(signer.suite, signer.publicKey) !== named[0]) throw refuse(shareRules, 'SHARE-SIGNER');
}

function checkOwnCommitment(envelope: Envelope): void {
  if (!ownCommitmentHolds(envelope)) throw refuse(shareRules, 'SHARE-COMMITMENT', { index: envelope.index });
}

/** Places of the first two equal strings, from 0. */
export function firstRepeat(values: readonly (string | number)[]): readonly [number, number] | undefined {
  const seen = new Map<string | number, number>();
  for (const [place, value] of values.entries()) {
    const before = seen.get(value);
    if (before !== undefined) return [before, place];
    seen.set(value, place);
  }
  return undefined;
}
