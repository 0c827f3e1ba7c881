/** Random keys, plans and configurations, all from one seed. */

import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import {
  type ConsensusKind,
  consensusFacts,
  type ConsensusSetting,
  mqServer,
} from '../../../main/core/ceremony/consensus.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { ledgerPermissions, transactionPermissions } from '../../../main/core/ceremony/permissions.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import { issueCertificate } from '../../../main/export/jdchain/ca/certificate.ts';
import type { CertificateRole } from '../../../main/export/jdchain/ca/roles.ts';
import { parseSubject } from '../../../main/export/jdchain/ca/subject.ts';
import { encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import type { Certificates } from '../../../main/export/jdchain/members.ts';

export interface Pair {
  readonly suite: SuiteName;
  readonly raw: Uint8Array;
  readonly secret: Uint8Array;
}

/** A source of random choices: SHAKE256 over seed, name and a counter. */
export class Draw {
  private readonly seed: string;
  private count = 0;

  constructor(seed: string) {
    this.seed = seed;
  }

  bytes(length: number): Uint8Array {
    const hash = createHash('shake256', { outputLength: length });
    return new Uint8Array(hash.update(`${this.seed}/${String(this.count++)}`).digest());
  }

  /** 0 … below − 1. */
  below(below: number): number {
    return this.bytes(6).reduce((sum, byte) => sum * 256 + byte, 0) % below;
  }

  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  coin(): boolean {
    return this.below(2) === 1;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, key: this.below(2 ** 40) }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }

  /** Between `least` and all of the list, in random order. */
  some<T>(list: readonly T[], least = 0): T[] {
    return this.shuffled(list).slice(0, this.between(least, list.length));
  }

  pair(name: SuiteName): Pair {
    const keys = suite(name);
    const secret = keys.secretFromRandom(this.bytes(keys.randomLength));
    return { suite: name, raw: keys.publicKey(secret), secret };
  }
}

const roleNames = ['DEFAULT', 'ADMIN', 'GUEST', 'AUDITOR', 'OPERATOR', 'ZED'];

function roles(draw: Draw): Record<string, { ledger: string[]; tx: string[] }> {
  if (draw.below(4) === 0) return {};
  const named = new Set(['DEFAULT', ...draw.some(roleNames)]);
  const entry = () => ({ ledger: draw.some(ledgerPermissions), tx: draw.some(transactionPermissions, 1) });
  return Object.fromEntries(draw.shuffled([...named]).map((name) => [name, entry()]));
}

function ledger(draw: Draw, rehearsal: boolean) {
  return {
    name: `${rehearsal ? 'REHEARSAL-' : ''}ledger.${String(draw.below(1000))}`,
    createdTime: new Date(1_600_000_000_000 + draw.below(10 ** 12)).toISOString(),
    seed: Buffer.from(draw.bytes(32)).toString('hex'),
    dataStructure: draw.one(['MERKLE_TREE', 'KV']),
    hash: draw.one(['SHA256', 'SM3']),
    verifyHash: draw.coin(),
    providers: draw.some(['classic', 'sm'], 1),
    contract: { timeout: draw.between(1, 2 ** 31 - 1), maxStackDepth: draw.between(1, 1000) },
    consensus: consensus(draw),
    roles: roles(draw),
  };
}

/** Half of them BFT-SMaRt. */
function consensus(draw: Draw): { kind: ConsensusKind; settings: Record<string, string> } {
  const kind = draw.coin() ? 'bftsmart' : draw.one(['raft', 'mq'] as const);
  const known = consensusFacts[kind].settings;
  if (known === undefined) return { kind, settings: settings(draw) };
  const named = draw.some(Object.keys(known));
  const drawn = named.map((name) => [name, valueFor(draw, known[name]?.form ?? 'text')] as const);
  const broker = {
    [mqServer]: draw.one(['rabbitmq://mq.example:5672', 'activemq://failover:(tcp://a:61616,tcp://b:61616)?x=1']),
  };
  return { kind, settings: { ...Object.fromEntries(drawn), ...(kind === 'mq' ? broker : {}) } };
}

function valueFor(draw: Draw, form: ConsensusSetting['form']): string {
  if (form === 'whole') return String(draw.between(1, 2 ** 31 - 1));
  return form === 'truth' ? String(draw.coin()) : draw.one(['trace-tx', 'a=b', 'c:\\d', 'x y', '#topic']);
}

/** Some shipped properties changed, some of our own; values with blanks at both ends, equals signs, backslashes. */
function settings(draw: Draw): Record<string, string> {
  const names = ['system.epoch.delay', 'system.debug', 'system.ttp.id', 'extra.one', 'extra-two', 'Zed'];
  const values = ['20', '0 ', 'a=b', 'c:\\temp', ' lead', '#no comment', 'true', ''];
  return Object.fromEntries(draw.some(names).map((name) => [name, draw.one(values)]));
}

