/**
 * The guard before `combine`: a verdict on each share at once, and exactly M intact, distinct ones out of any pool.
 *
 * `combine()` answers a wrong secret in silence for foreign, altered or too few shares, and lets a share with x = 0
 * dictate the result. So nothing reaches it that the signed share set does not name, slot by slot.
 * The set itself must have been anchored by the caller: this file takes it as the truth.
 */
import { toHex } from '../encoding/hex.ts';
import { fill, refuse, RootsealError } from '../rules.ts';
import type { Params, Text } from '../rules.ts';
import { commitShare } from './commitment.ts';
import { readEnvelope, signatureHolds } from './envelope.ts';
import type { UnsignedEnvelope } from './envelope.ts';
import { type Groups, chooseSlots, missingText, policyOf, standingOf } from './groups.ts';
import { shareRules } from './rules.ts';
import type { SetShare, ShareSet } from './set.ts';
import { sameVaultSource } from './vault-source.ts';

export type VerdictCode =
  | 'SHARE-INTACT'
  | 'SHARE-FOREIGN'
  | 'SHARE-EPOCH'
  | 'SHARE-RETIRED'
  | 'SHARE-ABANDONED'
  | 'SHARE-PENDING'
  | 'SHARE-REHEARSAL'
  | 'SHARE-ALTERED'
  | 'SHARE-DUPLICATE'
  | 'SHARE-X-ZERO'
  | 'SHARE-PASSPHRASE'
  | 'SHARE-UNREADABLE';

/** What is said about one share. The fields after `text` are there as far as the share could be read. */
export interface Verdict {
  readonly ok: boolean;
  readonly code: VerdictCode;
  readonly text: Text;
  readonly index?: number;
  /** The custodian's id. */
  readonly custodian?: string;
  /** Hex. */
  readonly setId?: string;
  readonly epoch?: number;
  readonly rehearsal?: boolean;
  /** When its set was retired, given up or made; ISO, in UTC. */
  readonly date?: string;
}

/**
 * A share in a pool. One whose words were typed has no signature of its own: everything in it but the words is the share
 * set's (typed.ts), and the words are those that the signed set commits to, or they are refused.
 */
export type Held = UnsignedEnvelope & { readonly signature?: Uint8Array };

/** A set of the same consortium that is not in force. The caller has anchored it. */
export interface OtherSet {
  /** Hex. */
  readonly id: string;
  readonly epoch: number;
  readonly state: 'pending' | 'retired' | 'abandoned';
  /** When it was made, retired or given up; ISO, in UTC. */
  readonly date: string;
  /** As far as it is published: of a set that was given up nothing is left. */
  readonly set?: ShareSet;
}

export interface JudgeContext {
  /** Slots whose intact share is already in the pool. */
  readonly seen?: ReadonlySet<number>;
  readonly others?: readonly OtherSet[];
}

/**
 * Judges one envelope beside the share set. Never throws for what is wrong with the share.
 * Order: what makes a share dangerous, whether it is what its signer signed, which world it is from, then every field.
 */
export function judgeShare(envelope: Held, set: ShareSet, context: JudgeContext = {}): Verdict {
  const other = context.others?.find(({ id }) => id === toHex(envelope.set));
  if (other !== undefined && other.id !== set.id) return judgeOther(envelope, set, other);
  const fault = findFault(envelope, set) ?? findDuplicate(envelope, context);
  if (fault === undefined) return verdict(envelope, set, 'SHARE-INTACT');
  return verdict(envelope, set, fault.code, fault.params);
}

const codeOf = { pending: 'SHARE-PENDING', retired: 'SHARE-RETIRED', abandoned: 'SHARE-ABANDONED' } as const;

/** An old share is told by its set: what is wrong with the share itself comes first, then what became of the set. */
function judgeOther(envelope: Held, set: ShareSet, other: OtherSet): Verdict {
  const fault = other.set === undefined ? findUnpublished(envelope, set, other) : findFault(envelope, other.set);
  if (fault !== undefined) return verdict(envelope, set, fault.code, fault.params);
  const { date } = other;
  return { ...verdict(envelope, set, codeOf[other.state], { date: date.slice(0, 10) }), date };
}

