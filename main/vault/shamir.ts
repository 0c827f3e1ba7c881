/**
 * The only door to `shamir-secret-sharing` (raw GF(2^8), HashiCorp Vault's layout: y bytes, then x).
 *
 * That library checks little: it combines shares with x = 0 (whose holder then dictates the result), any number of
 * them, and answers a wrong secret in silence. It also refuses arrays made in another realm (IPC, worker threads,
 * Buffer). So every array is copied into one of this realm, and what it does not check is checked here.
 */
import { combine as libraryCombine, split as librarySplit } from 'shamir-secret-sharing';
import { equal } from '../core/encoding/bytes.ts';
import { refuse } from '../core/rules.ts';
import { firstRepeat } from '../core/shares/envelope.ts';
import { shareLength } from '../core/shares/commitment.ts';
import { shareRules } from '../core/shares/rules.ts';

const secretLength = shareLength - 1;

/**
 * Splits 32 bytes into `n` shares of 33 bytes, any `m` of which restore them. Coefficients and x come from the
 * library's own use of the operating system's CSPRNG.
 * @throws SHARE-M-LOW, SHARE-N-HIGH, SHARE-M-OVER-N, SHARE-LENGTH, SHARE-SPLIT
 */
export async function split(secret: Uint8Array, n: number, m: number): Promise<Uint8Array[]> {
  if (secret.length !== secretLength) throw refuse(shareRules, 'SHARE-LENGTH', { length: secret.length + 1 });
  if (m < 2) throw refuse(shareRules, 'SHARE-M-LOW', { m });
  if (n > 255) throw refuse(shareRules, 'SHARE-N-HIGH', { n });
  if (m > n) throw refuse(shareRules, 'SHARE-M-OVER-N', { m, n });
  const copy = Uint8Array.from(secret);
  try {
    const shares = await librarySplit(copy, n, m);
    checkSplit(shares, copy);
    return shares;
  } finally {
    copy.fill(0);
  }
}

/**
 * Restores the secret from exactly `m` shares. A wrong share gives a wrong secret, never an error: call it only
 * with what `guardQuorum` chose, or with what a split has just made.
 * @throws SHARE-COUNT, SHARE-LENGTH, SHARE-X-ZERO, SHARE-X-DUPLICATE
 */
export async function combine(shares: readonly Uint8Array[], m: number): Promise<Uint8Array> {
  if (m < 2) throw refuse(shareRules, 'SHARE-M-LOW', { m });
  if (shares.length !== m) throw refuse(shareRules, 'SHARE-COUNT', { count: shares.length, m });
  checkShares(shares);
  const copies = shares.map((share) => Uint8Array.from(share));
  try {
    return await libraryCombine(copies);
  } finally {
    for (const copy of copies) copy.fill(0);
  }
}

function checkShares(shares: readonly Uint8Array[]): void {
  for (const share of shares) {
    if (share.length !== shareLength) throw refuse(shareRules, 'SHARE-LENGTH', { length: share.length });
    if (xOf(share) === 0) throw refuse(shareRules, 'SHARE-X-ZERO');
  }
  const twice = firstRepeat(shares.map(xOf));
  if (twice !== undefined) throw refuse(shareRules, 'SHARE-X-DUPLICATE', { x: xOf(shares[twice[0]]!) });
}

function xOf(share: Uint8Array): number {
  return share[secretLength] ?? 0;
}

/**
 * What a broken source of randomness would leave. With all coefficients 0 each share is the secret itself, and every
 * quorum would still recombine: the proof of quorums cannot see it. By chance none of this happens in 2^200 splits.
 */
function checkSplit(shares: readonly Uint8Array[], secret: Uint8Array): void {
  checkShares(shares);
  const values = [secret, ...shares.map((share) => share.subarray(0, secretLength))];
  for (const [i, a] of values.entries()) {
    if (values.slice(i + 1).some((b) => equal(a, b))) throw refuse(shareRules, 'SHARE-SPLIT');
  }
}
