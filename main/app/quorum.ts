/** A quorum that is not there, in words: how many shares are missing, or which group lacks them. */
import { type RootsealError, refuse } from '../core/rules.ts';
import { missingText } from '../core/shares/groups.ts';
import type { Quorum } from '../vault/client.ts';
import { appRules } from './rules.ts';

/** `first` names the first share that was refused, or is empty. */
export function noQuorum({ have, m: need, groups }: Quorum, first: string): RootsealError {
  if (!groups) return refuse(appRules, 'RESTORE-SHORT', { have, need, missing: need - have, first });
  const missing = missingText(groups.list, groups.threshold);
  return refuse(appRules, 'RESTORE-SHORT-GROUPS', { have, missing, first });
}