/** Of a set that was given up nothing but id and epoch is known: signed by the same root, it is taken at its word. */
function findUnpublished(envelope: Held, set: ShareSet, { epoch }: OtherSet): Fault | undefined {
  if (envelope.x === 0 || envelope.share.at(-1) === 0) return { code: 'SHARE-X-ZERO' };
  if (!isSigned(envelope)) return altered('signature');
  if (envelope.rehearsal !== set.rehearsal) return rehearsalFault(envelope, set);
  return envelope.epoch === epoch ? undefined : altered('epoch');
}

const isSigned = ({ signature, ...unsigned }: Held) =>
  signature !== undefined && signatureHolds({ ...unsigned, signature });

/** A share file's opened content and what is to be said of it. `envelope` is there if it could be read. */
export interface Judged {
  readonly verdict: Verdict;
  readonly envelope?: Held;
}

/** `judgeShare` from the bytes of an opened age file. */
export function judgeShareBytes(encoded: Uint8Array, set: ShareSet, context: JudgeContext = {}): Judged {
  try {
    const envelope = readEnvelope(encoded);
    return { envelope, verdict: judgeShare(envelope, set, context) };
  } catch (cause) {
    if (!(cause instanceof RootsealError)) throw cause;
    if (cause.code === 'SHARE-X-ZERO') return { verdict: bareVerdict('SHARE-X-ZERO') };
    return { verdict: unreadable(cause) };
  }
}

/** The verdict on a file that could not be read as a share at all; the cause says why. */
export function unreadable(cause: RootsealError): Verdict {
  const text = { en: shareRules['SHARE-UNREADABLE'].en, zh: shareRules['SHARE-UNREADABLE'].zh };
  const of = (lang: 'en' | 'zh') => fill(text, { reason: `${cause.code}: ${cause.text[lang]}` })[lang];
  return { ok: false, code: 'SHARE-UNREADABLE', text: { en: of('en'), zh: of('zh') } };
}

/** A verdict that needs nothing of the share: a passphrase that did not open it. */
export function bareVerdict(code: 'SHARE-PASSPHRASE' | 'SHARE-X-ZERO'): Verdict {
  return { ok: false, code, text: fill(shareRules[code], {}) };
}

/** Judges a pool in its order; the second intact share of a slot is a duplicate. */
export function judgePool(envelopes: readonly Held[], set: ShareSet): Verdict[] {
  const seen = new Set<number>();
  return envelopes.map((envelope) => {
    const judged = judgeShare(envelope, set, { seen });
    if (judged.ok) seen.add(envelope.index);
    return judged;
  });
}

/**
 * Exactly a quorum of intact shares of distinct slots, in slot order, out of any pool in any order: `set.m` of them, or
 * of a set with groups enough groups with enough members each. Bad, foreign and surplus shares do not stop a good quorum,
 * and the choice does not depend on the order of the pool.
 * @throws SHARE-SHORT ("2 of 3 shares, 1 more needed"), SHARE-SHORT-GROUPS ("group banks: 1 of 2, one more")
 */
export function guardQuorum(envelopes: readonly Held[], set: ShareSet): Held[] {
  const verdicts = judgePool(envelopes, set);
  const intact = envelopes.filter((_, i) => verdicts[i]?.ok);
  const chosen = chooseSlots(
    intact.map(({ index }) => index),
    policyOf(set),
  );
  if (!chosen) throw shortRefusal(intact, set);
  return chosen.flatMap((slot) => intact.find(({ index }) => index === slot) ?? []);
}

function shortRefusal(intact: readonly Held[], set: ShareSet): RootsealError {
  const present = intact.map(({ index }) => index);
  const have = present.length;
  if (!set.groups) return refuse(shareRules, 'SHARE-SHORT', { have, m: set.m, more: set.m - have });
  const missing = missingText(standingOf(present, policyOf(set)), set.groups.threshold);
  return refuse(shareRules, 'SHARE-SHORT-GROUPS', { missing });
}

interface Fault {
  readonly code: VerdictCode;
  readonly params?: Params;
}

function findFault(envelope: Held, set: ShareSet): Fault | undefined {
  if (envelope.x === 0 || envelope.share.at(-1) === 0) return { code: 'SHARE-X-ZERO' };
  if (envelope.signature !== undefined && !isSigned(envelope)) return altered('signature');
  if (envelope.rehearsal !== set.rehearsal) return rehearsalFault(envelope, set);
  return findOrigin(envelope, set) ?? findAlteration(envelope, set);
}

