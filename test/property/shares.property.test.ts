/** Properties of everything a share travels in: what is altered is refused, and any pool that can restore does. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { RootsealError } from '../../main/core/rules.ts';
import { openSealed } from '../../main/core/sealing/sealed.ts';
import { encodeStatement, parseStatement } from '../../main/core/sealing/statement.ts';
import { checkSealedFile } from '../../main/core/sealing/statement.ts';
import { encodeEnvelope, parseEnvelope } from '../../main/core/shares/envelope.ts';
import type { Envelope } from '../../main/core/shares/envelope.ts';
import { guardQuorum, judgePool, judgeShareBytes } from '../../main/core/shares/guard.ts';
import { encodeShareSet, parseShareSet } from '../../main/core/shares/set.ts';
import { quorums } from '../../main/core/shares/quorums.ts';
import { combine, split } from '../../main/vault/shamir.ts';
import { found, seeded } from '../unit/shares/founding.ts';
import type { Founding } from '../unit/shares/founding.ts';

const numRuns = process.env.SLOW === undefined ? 150 : 3000;

let ours: Founding;
let foreign: Founding;
let documents: Record<string, { bytes: Uint8Array; read: (bytes: Uint8Array) => unknown }>;
beforeAll(async () => {
  ours = await found();
  foreign = await found({ seed: 'somebody else', rehearsal: true });
  const statement = ours.statements.get('root-sm2')!;
  const openAs = (bytes: Uint8Array) => {
    checkSealedFile(statement, bytes, 'file');
    return openSealed(bytes, ours.kek);
  };
  documents = {
    envelope: { bytes: encodeEnvelope(ours.envelopes[2]!), read: parseEnvelope },
    set: { bytes: encodeShareSet(ours.set), read: parseShareSet },
    statement: { bytes: encodeStatement(statement), read: parseStatement },
    'sealed root': { bytes: ours.sealed.get('root-sm2')!, read: openAs },
    'sealed root without its statement': {
      bytes: ours.sealed.get('log-key')!,
      read: (bytes) => openSealed(bytes, ours.kek),
    },
  };
});

type Mutation = (bytes: Uint8Array) => Uint8Array;

/** Flip bits of one byte, cut, double, insert, exchange two stretches. */
const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(
    fc.constantFrom('flip', 'cut', 'drop', 'insert', 'double', 'swap'),
    fc.nat(),
    fc.nat(),
    fc.integer({ min: 1, max: 255 }),
  )
  .map(
    ([kind, at, to, byte]) =>
      (bytes: Uint8Array) =>
        mutate(kind, at % bytes.length, to % bytes.length, byte, bytes),
  );

function mutate(kind: string, at: number, to: number, byte: number, bytes: Uint8Array): Uint8Array {
  const all = [...bytes];
  if (kind === 'flip') all[at]! ^= byte;
  if (kind === 'cut') all.length = at;
  if (kind === 'drop') all.splice(at, 1);
  if (kind === 'insert') all.splice(at, 0, byte);
  if (kind === 'double') all.splice(at, 0, ...all.slice(Math.min(at, to), Math.max(at, to)));
  if (kind === 'swap') [all[at], all[to]] = [all[to]!, all[at]!];
  return Uint8Array.from(all);
}

describe('any change of any byte is refused, under a rule', () => {
  it.each(['envelope', 'set', 'statement', 'sealed root', 'sealed root without its statement'])('%s', (what) => {
    const { bytes, read } = documents[what]!;
    expect(() => read(bytes)).not.toThrow();
    fc.assert(
      fc.property(mutation, (change) => {
        const changed = change(bytes);
        fc.pre(Buffer.compare(changed, bytes) !== 0);
        expect(() => read(changed)).toThrow(RootsealError);
      }),
      { numRuns },
    );
  });

  it('each single byte of the envelope, and the judge never calls it intact', () => {
    const { bytes } = documents.envelope!;
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1 << (at % 8);
      expect(() => parseEnvelope(changed)).toThrow(RootsealError);
      expect(judgeShareBytes(changed, ours.set).verdict.ok).toBe(false);
    }
  });

  it('no bytes at all make a parser answer with anything but a rule', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const { read } of Object.values(documents)) expect(() => read(bytes)).toThrow(RootsealError);
      }),
      { numRuns },
    );
  });
});

/** A pool: intact shares, copies of them, altered ones, foreign ones, in any order. */
const pool = fc.array(
  fc.record({
    kind: fc.constantFrom('intact', 'intact', 'intact', 'altered', 'foreign'),
    slot: fc.integer({ min: 0, max: 4 }),
  }),
  { maxLength: 12 },
);

function make({ kind, slot }: { kind: string; slot: number }): Envelope {
  if (kind === 'foreign') return foreign.envelopes[slot]!;
  const envelope = ours.envelopes[slot]!;
  if (kind === 'intact') return envelope;
  const share = envelope.share.slice();
  share[slot]! ^= 1;
  return { ...envelope, share };
}

describe('any pool', () => {
  it('restores the KEK if it holds m intact distinct shares, else says how many are short', async () => {
    const property = fc.asyncProperty(pool, async (parts) => {
      const envelopes = parts.map(make);
      const have = new Set(parts.filter((p) => p.kind === 'intact').map((p) => p.slot)).size;
      const verdicts = judgePool(envelopes, ours.set);
      expect(verdicts.filter((v) => v.ok)).toHaveLength(have);
      if (have < 3) {
        expect(() => guardQuorum(envelopes, ours.set)).toThrow(`${have} of 3 shares, ${3 - have} more needed.`);
        return;
      }
      const quorum = guardQuorum(envelopes, ours.set);
      expect(quorum).toHaveLength(3);
      expect(
        await combine(
          quorum.map((envelope) => envelope.share),
          3,
        ),
      ).toEqual(ours.kek);
    });
    await fc.assert(property, { numRuns: numRuns / 3 });
  });

  it('m + 1 shares with one corrupt still recover, and the corrupt one is named, wherever it stands', async () => {
    for (const chosen of quorums(5, 4, 10_000, seeded('')).quorums) {
      for (const bad of chosen) {
        const envelopes = chosen.map((slot) => make({ kind: slot === bad ? 'altered' : 'intact', slot: slot - 1 }));
        const verdicts = judgePool(envelopes, ours.set).filter((v) => !v.ok);
        expect(verdicts).toMatchObject([{ code: 'SHARE-ALTERED', index: bad, custodian: `c${bad}` }]);
        const quorum = guardQuorum(envelopes, ours.set);
        expect(
          await combine(
            quorum.map((envelope) => envelope.share),
            3,
          ),
        ).toEqual(ours.kek);
      }
    }
  });
});

describe('split and combine', () => {
  it('any secret, any m of n, any quorum in any order', async () => {
    const shape = fc
      .integer({ min: 2, max: 12 })
      .chain((n) => fc.record({ n: fc.constant(n), m: fc.integer({ min: 2, max: n }) }))
      .chain(({ n, m }) =>
        fc.record({
          n: fc.constant(n),
          m: fc.constant(m),
          order: fc.shuffledSubarray([...Array(n).keys()], { minLength: m, maxLength: m }),
        }),
      );
    const property = fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      shape,
      async (secret, { n, m, order }) => {
        const shares = await split(secret, n, m);
        expect(
          await combine(
            order.map((slot) => shares[slot]!),
            m,
          ),
        ).toEqual(secret);
      },
    );
    await fc.assert(property, { numRuns });
  });
});
