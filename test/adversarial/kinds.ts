/**
 * The kinds of adversarial cases: what is done to a pool of shares, and what must be said of it. One row a kind stands in
 * docs/assurance.md. Every pool is filled up with intact shares of random slots, by random routes, so that a kind is met
 * below, at and above a quorum.
 */
import { encode, rfc8949EncodeOptions } from 'cborg';
import { fromCbor } from '../../main/core/encoding/cbor.ts';
import { type Envelope, encodeEnvelope } from '../../main/core/shares/envelope.ts';
import { encodeShareSet } from '../../main/core/shares/set.ts';
import type { Random } from './random.ts';
import {
  type Item,
  type Trial,
  type Want,
  asCodes,
  asLines,
  fileOf,
  intact,
  passphraseOf,
  pooled,
  sealed,
  textFile,
} from './trial.ts';
import { type World, type Worlds, resigned } from './worlds.ts';

export interface Kind {
  readonly name: string;
  /** The answer, as the table in docs/assurance.md has it. */
  readonly answer: string;
  /** `n` counts the cases, so that each field has its turn. */
  readonly make: (worlds: Worlds, random: Random, n: number) => Promise<Trial>;
}

const slotsOf = ({ set }: World) => set.shares.map(({ index }) => index);

/** Bad files among intact shares of `world`, any number of them, in random order. */
async function among(world: World, random: Random, bad: readonly Item[], most = world.set.n): Promise<Trial> {
  const slots = random.some(slotsOf(world), random.below(most + 1));
  const good = await Promise.all(slots.map((slot) => intact(world, slot, random)));
  return { world, items: pooled(random, [...bad, ...good]) };
}

/** A kind with one bad file, made from a share of ours. */
const oneBad =
  (make: (envelope: Envelope, random: Random, worlds: Worlds, n: number) => Promise<Item>): Kind['make'] =>
  async (worlds, random, n) =>
    among(worlds.ours, random, [await make(random.pick(worlds.ours.envelopes), random, worlds, n)]);

const altered = (field: string): Want => ({ code: 'SHARE-ALTERED', says: `(${field})` });
const flippedText = (word: string) => word.slice(0, -1) + (word.endsWith('x') ? 'y' : 'x');
const other = (random: Random, now: number, from: number, to: number) =>
  random.pick(Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((n) => n !== now));
const replaced = (list: readonly Uint8Array[], at: number, by: Uint8Array) =>
  list.map((one, i) => (i === at ? by : one));

type Change = readonly [more: Partial<Envelope>, want: Want];
type Field = (envelope: Envelope, random: Random) => Change;

/** Every field with one bit or one step changed, as damage or a forger without the key leaves it. */
const unsignedFields: Readonly<Record<string, Field>> = (() => {
  const bySignature = (more: Partial<Envelope>): Change => [more, altered('signature')];
  const unread = (more: Partial<Envelope>, says = ''): Change => [more, { code: 'SHARE-UNREADABLE', says }];
  const list =
    (name: 'roots' | 'commitments'): Field =>
    (e, r) => {
      const at = name === 'roots' ? 1 : r.below(e.n);
      return bySignature({ [name]: replaced(e[name], at, r.bitFlipped(e[name][at]!)) });
    };
  return {
    consortium: (e) => bySignature({ consortium: flippedText(e.consortium) }),
    ceremony: (e) => bySignature({ ceremony: flippedText(e.ceremony) }),
    set: (e, r) => bySignature({ set: r.bitFlipped(e.set) }),
    epoch: (e, r) => bySignature({ epoch: other(r, e.epoch, 1, 9) }),
    index: (e, r) => bySignature({ index: other(r, e.index, 1, e.n) }),
    m: (e, r) => bySignature({ m: other(r, e.m, 2, e.n) }),
    rehearsal: (e) => bySignature({ rehearsal: !e.rehearsal }),
    custodianId: (e) => bySignature({ custodian: { ...e.custodian, id: flippedText(e.custodian.id) } }),
    custodianZh: (e) => bySignature({ custodian: { ...e.custodian, zh: `${e.custodian.zh}甲` } }),
    custodianEn: (e) => bySignature({ custodian: { ...e.custodian, en: flippedText(e.custodian.en) } }),
    share: (e, r) => bySignature({ share: r.bitFlipped(e.share, 0, e.share.length - 1) }),
    signature: (e, r) => bySignature({ signature: r.bitFlipped(e.signature) }),
    laterRoots: list('roots'),
    commitments: list('commitments'),
    x: (e, r) => unread({ x: other(r, e.x, 1, 255) }, 'SHARE-X-MISMATCH'),
    n: (e) => unread({ n: e.n + 1 }, 'SHARE-COMMITMENTS-COUNT'),
    scheme: () => unread({ scheme: 'slip39' }),
    firstRoot: (e, r) => unread({ roots: replaced(e.roots, 0, r.bitFlipped(e.roots[0]!)) }, 'SHARE-SIGNER'),
    signer: (e, r) => unread({ signer: { ...e.signer, publicKey: r.bitFlipped(e.signer.publicKey) } }),
  };
})();

