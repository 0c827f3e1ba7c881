/** Random keys, plans and configurations, all from one seed. */

import { createHash } from 'node:crypto';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { ledgerPermissions, transactionPermissions } from '../../../main/core/ceremony/permissions.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import { encodePublicKey } from '../../../main/export/jdchain/keys.ts';

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
    identityMode: 'KEYPAIR',
    dataStructure: draw.one(['MERKLE_TREE', 'KV']),
    hash: draw.one(['SHA256', 'SM3']),
    verifyHash: draw.coin(),
    providers: draw.some(['classic', 'sm'], 1),
    contract: { timeout: draw.between(1, 2 ** 31 - 1), maxStackDepth: draw.between(1, 1000) },
    consensus: { kind: 'bftsmart', settings: settings(draw) },
    roles: roles(draw),
  };
}

/** Some shipped properties changed, some of our own; values with blanks at both ends, equals signs, backslashes. */
function settings(draw: Draw): Record<string, string> {
  const names = ['system.epoch.delay', 'system.debug', 'system.ttp.id', 'extra.one', 'extra-two', 'Zed'];
  const values = ['20', '0 ', 'a=b', 'c:\\temp', ' lead', '#no comment', 'true', ''];
  return Object.fromEntries(draw.some(names).map((name) => [name, draw.one(values)]));
}

export interface DrawnPlan {
  readonly plan: ResolvedPlan;
  /** By member id. */
  readonly pairs: Readonly<Record<string, Pair>>;
}

/** A resolved plan of 4 to 12 members with keys of all suites. */
export function drawPlan(draw: Draw): DrawnPlan {
  const rehearsal = draw.coin();
  const chain = { kind: 'jdchain', version: '1.6.5', ledger: ledger(draw, rehearsal) };
  const known = Object.keys(chain.ledger.roles).length === 0 ? ['DEFAULT'] : Object.keys(chain.ledger.roles);
  const pairs: Record<string, Pair> = {};
  const members = Array.from({ length: draw.between(4, 12) }, (_, i) => {
    const id = `m${String(i)}-${String(draw.below(100))}`;
    pairs[id] = draw.pair(draw.one(draw.below(5) === 0 ? suiteNames : ['ed25519', 'sm2']));
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
  return { plan: { rehearsal, chain, members } as unknown as ResolvedPlan, pairs };
}
