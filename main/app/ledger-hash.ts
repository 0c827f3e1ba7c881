/**
 * The ledger's hash at the founding: known when every member has signed its permission in this room and signs alike wherever it signs
 * again (docs/adr/073).
 */
import { RootsealError } from '../core/rules.ts';
import { firstBlock } from '../export/jdchain/ledger/block.ts';
import { ledgerNotices } from '../export/jdchain/ledger/notice.ts';
import { type Permissions, signsAlike } from '../export/jdchain/ledger/permissions.ts';
import type { NamedBytes } from './files.ts';
import { genesisOf, memberKeys, type ReadFile } from './genesis.ts';
import type { Told } from './receipts.ts';

export interface LedgerHash {
  /** What each member's folder says of it; none where it is not known. */
  readonly files: readonly NamedBytes[];
  /** `ledgerHash` in Base58; or the members that sign with a random number, so that nobody can know it yet. */
  readonly receipts: { readonly ledgerHash?: string; readonly signsAtRandom?: string[] };
}

/**
 * @param signatures by public key, those of the members whose keys could be opened here
 * @param read files of the founding, where there are certificates
 */
export function ledgerHashOf(told: Told, signatures: Permissions, read: ReadFile): LedgerHash {
  const keys = memberKeys(told);
  const random = Object.entries(keys).flatMap(([id, key]) => (signsAlike(key.suite) ? [] : [id]));
  if (random.length > 0) return { files: [], receipts: { signsAtRandom: random } };
  const all = Object.keys(keys).length === Object.keys(signatures).length;
  const ledgerHash = all ? computed(told, signatures, read) : undefined;
  if (ledgerHash === undefined) return { files: [], receipts: {} };
  const files = [...ledgerNotices(told.plan, ledgerHash)].map(([path, bytes]) => ({
    path: `public/genesis/jdchain/${path}`,
    bytes,
  }));
  return { files, receipts: { ledgerHash } };
}

/** Undefined for a KV ledger whose keys meet in a Java map: the founding goes on without its hash. */
function computed(told: Told, signatures: Permissions, read: ReadFile): string | undefined {
  try {
    return firstBlock(genesisOf(told, read).content, signatures).ledgerHashText;
  } catch (error) {
    if (error instanceof RootsealError && error.code === 'JDCHAIN-LEDGER-ORDER') return undefined;
    throw error;
  }
}
