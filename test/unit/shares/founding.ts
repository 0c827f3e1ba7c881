/**
 * A whole founding from a seed, for tests and vectors: keys, KEK, split, envelopes, share set, sealed roots,
 * statements. Everything here is repeatable, so it must never be used for anything real.
 *
 * The split is a second implementation of the scheme (Horner over GF(2^8), multiplication without tables): what it
 * makes, the library must combine.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, u32, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex, fromHex } from '../../../main/core/encoding/hex.ts';
import { fingerprint, suite } from '../../../main/core/keys/index.ts';
import type { SuiteName } from '../../../main/core/keys/index.ts';
import { expand, mixEntropy } from '../../../main/core/sealing/entropy.ts';
import { seal, sealedLogKeyFormat, sealedRootFormat } from '../../../main/core/sealing/sealed.ts';
import type { SealedHeader } from '../../../main/core/sealing/sealed.ts';
import { buildStatement } from '../../../main/core/sealing/statement.ts';
import type { Statement } from '../../../main/core/sealing/statement.ts';
import { commitShare } from '../../../main/core/shares/commitment.ts';
import { signEnvelope } from '../../../main/core/shares/envelope.ts';
import type { Envelope, UnsignedEnvelope } from '../../../main/core/shares/envelope.ts';
import { setFormat, signShareSet } from '../../../main/core/shares/set.ts';
import type { ShareSet, UnsignedShareSet } from '../../../main/core/shares/set.ts';
import type { Policy } from '../../../main/core/shares/groups.ts';
import { parseMnemonic } from '../../../main/core/shares/slip39.ts';
import type { RandomSource } from '../../../main/core/signing.ts';
import { splitBySeed as splitWordsBySeed } from './slip39-split.ts';

/** Repeatable bytes: SHA-256 of the seed and a counter. */
export function seeded(seed: string): RandomSource {
  let counter = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => sha256(concat(utf8(seed), u32(counter++))));
    return concat(...blocks).slice(0, length);
  };
}

export interface FoundingOptions {
  readonly seed?: string;
  readonly m?: number;
  readonly n?: number;
  readonly epoch?: number;
  readonly rehearsal?: boolean;
  readonly consortium?: string;
  readonly ceremony?: string;
  readonly suites?: readonly SuiteName[];
  /** Makes a slip39 set of it; `m` and `n` are the policy's then. */
  readonly policy?: Policy;
  /** Splits the KEK; by the seed unless said. */
  readonly split?: (secret: Uint8Array, n: number, m: number) => Promise<Uint8Array[]>;
}

