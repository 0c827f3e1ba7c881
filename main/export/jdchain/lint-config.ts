/** `jdchain lint`, one party's ledger.init and consensus file against each other and against what JD Chain 1.6.5 reads. */

import { type ConsensusKind, consensusFacts, isBroker, mqServer, mqSettings } from '../../core/ceremony/consensus.ts';
import { faults, nodeKey, nodesOf, view } from './bftsmart.ts';
import { consensusOf, consensusPath as usualPath } from './consensus.ts';
import { buildGenesis } from './genesis.ts';
import type { ChainEndpoint } from './participant.ts';
import { type Inspection, inspectLedgerInit } from './ledgerinit.ts';
import { baseName, type Files, type Findings } from './lint-files.ts';
import { lintLocal, type LocalConf, readable } from './lint-local.ts';
import { lintRoles } from './lint-roles.ts';
import { javaTrim } from './names.ts';
import type { Properties } from './properties.ts';
import { javaInt, optional } from './values.ts';

/** What one party has, read as far as it can be read. */
export interface PartyConfig {
  readonly ledgerInit: string;
  readonly inspection: Inspection;
  /** Path of the consensus file among the party's files. */
  readonly consensusPath: string | undefined;
  /** Base58 of the genesis transaction hash. */
  readonly txHash: string | undefined;
  /** Path of local.conf, and the address of its public key. */
  readonly local: LocalConf | undefined;
}

/** `a/b/../c` and `./` resolved. */
function normal(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '.' && part !== '') out.push(part);
  }
  return out.join('/');
}

/** The party's file that a configuration names: relative to it, or for a path elsewhere the only file of that name. */
export function named(files: Files, from: string, path: string): string | undefined {
  const beside = normal(`${from.slice(0, from.lastIndexOf('/') + 1)}${path}`);
  if (!path.startsWith('/') && files.has(beside)) return beside;
  const same = [...files.keys()].filter((file) => baseName(file) === baseName(path));
  return same.length === 1 ? same[0] : undefined;
}

/** Reads and checks the configuration of one party; undefined if it has no ledger.init or one that cannot be read. */
export function lintConfig(files: Files, out: Findings): PartyConfig | undefined {
  const paths = [...files.keys()].filter((path) => baseName(path) === 'ledger.init').sort();
  const path = paths[0];
  if (path === undefined) {
    out.add('error', 'JDCHAIN-NO-LEDGER-INIT', 'ledger.init');
    return undefined;
  }
  if (paths.length > 1) out.add('warning', 'JDCHAIN-TWO-LEDGER-INITS', path, '', { count: paths.length, used: path });
  return readable(path, out, () => lintParty(path, files, out));
}

function lintParty(path: string, files: Files, out: Findings): PartyConfig {
  const find = (name: string) => named(files, path, name);
  const bytes = (name: string) => files.get(find(name) ?? '');
  const inspection = inspectLedgerInit(files.get(path) ?? new Uint8Array(), {
    what: path,
    consensus: bytes,
    keyFile: bytes,
  });
  const conf = optional(inspection.properties, 'consensus.conf');
  const consensusPath = conf === undefined ? undefined : find(conf);
  for (const problem of inspection.problems) {
    const inConsensus = consensusPath !== undefined && problem.subject?.startsWith(`${conf ?? ''}: `) === true;
    out.problem(problem, inConsensus ? consensusPath : path, inConsensus ? conf : path);
  }
  lintLedgerInit(inspection, path, out);
  if (inspection.consensus && consensusPath !== undefined) lintConsensus(inspection, consensusPath, out);
  const txHash = inspection.init && buildGenesis(inspection.init.genesis).txHashText;
  return { ledgerInit: path, inspection, consensusPath, txHash, local: lintLocal(files, inspection, out) };
}

const plainKeys = new Set([
  'ledger.seed',
  'ledger.name',
  'identity-mode',
  'root-ca-path',
  'created-time',
  'ledger.data.structure',
  'contract.timeout',
  'contract.max-stack-depth',
  'security.roles',
  'consensus.service-provider',
  'consensus.conf',
  'crypto.service-providers',
  'crypto.verify-hash',
  'crypto.hash-algorithm',
  'cons_parti.count',
]);
const patternKeys = [
  /^security\.role\..+\.(ledger|tx)-privileges$/,
  /^cons_parti\.\d+\.(name|pubkey|pubkey-path|ca-path|roles|roles-policy|initializer\.(host|port|secure))$/,
];

/** Where people who wrote the wrong key meant to go. */
function keyHint(key: string): string {
  if (key === 'ledger.data-structure' || key === 'anchor-type') return 'ledger.data.structure';
  return key.includes('consensus.') ? 'bftsmart.config: system.server.N.network.*' : '';
}

function lintDuplicates(properties: Properties, path: string, out: Findings): void {
  for (const key of properties.keys()) {
    const lines = properties.entries.filter((entry) => entry.key === key).map(({ line }) => line);
    if (lines.length > 1) out.add('warning', 'JDCHAIN-DUPLICATE-PROPERTY', path, key, { lines: lines.join(', ') });
  }
}

function lintLedgerInit(inspection: Inspection, path: string, out: Findings): void {
  const { properties, init } = inspection;
  lintDuplicates(properties, path, out);
  for (const key of properties.keys()) {
    const known = plainKeys.has(key) || patternKeys.some((pattern) => pattern.test(key));
    if (!known) out.add('warning', 'JDCHAIN-UNKNOWN-PROPERTY', path, key, { hint: keyHint(key) });
    const value = javaTrim(properties.get(key) ?? '');
    const relative = key.endsWith('.pubkey-path') && value !== '' && !value.startsWith('/');
    if (relative) out.add('warning', 'JDCHAIN-PUBKEY-PATH', path, key, { value });
  }
  lintRoles(inspection, path, out);
  const nodes = init?.initializers.filter((_, i) => init.genesis.participants[i]?.certificate?.gateway !== true);
  lintEndpoints(nodes ?? [], path, (i) => `cons_parti.${String(i)}.initializer.port`, 0, out);
}

