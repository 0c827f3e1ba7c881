/** What a sheet and a blank form are made from: whose share it is, of which set, how it is sealed. */
import { both } from '../ceremony/document.ts';
import type { Text } from '../rules.ts';
import type { ShareSet } from '../shares/set.ts';

export type Seal =
  | { readonly kind: 'passphrase'; readonly workFactor: number }
  | { readonly kind: 'age'; /** Absent where nobody kept it. */ readonly recipient?: string };

/** What both the sheet and the blank form say of a share. */
export interface ShareFacts {
  readonly consortium: { readonly id: string; readonly name: Text };
  readonly set: ShareSet;
  /** The custodian's slot in the set, from 1. */
  readonly index: number;
  readonly seal: Seal;
  readonly roots: readonly { readonly id: string; readonly suite: string; readonly fingerprint: string }[];
  /** When the shares were made, or, of shares that Vault has split, when the sheet was:  `2026-11-21T02:00:00.000Z`. */
  readonly time: string;
  /** How often its holder checks it, in months: a year where nobody said. */
  readonly checkMonths?: number;
  readonly software: { readonly name: string; readonly version: string };
}

export interface SheetInput extends ShareFacts {
  /** The custodian's age file. */
  readonly share: Uint8Array;
  /** Every file of `sealed/`: its id, its bytes. */
  readonly sealed: readonly { readonly id: string; readonly bytes: Uint8Array }[];
}

/** How often a share is checked: `every year`, `every 6 months`. */
export function checkedEvery({ checkMonths = 12 }: Pick<ShareFacts, 'checkMonths'>): Text {
  const years = checkMonths / 12;
  if (years === 1) return both('every year', '每年');
  if (checkMonths === 1) return both('every month', '每月');
  return Number.isInteger(years)
    ? both(`every ${years} years`, `每 ${years} 年`)
    : both(`every ${checkMonths} months`, `每 ${checkMonths} 个月`);
}
