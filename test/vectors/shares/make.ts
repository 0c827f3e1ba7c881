/**
 * Makes the committed vectors of shares and sealing from fixed seeds: `node test/vectors/shares/make.ts`.
 *
 * They are files of the past: a later version must read them for ever. A new format gets a new file beside them; the
 * old ones are never made again, so this refuses to write over one.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { encodeEnvelope } from '../../../main/core/shares/envelope.ts';
import { encodeShareSet } from '../../../main/core/shares/set.ts';
import { encodeStatement } from '../../../main/core/sealing/statement.ts';
import { found } from '../../unit/shares/founding.ts';
import type { FoundingOptions } from '../../unit/shares/founding.ts';
import { banksAndRegulators, oneGroup } from '../../unit/shares/policies.ts';

export const recipes: Readonly<Record<string, FoundingOptions>> = {
  'real-3-of-5-v1': { seed: 'rootseal vectors: real 3 of 5' },
  'rehearsal-2-of-3-v1': {
    ...{ seed: 'rootseal vectors: rehearsal 2 of 3', m: 2, n: 3, rehearsal: true, epoch: 4 },
    suites: ['p256', 'ed25519', 'sm2'],
  },
  'slip39-3-of-5-v1': { seed: 'rootseal vectors: slip39 3 of 5', policy: oneGroup(3, 5) },
  'slip39-groups-v1': { seed: 'rootseal vectors: slip39 groups', policy: banksAndRegulators, epoch: 2 },
};

/** One vector: everything in hex, the secrets too, since all of it is for tests. */
export interface ShareVector {
  readonly note: string;
  readonly kek: string;
  readonly roots: readonly { readonly id: string; readonly suite: string; readonly secret: string }[];
  readonly envelopes: readonly string[];
  readonly set: string;
  readonly sealed: Readonly<Record<string, string>>;
  readonly statements: Readonly<Record<string, string>>;
}

export async function makeVector(options: FoundingOptions): Promise<ShareVector> {
  const { kek, roots, envelopes, set, sealed, statements } = await found(options);
  return {
    note: 'Made from a published seed, for tests only. Every byte string is hex.',
    kek: toHex(kek),
    roots: roots.map(({ id, suite, secret }) => ({ id, suite, secret: toHex(secret) })),
    envelopes: envelopes.map((envelope) => toHex(encodeEnvelope(envelope))),
    set: toHex(encodeShareSet(set)),
    sealed: Object.fromEntries([...sealed].map(([id, file]) => [id, toHex(file)])),
    statements: Object.fromEntries([...statements].map(([id, s]) => [id, toHex(encodeStatement(s))])),
  };
}

if (import.meta.main) {
  for (const [name, options] of Object.entries(recipes)) {
    const file = new URL(`${name}.json`, import.meta.url);
    if (existsSync(file)) console.log(`${name}.json stands already and stays as it is`);
    else writeFileSync(file, `${JSON.stringify(await makeVector(options), null, 1)}\n`);
  }
}
