/**
 * `jdchain lint`: what is wrong in the folders of one or several parties of a JD Chain 1.6.5 ledger, and what differs between them,
 * to the byte. The most frequent failure is one differing consensus property, told only at the end as "Invalid permission".
 */

import { consensusFacts } from '../../core/ceremony/consensus.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type Files, baseName, Findings, lintFiles, type LintFinding } from './lint-files.ts';
import type { Standing } from '../../core/ceremony/powers.ts';
import { lintCertificates } from './ca/lint.ts';
import { lintConfig, type PartyConfig } from './lint-config.ts';
import { lintPowers, standingOfGenesis } from './lint-roles.ts';
import { javaTrim } from './names.ts';

export type { LintFinding } from './lint-files.ts';

export interface Party {
  readonly name: string;
  /** By path below the party's folder, `/` between parts. */
  readonly files: Files;
}

interface Linted {
  readonly party: Party;
  readonly out: Findings;
  readonly config: PartyConfig | undefined;
}

type Read = Linted & { readonly config: PartyConfig };

/**
 * Every finding of every party: first what is wrong in itself, then what differs. Never throws for anything in the files.
 * @param now milliseconds since 1970, against which certificates are judged; where a party has any, `loadCodec` must have been awaited
 */
export function lint(parties: readonly Party[], now: number): LintFinding[] {
  const linted = parties.map((party): Linted => {
    const out = new Findings(party.name);
    lintFiles(party.files, out);
    const config = lintConfig(party.files, out);
    if (config) lintCertificates(party.files, config, out, now);
    return { party, out, config };
  });
  const read = linted.filter((one): one is Read => one.config !== undefined);
  compareLedgerInits(read);
  compareConsensus(read);
  compareGenesis(read);
  compareBytes(read);
  compareLocals(read);
  judgePowers(read);
  compareKeyFiles(linted);
  return linted.flatMap(({ out }) => out.all);
}

/** The roles and members of the first party whose configuration can be read whole. */
export function standingIn(parties: readonly Party[]): Standing | undefined {
  for (const { name, files } of parties) {
    const init = lintConfig(files, new Findings(name))?.inspection.init;
    if (init) return standingOfGenesis(init.genesis);
  }
  return undefined;
}

/** The value that most parties have, and who has it; the first of them if it is a draw. */
function most<T>(parties: readonly Linted[], valueOf: (index: number) => T): { value: T; names: string } {
  const values = parties.map((_, i) => valueOf(i));
  const count = (value: T) => values.filter((other) => other === value).length;
  const value = values.reduce((best, next) => (count(next) > count(best) ? next : best));
  const names = parties.filter((_, i) => values[i] === value).map(({ party }) => party.name);
  return { value, names: names.join(', ') };
}

const shown = (value: string | undefined): string => (value === undefined ? '—' : JSON.stringify(value));

/** Calls `report` for each party whose value is not that of the most. */
function deviating<T>(
  parties: readonly Read[],
  valueOf: (one: Read) => T,
  report: (one: Read, mine: T, theirs: T, other: string) => void,
): void {
  const values = parties.map(valueOf);
  if (new Set(values).size < 2) return;
  const { value, names } = most(parties, (i) => values[i] as T);
  for (const [i, one] of parties.entries()) if (values[i] !== value) report(one, values[i] as T, value, names);
}

/** Not in the genesis: where files lie, what the ledger is called here, where the initialisers listen. */
const localKeys =
  /^(ledger\.name|consensus\.conf|root-ca-path|cons_parti\.\d+\.(initializer\..+|pubkey-path|ca-path))$/;

function allKeys(parties: readonly Read[], keysOf: (one: Read) => readonly string[]): string[] {
  return [...new Set(parties.flatMap(keysOf))].sort();
}

function compareLedgerInits(parties: readonly Read[]): void {
  const known = new Set(parties.map(({ config }) => config.txHash));
  const sameGenesis = known.size === 1 && !known.has(undefined);
  for (const key of allKeys(parties, ({ config }) => config.inspection.properties.keys())) {
    const level = sameGenesis || localKeys.test(key) ? 'warning' : 'error';
    const code = key === 'ledger.seed' ? 'JDCHAIN-DIFF-SEED' : 'JDCHAIN-DIFF-LEDGER-INIT';
    deviating(
      parties,
      (one) => ledgerValue(one, key),
      ({ out, config }, mine, theirs, other) => {
        out.add(level, code, config.ledgerInit, key, { mine: shown(mine), theirs: shown(theirs), other });
      },
    );
  }
}

