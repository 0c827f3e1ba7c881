/**
 * The proof before anything is written: every quorum is recombined and compared with the secret in memory
 * (docs/architecture.md, "The cryptographic shape" 3; HashiCorp Vault #8278 asks for it since 2020).
 */
import { equal } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import type { RandomSource } from '../signing.ts';
import { type Quorums, allUpTo, quorums } from './quorums.ts';
import { shareRules } from './rules.ts';

export interface ProofInput {
  /** In slot order: `shares[0]` is slot 1. */
  readonly shares: readonly Uint8Array[];
  readonly m: number;
  /** Which quorums there are, where they are not every `m` shares. */
  readonly quorums?: Quorums;
  readonly secret: Uint8Array;
  /** Combines exactly one quorum. Its result is filled with 0 here. */
  readonly combine: (shares: readonly Uint8Array[]) => Promise<Uint8Array>;
  /** For the sample when there are more than 10,000 quorums. */
  readonly random: RandomSource;
  readonly progress?: (done: number, total: number) => void;
}

export interface Proof {
  /** Quorums recombined. */
  readonly checked: number;
  /** Quorums there are, in decimal digits. */
  readonly total: string;
  /** True if each of them was. */
  readonly all: boolean;
}

/** Progress is told once per so many quorums. */
const stride = 100;

/**
 * Recombines every quorum (a sample of 1,000 above 10,000) and compares in constant time.
 * @throws SHARE-QUORUM naming the first quorum that does not give the secret
 */
export async function proveQuorums(input: ProofInput): Promise<Proof> {
  const { shares, m, secret, combine, random, progress } = input;
  const plan = input.quorums ?? quorums(shares.length, m, allUpTo, random);
  let done = 0;
  for (const quorum of plan.quorums) {
    await proveOne(quorum, shares, secret, combine);
    done++;
    if (done % stride === 0 || done === plan.checked) progress?.(done, plan.checked);
  }
  return { checked: done, total: plan.total, all: plan.all };
}

async function proveOne(
  quorum: readonly number[],
  shares: readonly Uint8Array[],
  secret: Uint8Array,
  combine: ProofInput['combine'],
): Promise<void> {
  const chosen = quorum.flatMap((slot) => shares[slot - 1] ?? []);
  let result: Uint8Array | undefined;
  try {
    result = await combine(chosen);
    if (!equal(result, secret)) throw quorumRefusal(quorum);
  } finally {
    result?.fill(0);
  }
}

function quorumRefusal(quorum: readonly number[]): Error {
  const named = quorum.join(', ');
  return refuse(shareRules, 'SHARE-QUORUM', { quorum: named }, { subject: named });
}
