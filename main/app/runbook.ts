/** The runbooks of all members, made in the signing act, when the ledger's hash is known if it ever is (docs/adr/084). */
import { runbooks } from '../export/jdchain/runbook/runbook.ts';
import { recorded } from './evidence.ts';
import type { NamedBytes } from './files.ts';
import { genesisOf, memberKeys } from './genesis.ts';
import type { Run } from './run.ts';

export function runbookFiles(run: Run, ledgerHash: string | undefined): NamedBytes[] {
  const genesis = genesisOf(run, (path) => recorded(run, path));
  const files = runbooks({ plan: run.plan, genesis, ledgerHash }, memberKeys(run));
  return [...files].map(([path, bytes]) => ({ path: `public/genesis/jdchain/${path}`, bytes }));
}