/** Compared as JD Chain reads it: without blanks around it, the seed as its bytes. */
function ledgerValue({ config: { inspection } }: Read, key: string): string | undefined {
  if (key === 'ledger.seed' && inspection.init) return toHex(inspection.init.genesis.seed);
  const value = inspection.properties.get(key);
  return value === undefined ? undefined : javaTrim(value);
}

function compareConsensus(parties: readonly Read[]): void {
  const having = parties.filter(({ config }) => config.inspection.consensus !== undefined);
  for (const key of allKeys(having, ({ config }) => config.inspection.consensus?.keys() ?? [])) {
    deviating(
      having,
      (one) => consensusValue(one, key),
      ({ out, config }, mine, theirs, other) => {
        const file = config.consensusPath ?? config.ledgerInit;
        out.add('error', 'JDCHAIN-DIFF-CONSENSUS', file, key, { mine: shown(mine), theirs: shown(theirs), other });
      },
    );
  }
}

/** As it enters the genesis: of Raft and MQ what JD Chain understands, and what it does not read not at all. */
function consensusValue({ config: { inspection } }: Read, key: string): string | undefined {
  const { kind, consensus, init } = inspection;
  if (kind === undefined || kind === 'bftsmart') return consensus?.get(key);
  const known = Object.hasOwn(consensusFacts[kind].settings ?? {}, key);
  const address = /^system\.(server\.\d+\.(network\.|pubkey$|host$)|servers\.num$)/.test(key);
  if (!known && !address) return undefined;
  const value = consensus?.get(key);
  return (
    init?.genesis.settings.find(([name]) => name === key)?.[1] ?? (value === undefined ? undefined : javaTrim(value))
  );
}

function compareGenesis(parties: readonly Read[]): void {
  const having = parties.filter(({ config }) => config.txHash !== undefined);
  deviating(
    having,
    ({ config }) => config.txHash ?? '',
    ({ out, config }, mine, theirs, other) => {
      out.add('error', 'JDCHAIN-DIFF-GENESIS', config.ledgerInit, '', { mine, theirs, other });
    },
  );
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** Files that mean the same and are not the same bytes, against the first party that has them. */
function compareBytes(parties: readonly Read[]): void {
  const [first, ...others] = parties;
  if (!first) return;
  for (const one of others) {
    if (one.config.txHash === undefined || one.config.txHash !== first.config.txHash) continue;
    for (const pathOf of [(c: PartyConfig) => c.ledgerInit, (c: PartyConfig) => c.consensusPath ?? '']) {
      const [mine, theirs] = [one, first].map(
        ({ party, config }) => party.files.get(pathOf(config)) ?? new Uint8Array(),
      );
      if (!mine || !theirs || equal(mine, theirs)) continue;
      const params = { other: first.party.name, at: firstDifference(mine, theirs) };
      one.out.add('warning', 'JDCHAIN-DIFF-BYTES', pathOf(one.config), '', params);
    }
  }
}

function compareLocals(parties: readonly Read[]): void {
  for (const [i, { out, config }] of parties.entries()) {
    const { local } = config;
    const same = local && parties.slice(0, i).find((earlier) => earlier.config.local?.address === local.address);
    if (local && same)
      out.add('error', 'JDCHAIN-LOCAL-TWICE', local.path, 'local.parti.pubkey', { other: same.party.name });
  }
}

/** Each genesis once, at the first party that has it. */
function judgePowers(parties: readonly Read[]): void {
  const first = new Map(parties.toReversed().map((one) => [one.config.txHash, one]));
  for (const { out, config } of first.values()) {
    const { init } = config.inspection;
    if (init) lintPowers(init.genesis, config.ledgerInit, out);
  }
}

/** Key files of one name that hold different keys at two parties. Blanks around are a rule of their own. */
function compareKeyFiles(parties: readonly Linted[]): void {
  const seen = new Map<string, { text: string; other: string }>();
  for (const { party, out } of parties) {
    for (const [path, bytes] of party.files) {
      if (!path.endsWith('.pub')) continue;
      const text = Array.from(bytes, (byte) => String.fromCharCode(byte))
        .join('')
        .trim();
      const earlier = seen.get(baseName(path));
      if (!earlier) seen.set(baseName(path), { text, other: party.name });
      else if (earlier.text !== text)
        out.add('error', 'JDCHAIN-DIFF-KEYFILE', path, '', { file: baseName(path), other: earlier.other });
    }
  }
}
