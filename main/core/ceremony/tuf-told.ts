/**
 * What the log tells of the TUF files: how many versions there were, how many root files, whose keys count beside the
 * roots', and the root file that waits for signatures of people who were not in the room.
 */
import { z } from 'zod';
import type { Entry } from '../audit/entry.ts';
import { hex } from '../encoding/schema.ts';
import { registerChangedKind } from '../consortium/enact.ts';
import { tufAdministratorsSchema, type ResolvedPlan, type TufAdministrators } from './plan-schema.ts';
import { setsOf } from './sets.ts';
import { tufRoles } from './tuf-roles.ts';

/** The roots signed the same targets anew; perhaps a root file as well. */
export const tufRenewedKind = 'tuf.renewed';
/** A root file that waited was signed by enough, and lies with the others. */
export const tufRootKind = 'tuf.root';

const files = z.array(z.strictObject({ path: z.string(), sha256: hex(32) }));

/** A root file as the roots have signed it; the text of the file, JSON. */
export const pendingRoot = z.strictObject({
  root: z.int().min(2),
  administrators: tufAdministratorsSchema.exactOptional(),
  file: z.string(),
  /** The co-signatures of SM2 roots beside it, where there are such. */
  sm2sig: z.string().exactOptional(),
});
export type PendingRoot = z.infer<typeof pendingRoot>;

export const tufRenewed = z.strictObject({
  version: z.int().min(2),
  /** The root file that came with it, for which the roots alone count. */
  root: z.int().min(2).exactOptional(),
  /** The root file that was signed with it and waits for administrators. */
  pending: pendingRoot.exactOptional(),
  files,
});

export const tufRoot = z.strictObject({
  root: z.int().min(2),
  /** Administrators whose signatures it has. */
  signedBy: z.array(z.string()),
  files,
});

/** Of `step.done` of the signing act: the root file that gives administrators their say, if the plan names any. */
const founding = z.object({ step: z.literal('sign'), tufPending: pendingRoot });

export interface TufTold {
  /** The version of the lists, snapshot and timestamp. */
  readonly version: number;
  /** Root files, of which the last is in force. */
  readonly roots: number;
  /** In force; none where the roots alone count. */
  readonly administrators?: TufAdministrators;
  readonly pending?: PendingRoot;
}

/** Nothing in it throws: what is no entry of ours tells nothing. */
export function tufTold(entries: readonly Entry[], plan: Pick<ResolvedPlan, 'custodians' | 'groups' | 'tuf'>): TufTold {
  const sets = setsOf(entries, plan).filter(({ inForce }) => inForce !== undefined);
  const keys = sets.map(({ roots }) =>
    tufRoles(plan, roots)
      .top.roots.map(({ publicKey }) => publicKey)
      .join(),
  );
  const rotatedAt = sets.flatMap(({ inForce }, i) => (i > 0 && keys[i] !== keys[i - 1] ? [inForce?.entry] : []));
  let roots = 1;
  let administrators: TufAdministrators | undefined;
  let pending: PendingRoot | undefined;
  let version = sets.length;
  for (const { index, kind, data } of entries) {
    if (rotatedAt.includes(index)) roots++;
    if (kind === registerChangedKind) version++;
    const first = kind === 'step.done' ? founding.safeParse(data) : undefined;
    if (first?.success) pending = first.data.tufPending;
    const renewed = kind === tufRenewedKind ? tufRenewed.safeParse(data) : undefined;
    if (renewed?.success) {
      version++;
      pending = renewed.data.pending ?? pending;
      if (renewed.data.root !== undefined) {
        roots++;
        administrators = undefined;
      }
    }
    if (kind === tufRootKind && tufRoot.safeParse(data).success) {
      roots++;
      administrators = pending?.administrators;
    }
  }
  const waiting = pending?.root === roots + 1 ? pending : undefined;
  return { version, roots, ...(administrators && { administrators }), ...(waiting && { pending: waiting }) };
}