export interface DrawnPlan {
  readonly plan: ResolvedPlan;
  /** By member id; with certificates also of gateways. */
  readonly pairs: Readonly<Record<string, Pair>>;
  /** Those of a plan in CA mode. */
  readonly certificates?: Certificates;
}

/** Three of ten plans have certificates. */
function identities(draw: Draw, known: readonly string[]) {
  if (draw.below(10) > 2) return { identityMode: 'KEYPAIR' as const };
  const gateways = Array.from({ length: draw.between(0, 2) }, (_, i) => ({
    ...{ id: `gw${String(i)}`, participant: `gw${String(i)}`, member: '' },
    ...{ ledgerRoles: draw.some(known), rolesPolicy: draw.one(['UNION', 'INTERSECT']) },
    key: { make: 'ed25519' },
  }));
  return { identityMode: 'CA' as const, ca: { root: 'ca', gateways, users: [] } };
}

/** As the founding act issues them; as other tools write them now and then: CR LF, or a blank line behind. */
function certified(draw: Draw, root: Pair, pairs: Readonly<Record<string, Pair>>): Certificates {
  const lifetime = { notBefore: Date.now() - 60_000, notAfter: Date.now() + 86_400_000 };
  const sign = (message: Uint8Array) => suite(root.suite).sign(message, root.secret);
  const issue = (key: Pair, roles: CertificateRole[], issuer?: string) =>
    issueCertificate(
      {
        ...{ ...lifetime, roles, publicKey: key, serial: draw.bytes(16) },
        ...{ subject: parseSubject('CN=根,O=京东,C=CN'), ...(issuer !== undefined && { issuer }) },
      },
      root,
      sign,
    );
  const text = issue(root, ['ROOT', 'CA']);
  const written = (pem: string) => draw.one([pem, pem, pem.replaceAll('\n', '\r\n'), `${pem}\n`, pem.trimEnd()]);
  const roles = (id: string): CertificateRole[] =>
    id.startsWith('gw')
      ? draw.one([['GW'], ['PEER', 'GW']] as CertificateRole[][])
      : draw.one([['PEER'], ['USER', 'PEER']]);
  const own = Object.entries(pairs).map(([id, pair]) => [id, written(issue(pair, roles(id), text))] as const);
  return { root: written(text), own: Object.fromEntries(own) };
}

/** A resolved plan of as many members as its consensus needs to 12, with keys of all suites. */
export function drawPlan(draw: Draw): DrawnPlan {
  const rehearsal = draw.coin();
  const chain = { kind: 'jdchain', version: '1.6.5', ledger: ledger(draw, rehearsal) };
  const known = Object.keys(chain.ledger.roles).length === 0 ? ['DEFAULT'] : Object.keys(chain.ledger.roles);
  const pairs: Record<string, Pair> = {};
  const identity = identities(draw, known);
  const { ca } = identity;
  const own = draw.one(suiteNames);
  const least = consensusFacts[chain.ledger.consensus.kind].least;
  const members = Array.from({ length: draw.between(least, 12) }, (_, i) => {
    const id = `m${String(i)}-${String(draw.below(100))}`;
    pairs[id] = draw.pair(ca ? own : draw.one(draw.below(5) === 0 ? suiteNames : ['ed25519', 'sm2']));
    const { suite: name, raw } = pairs[id];
    return {
      id,
      name: { zh: `成员${String(i)}`, en: `Member ${String(i)}` },
      participant: (rehearsal ? 'REHEARSAL-' : '') + id,
      role: 'member',
      key: draw.coin() ? { make: name } : { public: encodePublicKey(name, raw) },
      initializer: { host: `10.1.${String(i)}.1`, port: draw.between(1, 65535) },
      consensus: { host: `node-${String(i)}.example`, port: draw.between(1, 65534) },
      ledgerRoles: draw.some(known),
      rolesPolicy: draw.one(['UNION', 'INTERSECT']),
    };
  });
  for (const { id } of ca?.gateways ?? []) pairs[id] = draw.pair(own);
  const whole = { ...chain, ledger: { ...chain.ledger, ...identity } };
  const certificates = ca && certified(draw, draw.pair(own), pairs);
  const plan = { rehearsal, chain: whole, members } as unknown as ResolvedPlan;
  return { plan, pairs, ...(certificates && { certificates }) };
}

/** Whoever initialises stands in the folder of ledger.init; one JVM for all plans stands elsewhere. `top`: where `path` begins. */
export const fromElsewhere = (top: string, path: string, bytes: Uint8Array): Uint8Array =>
  path.endsWith('ledger.init') ? utf8(fromUtf8(bytes).replaceAll('=ca/', `=${join(top, dirname(path))}/ca/`)) : bytes;
