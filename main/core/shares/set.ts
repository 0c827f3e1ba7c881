/**
 * The public share set `rootseal.share-set/1` (docs/formats.md section 2): JCS, signed by the first root.
 * Who holds which slot, and a commitment to each share, by which one share can be checked alone.
 *
 * In memory it is the document as it stands in the file: nothing in it is secret.
 */
import { digestMessage } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import {
  ceremonyId,
  flag,
  formatOf,
  hex,
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
import { refuse } from '../rules.ts';
import type { Sign } from '../signing.ts';
import { setIdLength } from './commitment.ts';
import { firstRepeat } from './envelope.ts';
import { type Groups, groupsFault, policyOf } from './groups.ts';
import { readGroups } from './groups-read.ts';
import { shareRules } from './rules.ts';
import { type ShareScheme, isScheme, schemeOf, vaultScheme } from './scheme.ts';
import { type VaultSource, readVaultSource, vaultSourceFault } from './vault-source.ts';

export const setFormat = 'rootseal.share-set/1';

/** One slot of the set. */
export interface SetShare {
  /** 1 to n, in order. */
  readonly index: number;
  /** shamir, vault-gf256: 1 to 255, the last byte of the share. slip39: the index. */
  readonly x: number;
  /** Of a set with groups. */
  readonly group?: string;
  readonly custodian: { readonly id: string; readonly name: { readonly zh: string; readonly en: string } };
  /** 32 bytes in hex. */
  readonly commitment: string;
  /** Ed25519, 32 bytes in hex: by it receipts of this share are verified. Sets made before receipts were have none. */
  readonly receiptKey?: string;
}

export interface UnsignedShareSet {
  readonly format: typeof setFormat;
  readonly consortium: string;
  readonly ceremony: string;
  /** 16 bytes in hex. */
  readonly id: string;
  /** From 1. */
  readonly epoch: number;
  readonly scheme: ShareScheme;
  /** Of a set with groups the size of the smallest quorum. */
  readonly m: number;
  readonly n: number;
  /** slip39 alone: 15 bits, the first word and half of the second of every share. */
  readonly identifier?: number;
  /** slip39 alone, and only of a set with groups. */
  readonly groups?: Groups;
  /** vault-gf256 alone. */
  readonly vault?: VaultSource;
  /** Fingerprints, 32 bytes in hex, in the plan's order. */
  readonly roots: readonly string[];
  readonly shares: readonly SetShare[];
  readonly rehearsal: boolean;
  /** The first root; the key in hex. */
  readonly signer: { readonly suite: SuiteName; readonly publicKey: string };
}

export interface ShareSet extends UnsignedShareSet {
  /** 64 bytes in hex, over `setMessage`. */
  readonly signature: string;
}

/** The message that the first root signs: `D("share-set", JCS without the signature)`. */
export function setMessage(set: UnsignedShareSet | ShareSet): Uint8Array {
  const { signature: _, ...unsigned } = { signature: '', ...set };
  return digestMessage('share-set', toJcs(unsigned, 'share set'));
}

/**
 * Signs a share set. The result was read back strictly.
 * @throws what `parseShareSet` throws.
 */
export async function signShareSet(unsigned: UnsignedShareSet, sign: Sign): Promise<ShareSet> {
  const signature = toHex(await sign(setMessage(unsigned)));
  return parseShareSet(encodeShareSet({ ...unsigned, signature }));
}

/** The bytes of the file `public/share-sets/<set id>.json`. */
export function encodeShareSet(set: ShareSet): Uint8Array {
  return toJcs(set, 'share set');
}

/**
 * Reads a share set strictly, its signature by the signer that it names included.
 * `what`: its file, where bytes that are no such document are to be named by it.
 * Whether that signer is trusted is the caller's question (TUF, a fingerprint read aloud).
 * @throws SET-… (each fault under its own rule), ENCODING-JSON
 */
export function parseShareSet(encoded: Uint8Array, what = 'share set'): ShareSet {
  const set = readDocument(parseJcs(encoded, what));
  checkNumbers(set);
  checkSlots(set);
  if (set.scheme === 'slip39') checkWordSet(set);
  checkRoots(set);
  if (!setSignatureHolds(set)) throw refuse(shareRules, 'SET-SIGNATURE', { set: set.id }, { subject: set.id });
  return set;
}

/** True if the signer that the set itself names has signed it. */
export function setSignatureHolds(set: ShareSet): boolean {
  const publicKey = fromHex(set.signer.publicKey, 'signer.publicKey');
  return suite(set.signer.suite).verify(fromHex(set.signature, 'signature'), setMessage(set), publicKey);
}

const setShape = {
  format: text,
  consortium: id,
  ceremony: ceremonyId,
  id: hex(setIdLength),
  epoch: positive,
  scheme: text,
  m: whole,
  n: whole,
  roots: listOf(hex(32)),
  shares: listOf(map),
  rehearsal: flag,
  signer: map,
  signature: hex(64),
};
const slotShape = { index: whole, x: whole, custodian: map, commitment: hex(32) };
const receiptedShape = { ...slotShape, receiptKey: hex(32) };
const custodianShape = { id, name: map };
const nameShape = { zh: name, en: name };
const signerShape = { suite: oneOf(suiteNames), publicKey: hex() };

function readDocument(value: unknown): ShareSet {
  const format = formatOf(value) ?? setFormat;
  if (format !== setFormat) throw refuse(shareRules, 'SET-FORMAT', { format });
  const fields = readFields(value, shapeOf(value), fieldRefusal);
  const { groups, vault } = fields;
  const grouped = groups === undefined ? {} : { groups: readGroups(groups, fieldRefusal) };
  const sourced = vault === undefined ? {} : { vault: readVaultSource(vault, fieldRefusal) };
  const shares = fields.shares.map((share, i) => readSlot(share, `shares[${i}].`, groups !== undefined));
  const signer = readFields(fields.signer, signerShape, fieldRefusal, 'signer.');
  return { ...fields, format: setFormat, shares, signer, ...grouped, ...sourced } as ShareSet;
}

/** What slip39 adds: an identifier always, groups if there are any. A set of Vault's says what it is of. */
function shapeOf(
  value: unknown,
): typeof setShape & { identifier?: typeof whole; groups?: typeof map; vault?: typeof map } {
  const { scheme, grouped } = schemeOf(value);
  if (typeof scheme === 'string' && !isScheme(scheme)) throw refuse(shareRules, 'SET-SCHEME', { scheme });
  if (scheme === vaultScheme) return { ...setShape, vault: map };
  if (scheme !== 'slip39') return setShape;
  return { ...setShape, identifier: whole, ...(grouped && { groups: map }) };
}

function readSlot(value: unknown, at: string, grouped: boolean): SetShare {
  const receipted = typeof value === 'object' && value !== null && Object.hasOwn(value, 'receiptKey');
  const plain = receipted ? receiptedShape : slotShape;
  const shape: typeof slotShape & { receiptKey?: ReturnType<typeof hex>; group?: typeof id } = grouped
    ? { ...plain, group: id }
    : plain;
  const slot = readFields(value, shape, fieldRefusal, at);
  const custodian = readFields(slot.custodian, custodianShape, fieldRefusal, `${at}custodian.`);
  const names = readFields(custodian.name, nameShape, fieldRefusal, `${at}custodian.name.`);
  return { ...slot, custodian: { id: custodian.id, name: names } };
}

const fieldRules = { unknown: 'SET-FIELD-UNKNOWN', missing: 'SET-FIELD-MISSING', type: 'SET-FIELD-TYPE' } as const;

function fieldRefusal(fault: FieldFault, field: string, expected: string): Error {
  return refuse(shareRules, fieldRules[fault], { field, expected }, { subject: field });
}

function checkNumbers({ m, n, shares, vault }: ShareSet): void {
  if (n > 255) throw refuse(shareRules, 'SET-N-HIGH', { n });
  if (m < 2) throw refuse(shareRules, 'SET-M-LOW', { m });
  if (m > n) throw refuse(shareRules, 'SET-M-OVER-N', { m, n });
  if (shares.length !== n) throw refuse(shareRules, 'SET-COUNT', { count: shares.length, n });
  const odd = vault && vaultSourceFault(vault, { m, n });
  if (odd) throw fieldRefusal('type', odd.field, odd.expected);
}

function checkSlots({ shares, n }: ShareSet): void {
  for (const [place, { index, x }] of shares.entries()) {
    if (index !== place + 1) throw refuse(shareRules, 'SET-SLOTS', { n, place: place + 1, index });
    if (x === 0) throw refuse(shareRules, 'SET-X-ZERO', { index });
    if (x > 255) throw refuse(shareRules, 'SET-X-RANGE', { index, x });
  }
  refuseRepeat(shares, 'SET-X-DUPLICATE', (share) => share.x);
  refuseRepeat(shares, 'SET-COMMITMENT-DUPLICATE', (share) => share.commitment);
  refuseRepeat(shares, 'SET-CUSTODIAN-DUPLICATE', (share) => share.custodian.id);
}

/** Groups that can be, an identifier of 15 bits, and no x of its own. */
function checkWordSet(set: ShareSet): void {
  const reason = groupsFault(policyOf(set));
  if (reason) throw refuse(shareRules, 'SET-GROUPS', { reason });
  if ((set.identifier ?? 0) > 0x7fff) throw fieldRefusal('type', 'identifier', 'a whole number below 32768');
  const odd = set.shares.find(({ index, x }) => x !== index);
  if (odd) throw fieldRefusal('type', `shares[${odd.index - 1}].x`, 'the index, as in every slip39 set');
}

type RepeatRule = 'SET-X-DUPLICATE' | 'SET-COMMITMENT-DUPLICATE' | 'SET-CUSTODIAN-DUPLICATE';

function refuseRepeat(shares: readonly SetShare[], code: RepeatRule, of: (s: SetShare) => string | number): void {
  const twice = firstRepeat(shares.map(of));
  if (twice === undefined) return;
  const custodian = shares[twice[0]]?.custodian.id ?? '';
  throw refuse(shareRules, code, { first: twice[0] + 1, second: twice[1] + 1, custodian });
}

function checkRoots({ roots, signer }: ShareSet): void {
  if (roots.length === 0 || firstRepeat(roots) !== undefined) throw refuse(shareRules, 'SET-ROOTS');
  const publicKey = fromHex(signer.publicKey, 'signer.publicKey');
  if (!suite(signer.suite).isPublicKey(publicKey)) {
    throw fieldRefusal('type', 'signer.publicKey', `a public key of the suite ${signer.suite}`);
  }
  if (fingerprint(signer.suite, publicKey) !== roots[0]) throw refuse(shareRules, 'SET-SIGNER');
}
