/**
 * The only door to `slip39` (SLIP-39, npm 0.1.9), for the KEK alone: extendable flag on, no passphrase.
 *
 * The library's ways that are guarded here: it refuses one share too many (a quorum is chosen before); a wrong word is
 * "Invalid mnemonic checksum" (every share is read by our own parser first); it makes no group of which one of several
 * suffices (all of that group get the same words); it works on strings and plain arrays, which cannot be zeroed (the
 * vault ends with its act); and it hangs its helpers on the prototypes of all arrays and strings, where loops over a
 * value's keys would meet them.
 *
 * A passphrase is never asked for: SLIP-39 takes any, and a wrong one gives another secret without a word.
 */
import slip39 from 'slip39';
import { setImmediate as turn } from 'node:timers/promises';
import { equal, fromUtf8, utf8 } from '../core/encoding/bytes.ts';
import { RootsealError, refuse } from '../core/rules.ts';
import { type Policy, groupFault, groupsFault, placesOf } from '../core/shares/groups.ts';
import { shareRules } from '../core/shares/rules.ts';
import { type Mnemonic, mostGroups, mostMembers, parseMnemonic } from '../core/shares/slip39.ts';
import { chooseMnemonics } from '../core/shares/slip39-pool.ts';
import { slip39Rules } from '../core/shares/slip39-rules.ts';

for (const prototype of [Array.prototype, String.prototype]) {
  for (const name of Object.keys(prototype)) Object.defineProperty(prototype, name, { enumerable: false });
}

const secretLength = 32;
/** A random key needs no stretching: e = 0, 10,000 rounds in all. */
const iterationExponent = 0;

/**
 * Splits 32 bytes by a policy. Coefficients come from the library's own use of the operating system's CSPRNG.
 * @returns by slot the words as ASCII; members of a group of which one suffices have the same words
 * @throws SHARE-LENGTH, SHARE-M-LOW, SHARE-M-OVER-N, SHARE-SLIP39-N-HIGH, SHARE-GROUPS, SHARE-SLIP39-SPLIT
 */
export async function splitWords(secret: Uint8Array, policy: Policy): Promise<Uint8Array[]> {
  demandPolicy(secret, policy);
  const list = policy.groups?.list ?? [{ m: policy.m, n: policy.n, id: '' }];
  const copy = Array.from(secret);
  try {
    const made = slip39.fromArray(copy, {
      passphrase: '',
      threshold: policy.groups?.threshold ?? 1,
      groups: list.map(({ m, n }) => [m, m === 1 ? 1 : n, '']),
      iterationExponent,
      extendableBackupFlag: 1,
      title: '',
    });
    await turn();
    const words = list.map((_, group) => made.fromPath(`r/${group}`).mnemonics);
    const shares = placesOf(policy).map(({ group, member }) => utf8(words[group - 1]?.[member - 1] ?? ''));
    checkSplit(shares, secret, policy);
    return shares;
  } finally {
    copy.fill(0);
  }
}

/**
 * Restores the secret from words, as ASCII bytes, of which a quorum is chosen: more than enough do no harm.
 * Unlike the raw scheme, words that do not belong together are refused here; call it all the same only with what
 * `guardQuorum` chose, or with what a split has just made.
 * @throws SHARE-SLIP39-… of one share or of several, SHARE-SLIP39-DIGEST
 */
export async function combineWords(shares: readonly Uint8Array[], passphrase = ''): Promise<Uint8Array> {
  await turn(); // the library works at length without a pause
  const chosen = chosenOf(shares);
  const recovered = recover(chosen, passphrase);
  const secret = Uint8Array.from(recovered);
  recovered.fill(0);
  return secret;
}

function chosenOf(shares: readonly Uint8Array[]): string[] {
  const read = shares.map(parseMnemonic);
  try {
    return chooseMnemonics(read).map((place) => fromUtf8(shares[place] ?? new Uint8Array()));
  } finally {
    for (const { value } of read) value.fill(0);
  }
}

/** All that is left for the library to refuse is the digest in the shares. */
function recover(words: string[], passphrase: string): number[] {
  try {
    return slip39.recoverSecret(words, passphrase);
  } catch {
    // Its error may repeat words: it is not kept as a cause.
    throw refuse(slip39Rules, 'SHARE-SLIP39-DIGEST');
  }
}

function demandPolicy(secret: Uint8Array, policy: Policy): void {
  const { m, n, groups } = policy;
  if (secret.length !== secretLength) throw refuse(shareRules, 'SHARE-LENGTH', { length: secret.length + 1 });
  if (m < 2) throw refuse(shareRules, 'SHARE-M-LOW', { m });
  if (m > n) throw refuse(shareRules, 'SHARE-M-OVER-N', { m, n });
  const high = (count: number, where: string) => refuse(slip39Rules, 'SHARE-SLIP39-N-HIGH', { count, where });
  if (!groups && n > mostMembers) throw high(n, 'N');
  if (groups && groups.list.length > mostGroups) throw high(groups.list.length, 'groups');
  const large = groups?.list.find((group) => group.n > mostMembers && groupFault(group));
  if (large) throw high(large.n, large.id);
  const reason = groupsFault(policy);
  if (reason) throw refuse(shareRules, 'SHARE-GROUPS', { reason });
}

/**
 * Nothing of what the library gave is believed: each share is read back and must be what was asked for; all are of one
 * set; no share carries the secret, and no two of different places the same value, as a broken source of randomness
 * would leave them.
 */
function checkSplit(shares: readonly Uint8Array[], secret: Uint8Array, policy: Policy): void {
  const read = shares.map(readBack);
  try {
    const reason = splitFault(read, secret, policy);
    if (reason) throw refuse(slip39Rules, 'SHARE-SLIP39-SPLIT', { reason });
  } finally {
    for (const { value } of read) value.fill(0);
  }
}

function readBack(share: Uint8Array): Mnemonic {
  try {
    return parseMnemonic(share);
  } catch (cause) {
    const reason = cause instanceof RootsealError ? cause.code : 'fault';
    throw refuse(slip39Rules, 'SHARE-SLIP39-SPLIT', { reason });
  }
}

function splitFault(read: readonly Mnemonic[], secret: Uint8Array, policy: Policy): string | undefined {
  const places = placesOf(policy);
  const list = policy.groups?.list ?? [policy];
  const [first] = read;
  for (const [i, share] of read.entries()) {
    const { group = 0, member = 0 } = places[i] ?? {};
    const said = [share.group, share.member, share.memberThreshold, share.groupThreshold, share.groupCount];
    const wanted = [group, member, list[group - 1]?.m ?? 0, policy.groups?.threshold ?? 1, list.length];
    if (said.join() !== wanted.join()) return `share ${i + 1}: ${said.join(' ')}`;
    if (!share.extendable || share.iterationExponent !== iterationExponent) return `share ${i + 1}: flags`;
    if (share.identifier !== first?.identifier) return `share ${i + 1}: identifier`;
    if (share.value.length !== secretLength || equal(share.value, secret)) return `share ${i + 1}: value`;
    const twin = read.findIndex((other, j) => j < i && equal(other.value, share.value) && !samePlace(other, share));
    if (twin >= 0) return `shares ${twin + 1} and ${i + 1}: equal`;
  }
  return undefined;
}

const samePlace = (a: Mnemonic, b: Mnemonic) => a.group === b.group && a.member === b.member;
