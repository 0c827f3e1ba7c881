/** The runbooks of all members, made in the signing act, when the ledger's hash is known if it ever is (docs/adr/084). */
import { runbooks } from '../export/jdchain/runbook/runbook.ts';
import type { NamedBytes } from './files.ts';
import { genesisOf, memberKeys } from './genesis.ts';
import type { Told } from './receipts.ts';

export function runbookFiles(told: Told, ledgerHash: string | undefined): NamedBytes[] {
  const facts = { plan: told.plan, genesis: genesisOf(told), ledgerHash };
  const files = runbooks(facts, memberKeys(told));
  return [...files].map(([path, bytes]) => ({ path: `public/genesis/jdchain/${path}`, bytes }));
}