function rehearsalFault(envelope: Held, set: ShareSet): Fault {
  const en = (rehearsal: boolean) => (rehearsal ? 'rehearsal' : 'real ceremony');
  const zh = (rehearsal: boolean) => (rehearsal ? '演练' : '正式');
  return {
    code: 'SHARE-REHEARSAL',
    params: {
      shareKind: en(envelope.rehearsal),
      setKind: en(set.rehearsal),
      shareKindZh: zh(envelope.rehearsal),
      setKindZh: zh(set.rehearsal),
    },
  };
}

/** Whether the share is of another consortium, root, epoch or set. */
function findOrigin(envelope: Held, set: ShareSet): Fault | undefined {
  const sameSet = toHex(envelope.set) === set.id;
  const sameSigner = sameKey(envelope, set);
  // Somebody else signed what says it is of this set: that is no stray share but a changed one.
  if (sameSet && !sameSigner) return altered('signer');
  if (envelope.consortium !== set.consortium || !sameSigner) return { code: 'SHARE-FOREIGN' };
  if (envelope.epoch !== set.epoch) return { code: 'SHARE-EPOCH' };
  return sameSet ? undefined : { code: 'SHARE-FOREIGN' };
}

function sameKey(envelope: Held, set: ShareSet): boolean {
  return envelope.signer.suite === set.signer.suite && toHex(envelope.signer.publicKey) === set.signer.publicKey;
}

/** Which field of a share of this set is not as the set says. */
function findAlteration(envelope: Held, set: ShareSet): Fault | undefined {
  const slot = set.shares[envelope.index - 1];
  if (slot === undefined) return altered('index');
  const { m, n, ceremony } = set;
  const agreed: readonly (readonly [string, boolean])[] = [
    ['scheme', envelope.scheme === set.scheme],
    ['groups', sameGroups(envelope.groups, set.groups)],
    ['group', envelope.group === slot.group],
    ['vault', sameVaultSource(envelope.vault, set.vault)],
    ['m', envelope.m === m],
    ['n', envelope.n === n],
    ['ceremony', envelope.ceremony === ceremony],
    ['roots', sameList(envelope.roots.map(toHex), set.roots)],
    [
      'commitments',
      sameList(
        envelope.commitments.map(toHex),
        set.shares.map((share) => share.commitment),
      ),
    ],
    ['x', envelope.x === slot.x],
    ['custodian', sameCustodian(envelope, slot)],
    ['share', toHex(commitShare(envelope.set, envelope.index, envelope.share)) === slot.commitment],
  ];
  const wrong = agreed.find(([, holds]) => !holds);
  return wrong === undefined ? undefined : altered(wrong[0]);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Read strictly, so both have exactly these fields; only their order may differ. */
function sameGroups(a: Groups | undefined, b: Groups | undefined): boolean {
  const told = (groups?: Groups) =>
    groups && [groups.threshold, ...groups.list.flatMap(({ id, name, m, n }) => [id, name.zh, name.en, m, n])];
  return JSON.stringify(told(a)) === JSON.stringify(told(b));
}

function sameCustodian({ custodian: a }: Held, { custodian: b }: SetShare): boolean {
  return a.id === b.id && a.zh === b.name.zh && a.en === b.name.en;
}

function altered(field: string): Fault {
  return { code: 'SHARE-ALTERED', params: { field } };
}

function findDuplicate(envelope: Held, { seen }: JudgeContext): Fault | undefined {
  return seen?.has(envelope.index) ? { code: 'SHARE-DUPLICATE' } : undefined;
}

function verdict(envelope: Held, set: ShareSet, code: VerdictCode, params: Params = {}): Verdict {
  const { index, n, epoch, rehearsal } = envelope;
  const custodian = envelope.custodian.id;
  const setId = toHex(envelope.set);
  const all = { index, n, custodian, epoch, current: set.epoch, set: setId, expected: set.id, ...params };
  const text = fill(shareRules[code], all);
  return { ok: code === 'SHARE-INTACT', code, text, index, custodian, setId, epoch, rehearsal };
}
