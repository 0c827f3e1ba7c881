/** The receipt of a share that was checked alone, signed with the key that is made from the share. */
import { refuse } from '../../core/rules.ts';
import { signReceipt } from '../../core/shares/receipt.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';

export function receipt(session: Session, { time }: Input<'receipt'>): Result<'receipt'> {
  const [envelope, other] = session.intact;
  if (!envelope || other) {
    throw refuse(vaultRules, 'VAULT-ORDER', { op: 'receipt', missing: 'judgeShares, with one intact share' });
  }
  return { bytes: signReceipt(envelope, time) };
}
