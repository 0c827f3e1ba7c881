/**
 * Who signs which file of the TUF repository by the plan, and until when each is valid: for the program that signs, and
 * for the verifier that knows the plan.
 */

import { type DelegatedName, delegatedNames } from '../tuf/delegations.ts';
import type { TufPublicKey, TufSuite } from '../tuf/keys.ts';
import type { RoleName } from '../tuf/read.ts';
import { fromHex } from '../encoding/hex.ts';
import type { SuiteName } from '../keys/index.ts';
import { monthsLater, wholeSeconds } from './moments.ts';
import type { ResolvedPlan, TufAdministrators } from './plan-schema.ts';

interface Rootlike {
  readonly id: string;
  readonly suite: SuiteName;
  /** Hex. */
  readonly publicKey: string;
}
export type TufRoot<R extends Rootlike> = R & { readonly suite: TufSuite };

export interface SignedBy<R extends Rootlike> {
  /** All of them sign, in the order of the plan. */
  readonly roots: readonly TufRoot<R>[];
  /** Of so many a client asks. */
  readonly threshold: number;
}

export interface TufRoles<R extends Rootlike> {
  /** Targets, snapshot and timestamp; and, with the administrators, the root. */
  readonly top: SignedBy<R>;
  readonly delegated: Readonly<Record<DelegatedName, SignedBy<R>>>;
}

/** @param roots those in force, in the order of the plan */
export function tufRoles<R extends Rootlike>(
  { tuf = {} }: Pick<ResolvedPlan, 'tuf'>,
  roots: readonly R[],
): TufRoles<R> {
  const able = roots.filter((root): root is TufRoot<R> => root.suite !== 'sm2');
  const first = able.slice(0, 1).map(({ id }) => id);
  const by = (ids: readonly string[], threshold?: number): SignedBy<R> => {
    const signing = able.filter(({ id }) => ids.includes(id));
    return { roots: signing, threshold: threshold ?? signing.length };
  };
  const top = by(tuf.roots ?? first, tuf.threshold);
  const of = (name: DelegatedName) => {
    const own = tuf.roles?.[name];
    return own ? by(own.roots, own.threshold) : top;
  };
  return { top, delegated: { revocations: of('revocations'), genesis: of('genesis'), admissions: of('admissions') } };
}

/** A key as TUF files have it. */
export const tufKey = ({ id, suite, publicKey }: { id: string; suite: TufSuite; publicKey: string }): TufPublicKey => ({
  suite,
  publicKey: fromHex(publicKey, id),
});

/** What of it a writer of TUF files takes. */
export function tufInput<R extends Rootlike>({ top, delegated }: TufRoles<R>, administrators?: TufAdministrators) {
  const signers = ({ roots, threshold }: SignedBy<R>) => ({ keys: roots.map(tufKey), threshold });
  const own = signers(top);
  const also = administrators?.keys.map(tufKey) ?? [];
  return {
    ...own,
    ...(administrators && { root: { keys: [...own.keys, ...also], threshold: administrators.threshold } }),
    delegations: delegatedNames.map((name) => ({ name, ...signers(delegated[name]) })),
  };
}

/**
 * Until when what is signed now is valid: so many months as the plan says of the role; else for the length of time that
 * the plan gave the first files, and never less long than those.
 * @param founded when the ceremony was opened; ISO, in UTC
 */
export function tufExpiry(
  { tuf, expires }: Pick<ResolvedPlan, 'tuf' | 'expires'>,
  founded: string,
  now: string,
): Readonly<Record<RoleName, string>> {
  const end = Date.parse(expires) + Math.max(0, Date.parse(now) - Date.parse(founded));
  const plain = wholeSeconds(new Date(end).toISOString());
  const of = (role: RoleName) => {
    const months = tuf?.months?.[role];
    return months === undefined ? plain : monthsLater(now, months);
  };
  return { root: of('root'), targets: of('targets'), snapshot: of('snapshot'), timestamp: of('timestamp') };
}
