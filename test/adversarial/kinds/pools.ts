/** Shares that are intact in themselves: too few, twice, of other sets, epochs and groups. */
import { encodeShareSet } from '../../../main/core/shares/set.ts';
import { type Want, fileOf, intact, pooled } from '../trial.ts';
import type { World, Worlds } from '../worlds.ts';
import { type Kind, altered, among, slotsOf } from './kit.ts';

const moment = '2031-05-06T07:08:09.000Z';

/** A set of the same root that is not in force, as the log tells it. */
const notInForce =
  (state: 'retired' | 'abandoned' | 'pending', code: string): Kind['make'] =>
  async ({ ours, earlier, later }, random) => {
    const old = state === 'retired' ? earlier : later;
    const slots = random.some(slotsOf(old), 1 + random.below(old.set.n));
    const want = { code, says: state === 'pending' ? `Epoch ${old.set.epoch}` : '2031-05-06' };
    const bad = await Promise.all(slots.map((slot) => fileOf(old.envelopes[slot - 1]!, want)));
    const published = state === 'abandoned' ? {} : { set: encodeShareSet(old.set) };
    const told = { id: old.set.id, epoch: old.set.epoch, state, date: moment, ...published };
    return { ...(await among(ours, random, bad)), others: [told] };
  };

/** A pool of intact shares of one set among those of another. */
const mixed =
  (of: (worlds: Worlds) => readonly [world: World, strangers: World], want: Want, least = 1): Kind['make'] =>
  async (worlds, random) => {
    const [world, strangers] = of(worlds);
    const slots = random.some(slotsOf(strangers), least + random.below(strangers.set.n - least + 1));
    const bad = await Promise.all(slots.map((slot) => fileOf(strangers.envelopes[slot - 1]!, want)));
    return among(world, random, bad);
  };

export const poolsKinds: readonly Kind[] = [
  {
    name: 'M − 1 shares, all intact',
    answer: '`RESTORE-SHORT`; nothing is combined',
    make: async (worlds, random) => {
      const world = random.pick([worlds.ours, worlds.words]);
      const slots = random.some(slotsOf(world), world.set.m - 1);
      return { world, items: pooled(random, await Promise.all(slots.map((slot) => intact(world, slot, random)))) };
    },
  },
  {
    name: 'M copies of fewer shares, by several routes',
    answer: '`SHARE-DUPLICATE` (the holder)',
    make: async ({ ours }, random) => {
      const slots = random.some(slotsOf(ours), 1 + random.below(ours.set.m));
      const copies = [...slots, ...slots, random.pick(slots)];
      return {
        world: ours,
        items: pooled(random, await Promise.all(copies.map((slot) => intact(ours, slot, random)))),
      };
    },
  },
  {
    name: 'shares of another consortium',
    answer: '`SHARE-FOREIGN` (its set)',
    make: mixed(({ ours, foreign }) => [ours, foreign], { code: 'SHARE-FOREIGN' }),
  },
  {
    name: 'two sets of one root and one epoch',
    answer: '`SHARE-FOREIGN` (its set)',
    make: mixed(({ ours, sibling }) => [ours, sibling], { code: 'SHARE-FOREIGN' }),
  },
  {
    name: 'shares of the epoch before and after',
    answer: '`SHARE-EPOCH` (the epoch)',
    make: async (worlds, random) => {
      const strangers = random.flip() ? worlds.earlier : worlds.later;
      return mixed(({ ours }) => [ours, strangers], { code: 'SHARE-EPOCH', says: `epoch ${strangers.set.epoch};` })(
        worlds,
        random,
        0,
      );
    },
  },
  { name: 'a retired set', answer: '`SHARE-RETIRED` (epoch, date)', make: notInForce('retired', 'SHARE-RETIRED') },
  {
    name: 'a set that was given up',
    answer: '`SHARE-ABANDONED` (epoch, date)',
    make: notInForce('abandoned', 'SHARE-ABANDONED'),
  },
  { name: 'a set not yet in force', answer: '`SHARE-PENDING` (epoch)', make: notInForce('pending', 'SHARE-PENDING') },
  {
    name: 'rehearsal shares in a real restore',
    answer: '`SHARE-REHEARSAL`',
    make: mixed(({ ours, rehearsal }) => [ours, rehearsal], { code: 'SHARE-REHEARSAL' }),
  },
  {
    name: 'as many shares as a quorum, but of the wrong groups',
    answer: '`RESTORE-SHORT-GROUPS`; nothing is combined',
    make: async ({ grouped }, random) => {
      const { shares } = grouped.set;
      const group = random.pick(grouped.set.groups!.list).id;
      const slots = random.shuffled(shares.filter((one) => one.group === group).map(({ index }) => index));
      return { world: grouped, items: pooled(random, await Promise.all(slots.map((s) => intact(grouped, s, random)))) };
    },
  },
  {
    name: 'two whole quorums in one pool',
    answer: 'ours restores, the other is `SHARE-FOREIGN`',
    make: async (worlds, random) => {
      const { ours } = worlds;
      const strangers = random.pick([worlds.foreign, worlds.sibling]);
      const slots = (world: World) =>
        random.some(slotsOf(world), world.set.m + random.below(world.set.n - world.set.m + 1));
      const good = await Promise.all(slots(ours).map((slot) => intact(ours, slot, random)));
      const bad = slots(strangers).map((slot) => fileOf(strangers.envelopes[slot - 1]!, { code: 'SHARE-FOREIGN' }));
      return { world: ours, items: pooled(random, [...good, ...(await Promise.all(bad))]) };
    },
  },
  {
    name: 'M + 1 shares, one of them bad',
    answer: 'the bad one is named (`SHARE-ALTERED`), the M others restore',
    make: async (worlds, random) => {
      const world = random.pick([worlds.ours, worlds.words]);
      const [first, ...slots] = random.some(slotsOf(world), world.set.m + 1);
      const envelope = world.envelopes[first! - 1]!;
      const bad = await fileOf({ ...envelope, signature: random.bitFlipped(envelope.signature) }, altered('signature'));
      const good = await Promise.all(slots.map((slot) => intact(world, slot, random)));
      return { world, items: pooled(random, [bad, ...good]) };
    },
  },
];