function lintConsensus({ properties, consensus, kind, init }: Inspection, path: string, out: Findings): void {
  if (!consensus || !kind) return;
  const all = javaInt(optional(properties, 'cons_parti.count') ?? '') ?? 0;
  const count = init ? nodesOf(init.genesis.participants).length : all;
  lintDuplicates(consensus, path, out);
  if (kind === 'bftsmart') {
    lintNumbers(consensus, count, path, out);
    for (const key of consensus.keys()) lintSetting(key, consensus.get(key) ?? '', { count, path, out });
  } else lintKnown(consensus, { kind, count, path, out });
  const { ports } = consensusFacts[kind];
  if (!init || ports === 0) return;
  const endpoints = nodesOf(init.genesis.participants).map((participant) => participant.consensus);
  lintEndpoints(endpoints, path, (i) => nodeKey(i, 'port'), ports === 2 ? 1 : 0, out);
}

interface KnownLint {
  readonly kind: ConsensusKind;
  readonly count: number;
  readonly path: string;
  readonly out: Findings;
}

/** Raft and MQ read their own properties alone, and MQ takes its own value for a number that it does not like. */
function lintKnown(consensus: Properties, { kind, count, path, out }: KnownLint): void {
  const known = consensusFacts[kind].settings ?? {};
  const addresses = Array.from({ length: count }, (_, i) => consensusOf[kind].addressKeys(i)).flat();
  const read = new Set([...Object.keys(known), ...addresses, ...(kind === 'mq' ? ['system.servers.num'] : [])]);
  for (const key of consensus.keys()) {
    const hint = `${usualPath(kind)} (${consensusFacts[kind].name})`;
    if (!read.has(key)) out.add('warning', 'JDCHAIN-UNKNOWN-PROPERTY', path, key, { hint });
  }
  if (kind === 'mq') lintMq(consensus, path, out);
}

function lintMq(consensus: Properties, path: string, out: Findings): void {
  const server = optional(consensus, mqServer);
  if (server !== undefined && !isBroker(server))
    out.add('error', 'JDCHAIN-MQ-SERVER', path, mqServer, { value: server });
  for (const [key, { form, absent = '' }] of Object.entries(mqSettings)) {
    const value = optional(consensus, key);
    const good = form !== 'whole' || value === undefined || (javaInt(value) ?? 0) > 0;
    if (!good) out.add('warning', 'JDCHAIN-MQ-NUMBER', path, key, { value, absent });
  }
}

function lintNumbers(consensus: Properties, count: number, path: string, out: Findings): void {
  const number = optional(consensus, 'system.servers.num');
  if (number !== undefined && javaInt(number) !== count) {
    out.add('error', 'JDCHAIN-SERVERS-NUM', path, 'system.servers.num', { value: number, count });
  }
  const f = optional(consensus, 'system.servers.f');
  const [value, most] = [javaInt(f ?? ''), faults(count)];
  const params = { value: f ?? '', count, most };
  if (f !== undefined && (value === undefined || value > most || value < 0))
    out.add('error', 'JDCHAIN-F', path, 'system.servers.f', params);
  else if (value !== undefined && value < most) out.add('warning', 'JDCHAIN-F-LOW', path, 'system.servers.f', params);
  const seen = optional(consensus, 'system.initial.view');
  const expected = view(count);
  if (seen !== undefined && seen.split(',').map(javaTrim).join(',') !== expected) {
    out.add('error', 'JDCHAIN-INITIAL-VIEW', path, 'system.initial.view', { value: seen, count, expected });
  }
}

function lintSetting(
  key: string,
  value: string,
  { count, path, out }: { count: number; path: string; out: Findings },
): void {
  const node = /^system\.server\.(\d+)\.network\.(?:host|port|secure)$/.exec(key);
  if (node && Number(node[1]) >= count) out.add('warning', 'JDCHAIN-EXTRA-NODE', path, key, { index: node[1] ?? '' });
  // Addresses are trimmed before they are hashed; everything else is hashed as it stands.
  if (!node && /[ \t\f]$/.test(value))
    out.add('warning', 'JDCHAIN-TRAILING-BLANK', path, key, { value: JSON.stringify(value) });
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)$/;

/** Equal addresses, and with `span` 1 ports that meet because a node binds the next one too. */
function lintEndpoints(
  endpoints: readonly ChainEndpoint[],
  path: string,
  field: (i: number) => string,
  span: 0 | 1,
  out: Findings,
): void {
  for (const [i, { host, port }] of endpoints.entries()) {
    const params = (other: number) => ({ address: `${host}:${String(port)}`, other });
    for (const [j, earlier] of endpoints.slice(0, i).entries()) {
      if (earlier.host !== host) continue;
      if (earlier.port === port) out.add('error', 'JDCHAIN-ENDPOINT-DUPLICATE', path, field(i), params(j));
      else if (Math.abs(earlier.port - port) <= span) out.add('error', 'JDCHAIN-PORT-CLASH', path, field(i), params(j));
    }
    const elsewhere = endpoints.some((other) => !loopback.test(other.host));
    if (loopback.test(host) && elsewhere)
      out.add('warning', 'JDCHAIN-LOOPBACK', path, field(i).replace(/port$/, 'host'), { host });
  }
}
