/**
 * Every file that comes of a decision for a JD Chain ledger, by its path in the folder of the version: transactions, the folder of a new
 * participant, the runbook of one that goes, and a page for each of the others where something changes for them. All of it is voted on.
 */

import { toMarkdown } from '../../../core/ceremony/document-md.ts';
import { toHtml } from '../../../core/ceremony/minutes-html.ts';
import { utf8 } from '../../../core/encoding/bytes.ts';
import { boundFiles } from '../binding.ts';
import { consensusPath } from '../consensus.ts';
import { publicLocalConf } from '../local-conf.ts';
import { runbookFiles } from '../runbook/runbook.ts';
import { type Decided, foundingGenesis, keyText, networkFile, peersOf, rawKey } from './network.ts';
import { leaverPaper, newcomerPaper, othersPaper, sendable } from './pages.ts';
import { type Newcomer, type Told, leavers, newcomers, transactionsOf } from './transactions.ts';

type File = readonly [path: string, bytes: Uint8Array];

/** @throws JDCHAIN-SETTING, JDCHAIN-LEDGER-HASH, the key rules */
export function decisionFiles(decided: Decided): Map<string, Uint8Array> {
  const { told } = transactionsOf(decided);
  if (told.length === 0) return new Map();
  const network = touchesNetwork(decided) ? networkFile(decided) : undefined;
  const folders = newcomers(decided).flatMap((one) => newcomerFiles(decided, one, told, network ?? new Uint8Array()));
  const leaver = leaverPaper(decided, told);
  const { kind } = decided.plan.chain.ledger.consensus;
  return new Map<string, Uint8Array>([
    ...told.map(({ path, bytes }): File => [path, bytes]),
    ...folders,
    ...(leaver ? runbookFiles(`jdchain/${leavers(decided)?.member.id ?? ''}/`, leaver) : []),
    ...(network ? [[`jdchain/${nameOf(consensusPath(kind))}`, network] as const, ...others(decided, told)] : []),
  ]);
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** A peer more or less, or another property of the consensus. */
function touchesNetwork(decided: Decided): boolean {
  const { change } = decided.proposal;
  if (change.kind === 'settings')
    return Object.keys(change.set.consensus ?? {}).length > 0 || change.set.hash !== undefined;
  return newcomers(decided).length > 0 || leavers(decided) !== undefined;
}

function newcomerFiles(decided: Decided, one: Newcomer, told: readonly Told[], network: Uint8Array): File[] {
  const { ledger } = decided.plan.chain;
  const { folder, key, name, member } = one;
  const bound = boundFiles({
    ...{ ledgerHash: decided.ledgerHash, ledgerName: ledger.name, dataStructure: ledger.dataStructure },
    ...{ consensus: ledger.consensus.kind, name, key: rawKey(key), host: member.endpoints.consensus.host },
  });
  return [
    // No newline: JD Chain does not trim key files.
    [`${folder}/registration.pub`, utf8(keyText(key))],
    [`${folder}/local.conf`, publicLocalConf(rawKey(key), ledger.name)],
    ...bound.map(([file, bytes]): File => [`${folder}/${file}`, bytes]),
    [`${folder}/${consensusPath(ledger.consensus.kind)}`, network],
    ...runbookFiles(`${folder}/`, newcomerPaper(decided, foundingGenesis(decided), one, told)),
  ];
}

/** Everybody with a peer whom the decision is not about. */
function others(decided: Decided, told: readonly Told[]): File[] {
  const { change } = decided.proposal;
  const about = change.kind === 'admit' ? change.application.member.id : 'member' in change ? change.member : undefined;
  const rest = peersOf(decided, decided.after).filter(({ id }) => id !== about);
  // Two hundred members can do one of a few things each: a page is written once.
  const pages = new Map<string, readonly [Uint8Array, Uint8Array]>();
  return rest.flatMap(({ id }): File[] => {
    const can = sendable(decided, told, id);
    const key = can.map(({ path }) => path).join();
    const [markdown, html] = pages.get(key) ?? pageFor(decided, told, can);
    pages.set(key, [markdown, html]);
    return [
      [`jdchain/${id}/CHANGE.md`, markdown],
      [`jdchain/${id}/CHANGE.html`, html],
    ];
  });
}

function pageFor(decided: Decided, told: readonly Told[], can: readonly Told[]): readonly [Uint8Array, Uint8Array] {
  const paper = othersPaper(decided, told, can);
  return [utf8(toMarkdown(paper)), utf8(toHtml(paper))];
}
