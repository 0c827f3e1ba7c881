/**
 * What members' folders get in the signing act, when the ledger's hash is known if it ever is: the runbook (docs/adr/084), and where it is
 * known the files that bind peer and gateway to the ledger (docs/adr/089).
 */
import { foundersBound } from '../export/jdchain/members.ts';
import { runbooks } from '../export/jdchain/runbook/runbook.ts';
import { recorded } from './evidence.ts';
import type { NamedBytes } from './files.ts';
import { genesisOf, memberKeys } from './genesis.ts';
import { lockDownOf } from './lock-down.ts';
import type { Told } from './receipts.ts';
import type { Run } from './run.ts';

const inGenesis = (files: Iterable<readonly [string, Uint8Array]>): NamedBytes[] =>
  [...files].map(([path, bytes]) => ({ path: `public/genesis/jdchain/${path}`, bytes }));

export function runbookFiles(run: Run, ledgerHash: string | undefined): NamedBytes[] {
  const bound = ledgerHash !== undefined;
  const facts = {
    plan: run.plan,
    genesis: genesisOf(run, (path) => recorded(run, path)),
    ledgerHash,
    bound,
    lockDown: lockDownOf(run, ledgerHash),
  };
  return inGenesis(runbooks(facts, memberKeys(run)));
}

/** None where nobody knows the ledger's hash yet. */
export const boundFilesOf = (told: Told, ledgerHash: string | undefined): NamedBytes[] =>
  ledgerHash === undefined ? [] : inGenesis(foundersBound(told.plan, memberKeys(told), ledgerHash));