export interface Founding {
  readonly kek: Uint8Array;
  readonly shares: Uint8Array[];
  readonly unsigned: UnsignedEnvelope[];
  readonly envelopes: Envelope[];
  readonly unsignedSet: UnsignedShareSet;
  readonly set: ShareSet;
  readonly roots: { id: string; suite: SuiteName; secret: Uint8Array; publicKey: Uint8Array }[];
  /** By id, `log-key` included. */
  readonly sealed: Map<string, Uint8Array>;
  readonly statements: Map<string, Statement>;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const defaults = {
  seed: 'rootseal test founding',
  m: 3,
  n: 5,
  epoch: 1,
  rehearsal: false,
  consortium: 'food-trace',
  ceremony: '2026-11-21-01',
  suites: ['ed25519', 'sm2'],
} as const satisfies FoundingOptions;

export async function found(options: FoundingOptions = {}): Promise<Founding> {
  const o: Required<Omit<FoundingOptions, 'split' | 'policy'>> & FoundingOptions = {
    ...{ ...defaults, ...options },
    ...(options.policy && { m: options.policy.m, n: options.policy.n }),
  };
  const random = seeded(o.seed);
  const prk = mixEntropy({ os: random(64) });
  const roots = o.suites.map((name) => makeRoot(prk, name));
  const kek = expand(prk, 'kek', 32);
  const setId = random(16);
  const seededShares = () => (o.policy ? splitWordsBySeed(kek, o.policy, random) : splitBySeed(kek, o.n, o.m, random));
  const shares = (await o.split?.(kek, o.n, o.m)) ?? seededShares();
  const first = roots[0]!;
  const sign = (message: Uint8Array) => suite(first.suite).sign(message, first.secret);
  const common = { consortium: o.consortium, ceremony: o.ceremony, epoch: o.epoch, rehearsal: o.rehearsal };
  const unsigned = makeEnvelopes({ ...common, m: o.m, n: o.n, setId, shares, roots, policy: o.policy });
  const envelopes = await Promise.all(unsigned.map((envelope) => signEnvelope(envelope, sign)));
  const unsignedSet = makeSet(unsigned);
  const set = await signShareSet(unsignedSet, sign);
  const header = (id: string, name: SuiteName, publicKey: Uint8Array): SealedHeader => ({
    ...{ format: id === 'log-key' ? sealedLogKeyFormat : sealedRootFormat, ...common, id, suite: name, publicKey },
    ...{ set: setId, nonce: random(24) },
  });
  const sealed = new Map(roots.map((r) => [r.id, seal(r.secret, kek, header(r.id, r.suite, r.publicKey))]));
  const logSecret = expand(prk, 'log-key', 32);
  sealed.set('log-key', seal(logSecret, kek, header('log-key', 'ed25519', suite('ed25519').publicKey(logSecret))));
  const statements = new Map<string, Statement>();
  for (const root of roots) {
    const bySelf = (message: Uint8Array) => suite(root.suite).sign(message, root.secret);
    statements.set(root.id, await buildStatement(sealed.get(root.id)!, 'consortium', bySelf));
  }
  return { kek, shares, unsigned, envelopes, unsignedSet, set, roots, sealed, statements, sign };
}

function makeRoot(prk: Uint8Array, name: SuiteName) {
  const id = `root-${name}`;
  const secret = suite(name).secretFromRandom(expand(prk, `root/${id}`, suite(name).randomLength));
  return { id, suite: name, secret, publicKey: suite(name).publicKey(secret) };
}

interface EnvelopeInput {
  consortium: string;
  ceremony: string;
  epoch: number;
  rehearsal: boolean;
  m: number;
  n: number;
  setId: Uint8Array;
  shares: Uint8Array[];
  roots: Founding['roots'];
  policy: Policy | undefined;
}

function makeEnvelopes({ setId, shares, roots, policy, ...common }: EnvelopeInput): UnsignedEnvelope[] {
  const { suite: suiteName, publicKey } = roots[0]!;
  const commitments = shares.map((share, i) => commitShare(setId, i + 1, share));
  return shares.map((share, i) => ({
    ...common,
    set: setId,
    scheme: policy ? 'slip39' : 'shamir',
    index: i + 1,
    x: policy ? i + 1 : share.at(-1)!,
    ...(policy?.groups && { groups: policy.groups, group: policy.members[i]! }),
    custodian: { id: `c${i + 1}`, zh: `保管人${i + 1}`, en: `Custodian ${i + 1}` },
    roots: roots.map((root) => fromHex(fingerprint(root.suite, root.publicKey), 'fingerprint')),
    commitments,
    share,
    signer: { suite: suiteName, publicKey },
  }));
}

function makeSet(envelopes: UnsignedEnvelope[]): UnsignedShareSet {
  const { consortium, ceremony, set, epoch, scheme, m, n, roots, rehearsal, signer, groups } = envelopes[0]!;
  return {
    ...{ format: setFormat, consortium, ceremony, id: toHex(set), epoch, scheme, m, n, roots: roots.map(toHex) },
    ...(scheme === 'slip39' && { identifier: parseMnemonic(envelopes[0]!.share).identifier }),
    ...(groups && { groups }),
    shares: envelopes.map(({ index, x, group, custodian: { id, zh, en }, commitments }) => ({
      ...(group !== undefined && { group }),
      ...{ index, x, custodian: { id, name: { zh, en } }, commitment: toHex(commitments[index - 1]!) },
    })),
    rehearsal,
    signer: { suite: signer.suite, publicKey: toHex(signer.publicKey) },
  };
}

/** Multiplication in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1, bit by bit. */
export function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    if ((b >> bit) & 1) product ^= a;
    a = (a << 1) ^ (a & 0x80 ? 0x11b : 0);
  }
  return product;
}

function splitBySeed(secret: Uint8Array, n: number, m: number, random: RandomSource): Uint8Array[] {
  const coefficients = Array.from(secret, (byte) => [byte, ...random(m - 1)]);
  // Not 1, 2, 3: so that a mix-up of slot and x shows. 7 is odd, so n of these are distinct and none is 0.
  const xs = Array.from({ length: n }, (_, i) => ((i * 7 + 10) % 255) + 1);
  return xs.map((x) =>
    Uint8Array.of(...coefficients.map((c) => c.reduceRight((sum, next) => multiply(sum, x) ^ next, 0)), x),
  );
}
