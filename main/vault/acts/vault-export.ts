/** One share of Vault's as Vault writes it, for whoever will type or pipe it there: never plain, an age file alone. */
import { refuse } from '../../core/rules.ts';
import { writeVaultShare } from '../../core/shares/vault-share.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';

/** `judgeShares` has refused a set that is not of Vault (VAULTSHARE-OWN). */
export async function exportShare(session: Session, input: Input<'exportShare'>): Promise<Result<'exportShare'>> {
  const [envelope, other] = session.intact;
  if (!envelope || other)
    throw refuse(vaultRules, 'VAULT-ORDER', { op: 'exportShare', missing: 'judgeShares, with one intact share' });
  const plain = session.keep(writeVaultShare(envelope.share, input.encoding));
  try {
    return { bytes: await session.age.seal(plain, { kind: 'recipient', recipient: input.recipient }) };
  } finally {
    plain.fill(0);
  }
}
