/**
 * Words of a share that a person types, judged beside the public share set alone: no envelope comes with them. The set
 * names holder, group and identifier, so the first four words of each share are known beforehand and a sheet of another
 * set or another holder is told at its first words; the set's commitment then says whether all of them are right.
 *
 * Nothing is corrected and nothing is filled in: what is known beforehand is only compared.
 */
import { equal } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { RootsealError, type Text, refuse } from '../rules.ts';
import { commitShare } from './commitment.ts';
import type { UnsignedEnvelope } from './envelope.ts';
import { placesOf, policyOf } from './groups.ts';
import { type JudgeContext, type Judged, type OtherSet, type Verdict, judgeShare } from './guard.ts';
import { type ShareScheme, vaultScheme } from './scheme.ts';
import type { SetShare, ShareSet } from './set.ts';
import { parseMnemonic } from './slip39.ts';
import { slip39Rules } from './slip39-rules.ts';
import { checkWords } from './slip39-share.ts';
import { bytesOfWords } from './share-words.ts';
import { wordValue } from './slip39-words.ts';

/** Words of a share of ours: of SLIP-39 those of 32 bytes, of Shamir's one for each of its 33 (share-words.ts). */
export const typedWords = 33;
/** Words that say set and place. */
const headLength = 4;
/** The first two of them are the same in all shares of a set. */
const setLength = 2;

/** Whether a set has words, and this holder among its own. SHARE-WORDS-SCHEME, SHARE-WORDS-HOLDER. */
export function demandHolder(scheme: ShareScheme, holders: readonly string[], holder: string): void {
  if (scheme === vaultScheme) throw refuse(slip39Rules, 'SHARE-WORDS-SCHEME', { scheme });
  if (!holders.includes(holder))
    throw refuse(slip39Rules, 'SHARE-WORDS-HOLDER', { holders: holders.join(', ') }, { subject: holder });
}

/** The slot of a holder whose words are typed. SHARE-WORDS-SCHEME, SHARE-WORDS-HOLDER. */
export function slotOfHolder({ scheme, shares }: ShareSet, holder: string): SetShare {
  const holders = shares.map(({ custodian }) => custodian.id);
  demandHolder(scheme, holders, holder);
  return shares[holders.indexOf(holder)]!;
}

/** The values of the first four words of the share of a slot, by the layout of SLIP-39 (slip39.ts). */
export function headOf(set: ShareSet, index: number): number[] {
  const { group = 0, member = 0 } = placesOf(policyOf(set))[index - 1] ?? {};
  const list = set.groups?.list ?? [{ m: set.m }];
  const [needed, threshold] = [list[group - 1]?.m ?? 0, set.groups?.threshold ?? 1];
  const identifier = set.identifier ?? 0;
  const extendable = 1 << 4;
  const place = [group, threshold, list.length, member, needed].reduce((sum, part) => (sum << 4) | (part - 1), 0);
  return [identifier >> 5, ((identifier & 31) << 5) | extendable, place >> 10, place & 1023];
}

/**
 * What the word at a place (from 1) has against it, by what is known of the share beforehand; undefined for all words
 * behind the fourth. `others`: sets of the same consortium that are not in force.
 */
export function headRefusal(
  set: ShareSet,
  index: number,
  others: readonly OtherSet[],
  values: readonly number[],
): RootsealError | undefined {
  if (set.scheme !== 'slip39') return undefined; // bytes: nothing is known of them beforehand
  const position = values.length;
  const value = values[position - 1];
  if (position > headLength || headOf(set, index)[position - 1] === value) return undefined;
  const custodian = set.shares[index - 1]?.custodian.id ?? '';
  if (position <= setLength) {
    const whose = ofOtherSet(set, others, values);
    return refuse(slip39Rules, 'SHARE-WORDS-SET', { position, whose }, { subject: custodian });
  }
  const whose = ofOtherHolder(set, values);
  return refuse(slip39Rules, 'SHARE-WORDS-PLACE', { position, whose, custodian }, { subject: custodian });
}

const begins = (head: readonly number[], values: readonly number[]) => values.every((value, i) => value === head[i]);

const states: Readonly<Record<OtherSet['state'], Text>> = {
  pending: { en: 'not in force yet', zh: '尚未生效' },
  retired: { en: 'retired on {date}', zh: '已于 {date} 停用' },
  abandoned: { en: 'given up on {date}', zh: '已于 {date} 放弃' },
};

function ofOtherSet(set: ShareSet, others: readonly OtherSet[], values: readonly number[]): Text {
  const other = others.find(
    ({ set: old }) => old?.identifier !== undefined && old.id !== set.id && begins(headOf(old, 1), values),
  );
  if (!other) return { en: 'it is misread, or of another set', zh: '可能看错，或属于另一份额组' };
  const [date, state] = [other.date.slice(0, 10), states[other.state]];
  return {
    en: `so begin the shares of epoch ${other.epoch}, ${state.en.replace('{date}', date)}`,
    zh: `第 ${other.epoch} 期（${state.zh.replace('{date}', date)}）的份额如此开头`,
  };
}

function ofOtherHolder(set: ShareSet, values: readonly number[]): Text {
  const others = set.shares.filter(({ index }) => begins(headOf(set, index), values));
  if (others.length === 0) return { en: 'it is misread', zh: '可能看错' };
  const ids = others.map(({ custodian }) => custodian.id);
  return { en: `so begins that of ${ids.join(', ')}`, zh: `${ids.join('、')} 的份额如此开头` };
}

