/**
 * Whether raw shares of HashiCorp Vault belong together, with the threshold that was told.
 *
 * A raw share names neither its set nor M. But any M shares of a set fix a polynomial of degree M - 1, on which every
 * other share lies: so from M + 1 shares on, set, M, layout and typing prove themselves. The secret is not rebuilt for
 * it: what is computed is the value at the x of another share, which its holder has typed already, never the one at 0.
 */
import { equal } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { shareLength } from './commitment.ts';
import { vaultShareRules } from './vault-rules.ts';

/** A share and who brought it. */
export interface Brought {
  /** The custodian's id. */
  readonly custodian: string;
  /** 33 bytes, x last and not 0. Secret. */
  readonly share: Uint8Array;
}

/** The value at x = 0 of the polynomial through exactly `m` shares. */
export type Combine = (shares: readonly Uint8Array[], m: number) => Promise<Uint8Array>;

const xOf = ({ share }: Brought) => share[shareLength - 1] ?? 0;
const yOf = ({ share }: Brought) => share.subarray(0, shareLength - 1);

/**
 * One more share beside those before it.
 * @throws VAULTSHARE-TWICE, VAULTSHARE-X-TWICE, VAULTSHARE-Y-TWICE
 */
export function demandDistinct(before: readonly Brought[], next: Brought): void {
  const { custodian } = next;
  for (const other of before) {
    const [sameX, sameY] = [xOf(other) === xOf(next), equal(yOf(other), yOf(next))];
    const rule = sameX ? (sameY ? 'VAULTSHARE-TWICE' : 'VAULTSHARE-X-TWICE') : 'VAULTSHARE-Y-TWICE';
    if (sameX || sameY)
      throw refuse(vaultShareRules, rule, { other: other.custodian, custodian }, { subject: custodian });
  }
}

/**
 * Whether distinct shares, at least M of them, are of one set with the threshold M. Answers whether that is proved:
 * exactly M shares agree with one another whatever they are.
 * @throws VAULTSHARE-FEW, -LOWER, -HIGHER, -X-FIRST, -ODD, -DISAGREE
 */
export async function agree(brought: readonly Brought[], m: number, combine: Combine): Promise<boolean> {
  const have = brought.length;
  if (have < m) throw refuse(vaultShareRules, 'VAULTSHARE-FEW', { have, m });
  const fits = (some: readonly Brought[], threshold: number) => lieOn(some, threshold, combine);
  const proved = have > m;
  if (proved && !(await fits(brought, m))) throw await whyNot(brought, m, fits);
  if (m > 2 && (await fits(brought, m - 1)))
    throw refuse(vaultShareRules, 'VAULTSHARE-LOWER', { m, least: await smallest(brought, m - 1, fits) });
  if (!proved && looksXFirst(brought)) throw refuse(vaultShareRules, 'VAULTSHARE-X-FIRST', { m });
  return proved;
}

type Fits = (brought: readonly Brought[], m: number) => Promise<boolean>;

/** True if every share behind the first `m` lies on the polynomial through these. */
async function lieOn(brought: readonly Brought[], m: number, combine: Combine): Promise<boolean> {
  const base = brought.slice(0, m);
  for (const other of brought.slice(m)) {
    const value = await valueAt(base, xOf(other), m, combine);
    const same = equal(value, yOf(other));
    value.fill(0);
    if (!same) return false;
  }
  return true;
}

/** Adding is XOR in this field: with every x moved by `x`, the value at 0 is the one at `x`. */
async function valueAt(base: readonly Brought[], x: number, m: number, combine: Combine): Promise<Uint8Array> {
  const moved = base.map(({ share }) => share.with(shareLength - 1, (share[shareLength - 1] ?? 0) ^ x));
  try {
    return await combine(moved, m);
  } finally {
    for (const share of moved) share.fill(0);
  }
}

async function smallest(brought: readonly Brought[], most: number, fits: Fits): Promise<number> {
  for (let m = 2; m < most; m++) if (await fits(brought, m)) return m;
  return most;
}

/** Shares that do not agree: the likeliest mistake that would explain it, looked for and found, not guessed. */
async function whyNot(brought: readonly Brought[], m: number, fits: Fits): Promise<Error> {
  const have = brought.length;
  for (let more = m + 1; more < have; more++)
    if (await fits(brought, more)) return refuse(vaultShareRules, 'VAULTSHARE-HIGHER', { m, least: more });
  const turned = brought.map(({ custodian, share }) => ({ custodian, share: turn(share) }));
  try {
    if (canCombine(turned) && (await fits(turned, m))) return refuse(vaultShareRules, 'VAULTSHARE-X-FIRST', { m });
  } finally {
    for (const { share } of turned) share.fill(0);
  }
  const odd: Brought[] = [];
  // Without more than M left over, whatever is left agrees.
  for (const one of have > m + 1 ? brought : [])
    if (
      await fits(
        brought.filter((other) => other !== one),
        m,
      )
    )
      odd.push(one);
  const [only, another] = odd;
  if (only && !another) {
    const { custodian } = only;
    return refuse(vaultShareRules, 'VAULTSHARE-ODD', { custodian }, { subject: custodian });
  }
  return refuse(vaultShareRules, 'VAULTSHARE-DISAGREE', { m, have });
}

/** A share of a tool that writes x first, as Vault would have written it. */
const turn = (share: Uint8Array) => Uint8Array.of(...share.subarray(1), share[0] ?? 0);

const canCombine = (brought: readonly Brought[]) => {
  const xs = new Set(brought.map(xOf));
  return xs.size === brought.length && !xs.has(0);
};

/** Tools that write x first number from 1. Vault's shares look so by chance once in 65536 / 2 pairs, and ever more seldom. */
const looksXFirst = (brought: readonly Brought[]) => {
  const firsts = new Set(brought.map(({ share }) => share[0] ?? 0));
  return firsts.size === brought.length && Math.max(...firsts) === brought.length && !firsts.has(0);
};
