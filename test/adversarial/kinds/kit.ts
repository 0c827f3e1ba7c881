/**
 * What kinds of adversarial cases are made of. Every pool is filled up with intact shares of random slots, by random
 * routes, so that a kind is met below, at and above a quorum.
 */
import { type Envelope } from '../../../main/core/shares/envelope.ts';
import type { Random } from '../../support/random.ts';
import { type Item, type Trial, type Want, fileOf, intact, passphraseOf, pooled, sealed } from '../trial.ts';
import type { World, Worlds } from '../worlds.ts';

export interface Kind {
  readonly name: string;
  /** The answer, as the table in docs/assurance.md has it. */
  readonly answer: string;
  /** `n` counts the cases, so that each field has its turn. */
  readonly make: (worlds: Worlds, random: Random, n: number) => Promise<Trial>;
}

export const slotsOf = ({ set }: World) => set.shares.map(({ index }) => index);

/** Bad files among intact shares of `world`, any number of them, in random order. */
export async function among(world: World, random: Random, bad: readonly Item[], most = world.set.n): Promise<Trial> {
  const slots = random.some(slotsOf(world), random.below(most + 1));
  const good = await Promise.all(slots.map((slot) => intact(world, slot, random)));
  return { world, items: pooled(random, [...bad, ...good]) };
}

/** A kind with one bad file, made from a share of ours. */
export const oneBad =
  (make: (envelope: Envelope, random: Random, worlds: Worlds, n: number) => Promise<Item>): Kind['make'] =>
  async (worlds, random, n) =>
    among(worlds.ours, random, [await make(random.pick(worlds.ours.envelopes), random, worlds, n)]);

export const altered = (field: string): Want => ({ code: 'SHARE-ALTERED', says: `(${field})` });

export const other = (random: Random, now: number, from: number, to: number) =>
  random.pick(Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((n) => n !== now));

export const plainFile = async (envelope: Envelope, plain: Uint8Array, want: Want): Promise<Item> => {
  const { id } = envelope.custodian;
  return { id, file: await sealed(plain, passphraseOf(id)), want: { custodian: id, ...want } };
};

/** The share file of a slot. */
export const ageFile = async ({ envelopes }: World, slot: number) => {
  const { file } = await fileOf(envelopes[slot - 1]!, { code: '' });
  return file as Uint8Array;
};

export const unreadable: Want = { code: 'SHARE-UNREADABLE' };
