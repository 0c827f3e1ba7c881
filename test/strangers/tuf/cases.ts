/**
 * The one table of repositories that our verifier, tuf-js and python-tuf judge: whole ones, which all
 * three accept, and broken ones. Each row says what ours answers and what the clients do.
 *
 * Where a client accepts what ours refuses, `clients` says so: that is either TUF's own tolerance or a
 * known weakness (both count key ids, not keys). Should a client learn better, the row turns red.
 */

import { heirs, kits, make, rootsOf, type Kit } from './workshop.ts';
import { keyRows } from './rows-keys.ts';
import { fileRows } from './rows-files.ts';
import { roleRows, roleStock } from './rows-roles.ts';
import { stateRows } from './rows-states.ts';
import { type Case, type Stock, type Row } from './table.ts';

export type { Case } from './table.ts';

export const rows: readonly Row[] = [...stateRows, ...fileRows, ...keyRows, ...roleRows];

async function stockOf(kit: Kit): Promise<Stock> {
  const first = await make(kit, 1);
  const chainOf = { roots: rootsOf(first.files) };
  const rotated = await make(heirs, 2, chainOf, 0, kit.signers);
  return {
    kit,
    all: kit.signers,
    first,
    second: await make(kit, 2, chainOf),
    rotated,
    ...(await roleStock(kit, first, rotated)),
  };
}

async function caseOf(row: Row, stock: Stock): Promise<Case> {
  const { files: changed, targets: others, trusted, before, state } = await row.make(stock);
  const { first, kit } = stock;
  return {
    name: `${kit.name}: ${row.name}`,
    trusted: trusted ?? (first.files.get('1.root.json') as Uint8Array),
    ...(before && { before }),
    state: state ?? { files: changed ?? first.files, targets: others ?? first.targets },
    ours: row.ours,
    clients: row.clients ?? 'refuses',
    tufJs: row.tufJs ?? row.clients ?? 'refuses',
  };
}

/** Every row for every kit. */
export async function allCases(): Promise<Case[]> {
  const made: Case[] = [];
  for (const kit of kits) {
    const stock = await stockOf(kit);
    for (const row of rows) made.push(await caseOf(row, stock));
  }
  return made;
}
