/**
 * The share sets that adversarial cases draw from: ours, and everything that it can be mixed up with. All are real: keys,
 * splits, signatures and sealed roots as the vault makes them, from seeds.
 */
import { envelopeMessage as messageOf, signEnvelope } from '../../main/core/shares/envelope.ts';
import type { Envelope, UnsignedEnvelope } from '../../main/core/shares/envelope.ts';
import type { SuiteName } from '../../main/core/keys/index.ts';
import { signShareSet } from '../../main/core/shares/set.ts';
import { split } from '../../main/vault/shamir.ts';
import { splitWords } from '../../main/vault/slip39.ts';
import { type Founding, found } from '../unit/shares/founding.ts';
import { banksAndRegulators, oneGroup } from '../unit/shares/policies.ts';

/** A founding; `sign` is by its first root. */
export type World = Founding;

export interface Worlds {
  /** 3 of 5, real, epoch 2. */
  readonly ours: World;
  /** Of another consortium, with other keys. */
  readonly foreign: World;
  /** Of our root keys and our epoch, another set: as if somebody had split twice. */
  readonly sibling: World;
  /** Of our root keys, the epoch before and the one after. */
  readonly earlier: World;
  readonly later: World;
  readonly rehearsal: World;
  /** SLIP-39: any 3 of 5. */
  readonly words: World;
  /** SLIP-39: 2 of the 3 banks and 1 of the 2 regulators. */
  readonly grouped: World;
}

/** The same split under the root keys of another founding. */
async function under(world: Founding, { unsigned, unsignedSet, sign, roots }: Founding): Promise<Founding> {
  const [first] = unsigned;
  const mine: UnsignedEnvelope[] = world.unsigned.map((one) => ({
    ...one,
    ...{ roots: first!.roots, signer: first!.signer },
  }));
  const envelopes = await Promise.all(mine.map((one) => signEnvelope(one, sign)));
  const set = { ...world.unsignedSet, roots: unsignedSet.roots, signer: unsignedSet.signer };
  return { ...world, unsigned: mine, envelopes, unsignedSet: set, set: await signShareSet(set, sign), roots, sign };
}

export async function makeWorlds(suites: readonly SuiteName[] = ['ed25519', 'sm2']): Promise<Worlds> {
  const common = { epoch: 2, suites };
  const ours = await found({ seed: 'adversarial: ours', ...common, split });
  const like = async (seed: string, more: Parameters<typeof found>[0]) =>
    under(await found({ seed: `adversarial: ${seed}`, ...common, split, ...more }), ours);
  const words = (policy: typeof banksAndRegulators) => {
    return { policy, split: async (kek: Uint8Array) => splitWords(kek, policy) };
  };
  return {
    ours,
    foreign: await found({ seed: 'adversarial: foreign', consortium: 'other-trace', ...common, split }),
    sibling: await like('sibling', {}),
    earlier: await like('earlier', { epoch: 1 }),
    later: await like('later', { epoch: 3 }),
    rehearsal: await like('rehearsal', { rehearsal: true }),
    // With root keys and sealed roots of their own: these are restored from as well.
    words: await found({ seed: 'adversarial: words', ...common, ...words(oneGroup(3, 5)) }),
    grouped: await found({ seed: 'adversarial: grouped', ...common, ...words(banksAndRegulators) }),
  };
}

/** An envelope changed and signed again by the first root: what only a dishonest signer could make. */
export function resigned({ sign }: World, { signature: _, ...envelope }: Envelope, more: Partial<Envelope>): Envelope {
  const unsigned = { ...envelope, ...more };
  return { ...unsigned, signature: sign(messageOf(unsigned)) };
}