/** Why the words cannot be a share at all, or not the one of this slot; undefined when only the commitment is left. */
export function wordsRefusal(
  set: ShareSet,
  index: number,
  others: readonly OtherSet[],
  words: Uint8Array,
): RootsealError | undefined {
  if (set.scheme !== 'slip39') return bytesRefusal(set, index, others, words);
  try {
    parseMnemonic(words).value.fill(0);
    const head = headValues(words);
    for (let count = 1; count <= head.length; count++) {
      const refusal = headRefusal(set, index, others, head.slice(0, count));
      if (refusal) return refusal;
    }
    checkWords({ ...set, index, x: index, share: words, ...groupOf(set, index) });
    return undefined;
  } catch (error) {
    if (error instanceof RootsealError) return error;
    throw error;
  }
}

/** Words that stand for bytes have no checksum: nothing but the set's commitment says whether they are right. */
function bytesRefusal(
  set: ShareSet,
  index: number,
  others: readonly OtherSet[],
  words: Uint8Array,
): RootsealError | undefined {
  const subject = set.shares[index - 1]?.custodian.id ?? '';
  const share = bytesOfWords(words);
  if (!(share instanceof Uint8Array))
    return refuse(slip39Rules, 'SHARE-WORDS-LIST', { position: share.position }, { subject });
  if (isOf(set, index, share)) {
    share.fill(0);
    return undefined;
  }
  const found = share.length;
  const whose = whoseBytes(set, others, words, share);
  share.fill(0);
  if (found !== typedWords) return refuse(slip39Rules, 'SHARE-WORDS-COUNT', { found, wanted: typedWords }, { subject });
  return refuse(slip39Rules, 'SHARE-WORDS-COMMITMENT', { whose, custodian: subject }, { subject });
}

function whoseBytes(set: ShareSet, others: readonly OtherSet[], words: Uint8Array, share: Uint8Array): Text {
  const holder = set.shares.find(({ index }) => isOf(set, index, share))?.custodian.id;
  if (holder !== undefined) return { en: `they are those of ${holder}`, zh: `这是 ${holder} 的单词` };
  const its = oldShare(words, others)?.set;
  const old = its && others.find(({ id }) => id === toHex(its));
  if (!old)
    return { en: 'at least one is misread, or they are of another set', zh: '至少有一个看错，或属于另一份额组' };
  const [date, state] = [old.date.slice(0, 10), states[old.state]];
  return {
    en: `they are of epoch ${old.epoch}, ${state.en.replace('{date}', date)}`,
    zh: `它们属于第 ${old.epoch} 期（${state.zh.replace('{date}', date)}）`,
  };
}

const isOf = (set: ShareSet, index: number, share: Uint8Array): boolean =>
  equal(commitShare(fromHex(set.id, 'set'), index, share), fromHex(set.shares[index - 1]?.commitment ?? '', 'share'));

/** What the envelope of a set holds of a share, from its words. Secret. */
function shareBytes({ scheme }: ShareSet, words: Uint8Array): Uint8Array | undefined {
  if (scheme === 'slip39') return words;
  const bytes = bytesOfWords(words);
  return bytes instanceof Uint8Array ? bytes : undefined;
}

function headValues(words: Uint8Array): number[] {
  const values: number[] = [];
  for (let start = 0; values.length < headLength;) {
    const end = words.indexOf(0x20, start);
    values.push(wordValue(words.subarray(start, end)) ?? 0);
    start = end + 1;
  }
  return values;
}

function groupOf({ groups, shares }: ShareSet, index: number): Pick<UnsignedEnvelope, 'groups' | 'group'> {
  const group = shares[index - 1]?.group;
  return groups && group !== undefined ? { groups, group } : {};
}

/** The share of a slot, made of what the set says of it and the words. */
function shareOf(set: ShareSet, index: number, words: Uint8Array): UnsignedEnvelope {
  const { id, name } = set.shares[index - 1]!.custodian;
  const { consortium, ceremony, epoch, scheme, m, n, rehearsal } = set;
  return {
    ...{ consortium, ceremony, epoch, scheme, m, n, rehearsal, index },
    set: fromHex(set.id, 'set'),
    x: set.scheme === 'slip39' ? index : set.shares[index - 1]!.x,
    ...groupOf(set, index),
    custodian: { id, ...name },
    roots: set.roots.map((root) => fromHex(root, 'root')),
    commitments: set.shares.map(({ commitment }) => fromHex(commitment, 'commitment')),
    share: shareBytes(set, words) ?? words,
    signer: { suite: set.signer.suite, publicKey: fromHex(set.signer.publicKey, 'signer') },
  };
}

/** What is said of typed words: a code of this table or a verdict of the guard. */
export type TypedVerdict = Omit<Verdict, 'code'> & { readonly code: string };

/**
 * Judges words, in the form of `tidyMnemonic`, as the share of one slot. Never throws for what is wrong with them. Words
 * of a set that is not in force any more are told by what became of it.
 */
export function judgeWords(
  words: Uint8Array,
  set: ShareSet,
  index: number,
  context: JudgeContext = {},
): Omit<Judged, 'verdict'> & { readonly verdict: TypedVerdict } {
  const others = context.others ?? [];
  const refusal = wordsRefusal(set, index, others, words);
  const old = refusal && oldShare(words, others);
  if (refusal && !old) {
    const { id } = set.shares[index - 1]!.custodian;
    return { verdict: { ok: false, code: refusal.code, text: refusal.text, custodian: id } };
  }
  const envelope = old ?? shareOf(set, index, words);
  return { envelope, verdict: judgeShare(envelope, set, context) };
}

/** Exactly the words of a share of another set that is known here. */
function oldShare(words: Uint8Array, others: readonly OtherSet[]): UnsignedEnvelope | undefined {
  for (const { set } of others) {
    const share = set && shareBytes(set, words);
    const slot = share && set.shares.find(({ index }) => isOf(set, index, share));
    if (set && slot) return shareOf(set, slot.index, words);
  }
  return undefined;
}
