/** Envelopes that were changed, re-encoded, exchanged or replayed. */
import { encode, rfc8949EncodeOptions } from 'cborg';
import { fromCbor } from '../../../main/core/encoding/cbor.ts';
import { type Envelope, encodeEnvelope } from '../../../main/core/shares/envelope.ts';
import type { Random } from '../../support/random.ts';
import { type Want, fileOf } from '../trial.ts';
import { resigned } from '../worlds.ts';
import { type Change, inTurn, signedFields, unsignedFields } from './fields.ts';
import { type Kind, altered, among, oneBad, other, plainFile } from './kit.ts';

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

export const envelopesKinds: readonly Kind[] = [
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
];