/** The same by whoever has the root key: each is held against the published set. */
const signedFields: Readonly<Record<string, Field>> = {
  ceremony: (e) => [{ ceremony: flippedText(e.ceremony) }, altered('ceremony')],
  consortium: (e) => [{ consortium: flippedText(e.consortium) }, { code: 'SHARE-FOREIGN' }],
  set: (e, r) => [{ set: r.bitFlipped(e.set) }, { code: 'SHARE-FOREIGN' }],
  epoch: (e, r) => [{ epoch: other(r, e.epoch, 1, 9) }, { code: 'SHARE-EPOCH' }],
  rehearsal: (e) => [{ rehearsal: !e.rehearsal }, { code: 'SHARE-REHEARSAL' }],
  m: (e, r) => [{ m: other(r, e.m, 2, e.n) }, altered('m')],
  n: (e, r) => [{ n: e.n + 1, commitments: [...e.commitments, r.bytes(32)] }, altered('n')],
  index: (e, r) => [{ index: other(r, e.index, 1, e.n) }, altered('x')],
  x: (e, r) => {
    const x = other(r, e.x, 1, 255);
    return [{ x, share: Uint8Array.of(...e.share.subarray(0, -1), x) }, altered('x')];
  },
  roots: (e, r) => [{ roots: replaced(e.roots, 1, r.bitFlipped(e.roots[1]!)) }, altered('roots')],
  commitments: (e) => [{ commitments: e.commitments.toReversed() }, altered('commitments')],
  custodian: (e) => [{ custodian: { ...e.custodian, en: flippedText(e.custodian.en) } }, altered('custodian')],
  share: (e, r) => [{ share: r.bitFlipped(e.share, 0, e.share.length - 1) }, altered('share')],
};

const inTurn = (fields: Readonly<Record<string, Field>>, n: number): Field => {
  const all = Object.values(fields);
  return all[n % all.length]!;
};

const plainFile = async (envelope: Envelope, plain: Uint8Array, want: Want): Promise<Item> => {
  const { id } = envelope.custodian;
  return { id, file: await sealed(plain, passphraseOf(id)), want: { custodian: id, ...want } };
};

/** Another encoding of the same envelope: longer lengths, open ends, another order, one byte more. */
function recoded(envelope: Envelope, random: Random): Uint8Array {
  const right = encodeEnvelope(envelope);
  const [head = 0, ...rest] = right;
  const map = fromCbor(right, 'share') as Record<string, unknown>;
  const ways = [
    () => Uint8Array.of(0xb8, head & 0x1f, ...rest),
    () => Uint8Array.of(0xb9, 0, head & 0x1f, ...rest),
    () => Uint8Array.of(0xbf, ...rest, 0xff),
    () => Uint8Array.of(...right, random.below(256)),
    () => encode(map, { ...rfc8949EncodeOptions, mapSorter: () => (random.flip() ? 1 : -1) }),
    () => Uint8Array.of(0xc1, ...right),
  ];
  for (;;) {
    const made = random.pick(ways)();
    if (Buffer.compare(made, right) !== 0) return made;
  }
}

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

