/** Each field of an envelope changed, unsigned and signed again, and what must be said of it. */
import type { Envelope } from '../../../main/core/shares/envelope.ts';
import type { Random } from '../../support/random.ts';
import type { Want } from '../trial.ts';
import { altered, other } from './kit.ts';

const flippedText = (word: string) => word.slice(0, -1) + (word.endsWith('x') ? 'y' : 'x');
const replaced = (list: readonly Uint8Array[], at: number, by: Uint8Array) =>
  list.map((one, i) => (i === at ? by : one));

export type Change = readonly [more: Partial<Envelope>, want: Want];
type Field = (envelope: Envelope, random: Random) => Change;

/** Every field with one bit or one step changed, as damage or a forger without the key leaves it. */
export const unsignedFields: Readonly<Record<string, Field>> = (() => {
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
export const signedFields: Readonly<Record<string, Field>> = {
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

export const inTurn = (fields: Readonly<Record<string, Field>>, n: number): Field => {
  const all = Object.values(fields);
  return all[n % all.length]!;
};
