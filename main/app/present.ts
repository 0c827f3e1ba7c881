/** Who can open a share in this room. */
import type { Plan } from '../core/ceremony/plan.ts';

export interface Present {
  /** Custodians whose age identity is in this room. */
  readonly identified: readonly string[];
  /** Custodians with a passphrase in the answers file; absent where people type. */
  readonly answering?: readonly string[];
}

/** Custodians who can open their share here: by a passphrase that somebody can type, or by an identity that was given. */
export function openableOf(plan: Pick<Plan, 'custodians'>, { identified, answering }: Present): string[] {
  return plan.custodians
    .filter(({ id, seal }) =>
      seal.kind === 'passphrase' ? (answering?.includes(id) ?? true) : identified.includes(id),
    )
    .map(({ id }) => id);
}