const paper =
  (make: (worlds: Worlds, random: Random) => Promise<{ text: string[]; want: Want }>): Kind['make'] =>
  async (worlds, random) => {
    const { text, want } = await make(worlds, random);
    const bad: Item = { id: 'sheet', name: 'sheet.txt', file: textFile(text), want: { ...want, unread: true } };
    return among(worlds.ours, random, [bad]);
  };

const ageFile = async ({ envelopes }: World, slot: number) => {
  const { file } = await fileOf(envelopes[slot - 1]!, { code: '' });
  return file as Uint8Array;
};
const headLength = (file: Uint8Array) => Buffer.from(file).indexOf('\n', Buffer.from(file).indexOf('\n---') + 1) + 1;
const base32 = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');

const unreadable: Want = { code: 'SHARE-UNREADABLE' };

export const kinds: readonly Kind[] = [
  {
    name: 'x = 0, signed or not',
    answer: '`SHARE-X-ZERO`',
    make: oneBad(async (e, r, { ours }) => {
      const share = Uint8Array.of(...(r.flip() ? e.share.subarray(0, -1) : r.bytes(32)), r.flip() ? 0 : e.x);
      const more = { share, x: share.at(-1) === 0 && r.flip() ? e.x : 0 };
      return fileOf(r.flip() ? { ...e, ...more } : resigned(ours, e, more), { code: 'SHARE-X-ZERO' });
    }),
  },
  {
    name: 'one bit or step in each field of the envelope',
    answer: '`SHARE-ALTERED` (signature), or `SHARE-UNREADABLE` where the form breaks',
    make: oneBad(async (e, r, _, n) => {
      const [more, want] = inTurn(unsignedFields, n)(e, r);
      const item = await fileOf({ ...e, ...more }, want, e.custodian.id);
      return want.code === 'SHARE-UNREADABLE' ? { ...item, want: { ...want, custodian: e.custodian.id } } : item;
    }),
  },
  {
    name: 'each field changed and signed again by the true root',
    answer: '`SHARE-ALTERED` (the field), `SHARE-FOREIGN`, `SHARE-EPOCH`, `SHARE-REHEARSAL`',
    make: oneBad(async (e, r, { ours }, n) => {
      const [more, want] = inTurn(signedFields, n)(e, r);
      return fileOf(resigned(ours, e, more), want);
    }),
  },
  {
    name: 'one bit in the encrypted part of the age file',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const item = await fileOf(e, unreadable);
      const file = item.file as Uint8Array;
      return { ...item, file: r.bitFlipped(file, headLength(file)) };
    }),
  },
  {
    name: 'one bit in the head of the age file',
    answer:
      '`SHARE-PASSPHRASE` (which says so), `SHARE-UNREADABLE`; `IDENTITY-MISSING` where the head asks for another key now',
    make: oneBad(async (e, r) => {
      const item = await fileOf(e, { code: ['SHARE-PASSPHRASE', 'SHARE-UNREADABLE', 'IDENTITY-MISSING'] });
      const file = item.file as Uint8Array;
      // Behind "age-encryption.org/": what is no age file at all may be something else, and is another kind.
      return { ...item, file: r.bitFlipped(file, 'age-encryption.org/'.length, headLength(file)) };
    }),
  },
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
    name: 'the same envelope in another CBOR encoding',
    answer: '`SHARE-UNREADABLE` (the `CBOR-…` rule)',
    make: oneBad(async (e, r) => plainFile(e, recoded(e, r), { code: 'SHARE-UNREADABLE', says: 'CBOR-' })),
  },
  {
    name: 'the custodians of two shares exchanged',
    answer: '`SHARE-ALTERED` (signature; signer; custodian)',
    make: oneBad(async (e, r, { ours, foreign }) => {
      const { custodian } = ours.envelopes[other(r, e.index, 1, e.n) - 1]!;
      const { roots, signer } = foreign.envelopes[0]!;
      const ways = [
        () => fileOf({ ...e, custodian }, altered('signature')),
        () => fileOf(resigned(ours, e, { custodian }), altered('custodian')),
        () => fileOf(resigned(foreign, e, { custodian, roots, signer }), altered('signer')),
      ];
      return r.pick(ways)();
    }),
  },
  {
    name: 'an old envelope replayed under the new set and epoch',
    answer: '`SHARE-ALTERED` (signature)',
    make: oneBad(async (e, r, { ours, earlier }) => {
      const { set, epoch, commitments } = ours.envelopes[0]!;
      const old = r.pick(earlier.envelopes);
      return fileOf({ ...old, set, epoch, ...(r.flip() && { commitments }) }, altered('signature'));
    }),
  },
  {
    name: 'the groups of a set in another order or by another name, another group',
    answer: '`SHARE-ALTERED` (groups; signature), or `SHARE-UNREADABLE` where the words say another place',
    make: async ({ grouped }, r) => {
      const e = r.pick(grouped.envelopes);
      const { list } = e.groups!;
      const named = list.map((one) => (r.flip() ? one : { ...one, name: { ...one.name, en: `${one.name.en}x` } }));
      const signed = r.flip();
      // The words say themselves which group they are of, by its place in the list.
      const place: Want = { code: 'SHARE-UNREADABLE', says: 'SHARE-SLIP39-PLACE' };
      const renamed = named.some((one, i) => one !== list[i])
        ? named
        : list.map((one) => ({ ...one, name: list[0]!.name }));
      const [more, want] = r.pick<Change>([
        [{ groups: { ...e.groups!, list: list.toReversed() } }, place],
        [{ group: list.find(({ id }) => id !== e.group)!.id }, place],
        [{ groups: { ...e.groups!, list: renamed } }, altered(signed ? 'groups' : 'signature')],
      ]);
      const bad = signed ? resigned(grouped, e, more) : { ...e, ...more };
      return among(grouped, r, [await fileOf(bad, want)]);
    },
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
    name: 'a file cut short',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const item = await fileOf(e, unreadable);
      const file = item.file as Uint8Array;
      return { ...item, file: file.slice(0, 1 + r.below(file.length - 1)) };
    }),
  },
  {
    name: 'an empty file',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async ({ custodian: { id } }) => ({
      id,
      file: new Uint8Array(),
      want: { ...unreadable, custodian: id },
    })),
  },
  {
    name: 'a file of more than 64 MiB',
    answer: '`FILE-READ` (the file)',
    make: oneBad(async ({ custodian: { id } }, r) => {
      return { id, file: { size: 64 * 1024 * 1024 + 1 + r.below(1 << 20) }, want: { code: 'FILE-READ', unread: true } };
    }),
  },
  {
    name: 'random bytes, as a file and inside an age file',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const bytes = r.bytes(1 + r.below(900));
      if (r.flip()) return plainFile(e, bytes, unreadable);
      // No picture and no text of a sheet by chance.
      return {
        id: e.custodian.id,
        file: Uint8Array.of(0, ...bytes),
        want: { ...unreadable, custodian: e.custodian.id },
      };
    }),
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
  {
    name: 'a share of the other scheme under our set and root',
    answer: '`SHARE-ALTERED` (scheme)',
    make: async ({ ours, words }, random) => {
      const [world, strangers] = random.flip() ? [ours, words] : [words, ours];
      const { set, epoch, roots, signer } = world.envelopes[0]!;
      const bad = resigned(world, random.pick(strangers.envelopes), { set, epoch, roots, signer });
      return among(world, random, [await fileOf(bad, altered('scheme'))]);
    },
  },
  {
    name: 'a wrong passphrase',
    answer: '`SHARE-PASSPHRASE` (the file)',
    make: oneBad(async (e, r) => {
      const { id } = e.custodian;
      const wrong = r.pick([`${passphraseOf(id)} `, passphraseOf(id).toUpperCase(), passphraseOf('nobody')]);
      const file = await sealed(encodeEnvelope(e), wrong);
      return { id, file, want: { code: 'SHARE-PASSPHRASE', custodian: id } };
    }),
  },
  {
    name: 'a SLIP-39 share with one wrong word, signed or not',
    answer: '`SHARE-UNREADABLE` (the `SHARE-SLIP39-…` rule)',
    make: async ({ words }, r) => {
      const e = r.pick(words.envelopes);
      const list = new TextDecoder().decode(e.share).split(' ');
      const strange = new TextDecoder().decode(r.pick(words.envelopes).share).split(' ');
      const at = r.below(list.length);
      const word = r.pick(strange.filter((one) => one !== list[at]));
      const share = new TextEncoder().encode(list.map((one, i) => (i === at ? word : one)).join(' '));
      const bad = r.flip() ? { ...e, share } : resigned(words, e, { share });
      const want = { code: 'SHARE-UNREADABLE', says: 'SHARE-SLIP39-' };
      return among(words, r, [await fileOf(bad, want)]);
    },
  },
  {
    name: 'a line of paper mistyped',
    answer: '`PAPER-LINE` (the line)',
    make: paper(async ({ ours }, r) => {
      const lines = asLines(await ageFile(ours, 1 + r.below(ours.set.n)));
      const at = r.below(lines.length);
      const [label = ''] = lines[at]!.split(' ');
      const letters = Array.from(lines[at]!).flatMap((c, i) => (i > label.length && c !== ' ' ? [i] : []));
      const place = r.pick(letters);
      const typed = r.pick(base32.filter((c) => c !== lines[at]![place]));
      const changed = lines[at]!.slice(0, place) + typed + lines[at]!.slice(place + 1);
      return { text: lines.map((line, i) => (i === at ? changed : line)), want: { code: 'PAPER-LINE', says: label } };
    }),
  },
  {
    name: 'pages of two sheets in one pile',
    answer: '`PAPER-MIXED` (both)',
    make: paper(async (worlds, r) => {
      const { ours } = worlds;
      const strangers = r.pick([ours, worlds.foreign, worlds.earlier]);
      const first = 1 + r.below(ours.set.n);
      const second = other(r, strangers === ours ? first : 0, 1, strangers.set.n);
      const pages = asCodes(await ageFile(ours, first), first, ours.set.id);
      const more = asCodes(await ageFile(strangers, second), second, strangers.set.id);
      const text = r.shuffled([...pages, ...r.some(more, 1 + r.below(more.length))]);
      return { text, want: { code: 'PAPER-MIXED', says: `${second}` } };
    }),
  },
  {
    name: 'a page of a sheet missing',
    answer: '`PAPER-MISSING` (its number)',
    make: paper(async ({ ours }, r) => {
      const slot = 1 + r.below(ours.set.n);
      const pages = asCodes(await ageFile(ours, slot), slot, ours.set.id);
      const gone = r.below(pages.length);
      const text = r.shuffled(pages.filter((_, i) => i !== gone));
      return { text, want: { code: 'PAPER-MISSING', says: `${gone + 1}` } };
    }),
  },
  {
    name: 'a code of a sheet altered, or of another reading',
    answer: '`PAPER-DIGEST` or `PAPER-CONFLICT` (the sheet)',
    make: paper(async ({ ours }, r) => {
      const slot = 1 + r.below(ours.set.n);
      const pages = asCodes(await ageFile(ours, slot), slot, ours.set.id);
      const at = r.below(pages.length);
      const page = pages[at]!;
      // Not the last character, whose spare bits must be 0.
      const place = page.lastIndexOf(':') + 1 + r.below(page.length - page.lastIndexOf(':') - 2);
      const changed = page.slice(0, place) + r.pick(base32.filter((c) => c !== page[place])) + page.slice(place + 1);
      const both = r.flip();
      const text = r.shuffled([...pages.filter((_, i) => both || i !== at), changed]);
      return { text, want: { code: both ? 'PAPER-CONFLICT' : 'PAPER-DIGEST', says: `${slot}` } };
    }),
  },
];
