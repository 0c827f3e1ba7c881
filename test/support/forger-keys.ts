/** The keys of the forger: drawn from names, so that a test can say whose they are. */
import type { ResolvedPlan } from '../../main/core/ceremony/plan.ts';
import { concat, sha256, utf8 } from '../../main/core/encoding/bytes.ts';
import { type SuiteName, fingerprint, suite } from '../../main/core/keys/index.ts';

export interface Pair {
  readonly suite: SuiteName;
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A key of the tests, always the same for the same name. */
export function pair(name: SuiteName, seed: string): Pair {
  const keys = suite(name);
  const random = concat(sha256(utf8(`1 ${seed}`)), sha256(utf8(`2 ${seed}`))).slice(0, keys.randomLength);
  const secret = keys.secretFromRandom(random);
  return { suite: name, secret, publicKey: keys.publicKey(secret), sign: (message) => keys.sign(message, secret) };
}

/** The roots of the forger's bundle, in the plan's order. */
export function rootsOf(plan: ResolvedPlan, seed = 'forger'): (Pair & { id: string; fingerprint: string })[] {
  return plan.roots.map(({ id, suite: of }) => {
    const key = pair(of, `${seed}/root/${id}`);
    return { ...key, id, fingerprint: fingerprint(of, key.publicKey) };
  });
}

/** Members whose key the ceremony makes. */
export function madeMembers(plan: ResolvedPlan, seed = 'forger'): (Pair & { id: string })[] {
  return plan.members.flatMap(({ id, key }) =>
    'make' in key ? [{ ...pair(key.make, `${seed}/member/${id}`), id }] : [],
  );
}

export type Root = ReturnType<typeof rootsOf>[number];
export type Made = ReturnType<typeof madeMembers>[number];
