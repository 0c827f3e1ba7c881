/**
 * Checks of the life of share sets: that the log tells of one set in force at every moment, that each set lies here as
 * it was agreed on, proved and put in force, that old ones are retired by a signed notice, and roots rotated by both keys.
 */
import type { Entry } from '../../core/audit/entry.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { handed, pending } from '../../core/ceremony/set-entries.ts';
import { type SetRecord, activeSet, holdingOf, policyOfSet, setsOf } from '../../core/ceremony/sets.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { toJcs } from '../../core/encoding/jcs.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { formNumber } from '../../core/paper/form.ts';
import { parseRotation } from '../../core/sealing/rotation.ts';
import type { Statement } from '../../core/sealing/statement.ts';
import { countQuorums } from '../../core/shares/group-quorums.ts';
import { checkReceipt, readReceipt, receiptId } from '../../core/shares/receipt.ts';
import { parseRetired } from '../../core/shares/retired.ts';
import type { ShareSet } from '../../core/shares/set.ts';
import { typedWords } from '../../core/shares/typed.ts';
import { sameGroups, slots, statementsIn } from './bundle-roots.ts';
import {
  type Log,
  confirmed,
  dataOf,
  restored,
  restoredFor,
  shareChecked,
  shareCopied,
  sharePrinted,
} from './receipts.ts';
import { type Passed, inFile } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, below, need } from './tree.ts';

/** The statements of the founding: those in force, or what the first epoch left. */
export function firstStatements(files: Files, plan: ResolvedPlan, roots: readonly Statement[]): readonly Statement[] {
  return roots[0]?.epoch === 1 ? roots : statementsIn(files, plan, 'roots/1/');
}

interface Here {
  /** In force. */
  readonly roots: readonly Statement[];
  readonly sets: readonly ShareSet[];
}

/** Every set of the log, in the order of epochs. SET-IMPOSSIBLE, VERIFY-SET, VERIFY-SET-AGREED, VERIFY-ROTATION. */
export function checkSets(files: Files, plan: ResolvedPlan, log: Log, here: Here): Passed<SetRecord[]> {
  const sets = setsOf(log.decoded, plan);
  const now = activeSet(sets);
  if (!now || sets.filter(({ state }) => state === 'active').length !== 1)
    throw refuse(verifyRules, 'VERIFY-MISSING', {}, { subject: 'share-sets/' });
  const inForce = sets.filter((set) => set.inForce !== undefined);
  for (const set of inForce) checkDocument(set, here.sets);
  const stray = here.sets.find(({ id }) => !inForce.some((set) => set.id === id));
  if (stray) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: `share-sets/${stray.id}.json` });
  if (here.roots.some(({ set, epoch }) => set !== now.id || epoch !== now.epoch))
    throw wrong(now, { en: 'the root statements are of another set', zh: '根密钥声明属于另一份额组' });
  inForce.forEach((set, i) => {
    const next = inForce[i + 1];
    if (next) checkSuccession(files, plan, set, next);
  });
  for (const set of sets) if (set.purpose !== 'found') checkMaking(log, set);
  checkNotices(files, inForce);
  checkRotations(files, inForce);
  return {
    value: sets,
    detail: { en: sets.map((set) => told(set).en).join('; '), zh: sets.map((set) => told(set).zh).join('；') },
  };
}

const states = {
  active: { en: 'in force', zh: '生效中' },
  pending: { en: 'pending', zh: '待生效' },
  retired: { en: 'retired on', zh: '停用于' },
  abandoned: { en: 'given up on', zh: '放弃于' },
} as const;

function told({ epoch, m, n, state, ended }: SetRecord): Text {
  const [e, of, day] = [String(epoch), `${String(m)}/${String(n)}`, ended ? ` ${ended.time.slice(0, 10)}` : ''];
  return {
    en: `epoch ${e}, ${of}, ${states[state].en}${day}`,
    zh: `第 ${e} 期，${of}，${states[state].zh}${day}`,
  };
}

const wrong = ({ id, epoch }: SetRecord, reason: Text, subject = `share-sets/${id}.json`) =>
  refuse(verifyRules, 'VERIFY-SET', { set: id, epoch, reason }, { subject });

/** The signed document of a set is the one that the log tells of. */
function checkDocument(set: SetRecord, documents: readonly ShareSet[]): void {
  const one = documents.find(({ id }) => id === set.id);
  if (!one) throw refuse(verifyRules, 'VERIFY-MISSING', {}, { subject: `share-sets/${set.id}.json` });
  const same: Record<string, boolean> = {
    epoch: one.epoch === set.epoch,
    scheme: one.scheme === set.scheme,
    m: one.m === set.m,
    n: one.n === set.n,
    custodians: slots(one.shares.map(({ custodian }) => custodian)) === slots(set.custodians),
    groups: sameGroups(one, holdingOf(set)),
    roots: one.roots.join() === set.roots.map(({ fingerprint }) => fingerprint).join(),
  };
  const field = Object.keys(same).find((key) => !same[key]);
  if (field !== undefined)
    throw refuse(verifyRules, 'VERIFY-SHARE-SET', { field }, { subject: `share-sets/${set.id}.json` });
}

/** From one set to the next every root keeps its key, but for one that was rotated and says so by both keys. */
function checkSuccession(files: Files, plan: ResolvedPlan, old: SetRecord, next: SetRecord): void {
  const before = statementsIn(files, plan, `roots/${String(old.epoch)}/`);
  if (before.some(({ set, epoch }) => set !== old.id || epoch !== old.epoch))
    throw wrong(old, { en: 'its root statements are of another set', zh: '其根密钥声明属于另一份额组' });
  for (const [i, root] of old.roots.entries()) {
    const later = next.roots[i];
    const params = { root: root.id, from: old.epoch, to: next.epoch };
    const subject = `roots/${String(next.epoch)}/${root.id}.rotation.json`;
    const isRotated = next.parameters?.root === root.id;
    if (later?.id !== root.id || isRotated === (later.fingerprint === root.fingerprint))
      throw refuse(verifyRules, 'VERIFY-ROTATION', params, { subject });
    if (!isRotated) continue;
    const rotation = inFile(subject, () => parseRotation(need(files, subject)));
    const explains =
      rotation.id === root.id &&
      rotation.epoch === next.epoch &&
      rotation.old.fingerprint === root.fingerprint &&
      rotation.new.fingerprint === later.fingerprint &&
      rotation.consortium === plan.consortium.id &&
      rotation.rehearsal === plan.rehearsal;
    if (!explains) throw refuse(verifyRules, 'VERIFY-ROTATION', params, { subject });
  }
}

/** No cross-signature lies here for a root that the log does not say was rotated. */
function checkRotations(files: Files, sets: readonly SetRecord[]): void {
  const wanted = sets.flatMap(({ epoch, parameters }) =>
    parameters?.root === undefined ? [] : [`${String(epoch)}/${parameters.root}.rotation.json`],
  );
  const here = [...below(files, 'roots/').keys()].filter((name) => name.endsWith('.rotation.json'));
  const stray = here.find((name) => !wanted.includes(name));
  if (stray !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: `roots/${stray}` });
}

/** Each retired set has its notice, by the first root of its successor, of the day of the entry that retired it. */
function checkNotices(files: Files, inForce: readonly SetRecord[]): void {
  const here = [...below(files, 'share-sets/').keys()].filter((name) => name.endsWith('.retired.json'));
  const retired = inForce.filter(({ state }) => state === 'retired');
  const stray = here.find((name) => !retired.some(({ id }) => name === `${id}.retired.json`));
  if (stray !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: `share-sets/${stray}` });
  for (const [i, set] of retired.entries()) {
    const subject = `share-sets/${set.id}.retired.json`;
    const notice = inFile(subject, () => parseRetired(need(files, subject)));
    const next = inForce[i + 1];
    const [signer] = next?.roots ?? [];
    const holds =
      notice.retired.set === set.id &&
      notice.retired.epoch === set.epoch &&
      notice.successor.set === next?.id &&
      notice.successor.epoch === next.epoch &&
      notice.sha256 === toHex(sha256(need(files, `share-sets/${set.id}.json`))) &&
      notice.time === set.ended?.time &&
      notice.signer.publicKey === signer?.publicKey;
    if (!holds) throw wrong(set, { en: 'its notice is not as the log says', zh: '其停用声明与日志不符' }, subject);
  }
}

/**
 * How a set was made: by a quorum of the one in force that had said yes to exactly these parameters, every new quorum
 * tried, each new holder asked before the share was theirs, and put in force by a restore from its own shares.
 */
function checkMaking(log: Log, set: SetRecord): void {
  const { change = '', made } = set;
  const entry = log.decoded[made.entry]!;
  const done = log.decoded[made.entry - 1];
  const isOf = (one: Entry | undefined): one is Entry => one?.kind === 'restore.done' && one.data['change'] === change;
  if (!isOf(done) || done.data['purpose'] !== set.purpose)
    throw wrong(set, { en: 'no restore made it', zh: '没有对应的恢复操作' });
  const { quorums } = dataOf(entry, pending);
  const total = countQuorums(policyOfSet(set));
  const tried = quorums.checked > 0 && quorums.total === total.toString();
  if (!tried || (quorums.all ? BigInt(quorums.checked) !== total : quorums.checked >= total))
    throw refuse(
      verifyRules,
      'VERIFY-QUORUMS',
      { entry: entry.index, checked: quorums.checked, total: quorums.total, wanted: total.toString() },
      { subject: 'log/' },
    );
  const begun = Number(done.data['entry']);
  for (const who of dataOf(done, restored).quorum) demandYes(log, set, who, begun);
  for (const one of log.decoded.filter(({ kind, data }) => kind === 'set.handed' && data['set'] === set.id))
    demandYes(log, set, dataOf(one, handed).custodian, one.index);
  if (set.inForce) checkProof(log, set, set.inForce.entry);
}

function demandYes(log: Log, set: SetRecord, who: string, before: number): void {
  const { id, epoch, change } = set;
  const said = log.decoded
    .slice(0, before)
    .some(
      (entry) =>
        entry.kind === 'confirmation' && entry.data['change'] === change && dataOf(entry, confirmed).who === who,
    );
  if (!said) throw refuse(verifyRules, 'VERIFY-SET-AGREED', { set: id, epoch, who }, { subject: 'log/' });
}

/** Two entries before a set is in force its own shares have restored the roots; each holder was handed theirs. */
function checkProof(log: Log, set: SetRecord, at: number): void {
  const proof = log.decoded[at - 2];
  const own =
    proof?.kind === 'restore.done' && proof.data['purpose'] === 'activate' ? dataOf(proof, restoredFor) : undefined;
  if (own?.set !== set.id || own.change !== set.change)
    throw wrong(set, { en: 'it did not prove itself before it came into force', zh: '生效前未经自身份额恢复验证' });
  const missing = set.custodians.find(({ id }) => !set.handed.includes(id));
  if (missing) throw wrong(set, { en: `${missing.id} was never handed a share`, zh: `${missing.id} 未曾领取份额` });
  const closing = log.decoded[at + 1];
  if (closing?.kind !== 'act.closed') throw wrong(set, { en: 'its act was not closed', zh: '其操作未结束' });
}

/** Each receipt was signed with the share that it speaks of, in its time. RECEIPT-…, VERIFY-ENTRY. */
export function checkShareReceipts(log: Log, sets: readonly ShareSet[]): Passed<number> {
  const entries = log.decoded.filter(({ kind }) => kind === 'share.checked');
  for (const entry of entries) {
    const data = dataOf(entry, shareChecked);
    const receipt = readReceipt(toJcs(data.receipt, 'receipt'));
    const set = sets.find(({ id }) => id === data.set);
    const reason = (text: string) =>
      refuse(verifyRules, 'VERIFY-ENTRY', { index: entry.index, reason: text }, { subject: 'log/' });
    if (!set) throw reason('a receipt of a share set that is not here');
    checkReceipt(receipt, set);
    const { set: id, epoch, custodian, index, time } = receipt;
    const front = { set: data.set, epoch: data.epoch, custodian: data.custodian, index: data.index, time: data.time };
    const same = toHex(sha256(toJcs(front))) === toHex(sha256(toJcs({ set: id, epoch, custodian, index, time })));
    if (!same || data.sha256 !== receiptId(receipt) || time > entry.time)
      throw reason('the receipt is not what the entry says of it');
  }
  const [count, printed] = [String(entries.length), String(checkSheets(log, sets))];
  const copied = String(checkCopies(log, sets));
  return {
    value: entries.length,
    detail: {
      en: `${count} receipts of shares, ${printed} sheets printed, ${copied} copied by hand`,
      zh: `份额检查回执 ${count} 份，打印份额单 ${printed} 份，手抄 ${copied} 份`,
    },
  };
}

/** Each sheet that was printed is of a share that there is. */
function checkSheets(log: Log, sets: readonly ShareSet[]): number {
  const entries = log.decoded.filter(({ kind }) => kind === 'share.printed');
  for (const entry of entries) {
    const { set: id, epoch, custodian, index } = dataOf(entry, sharePrinted);
    const set = sets.find((one) => one.id === id && one.epoch === epoch);
    if (set?.shares[index - 1]?.custodian.id === custodian) continue;
    const reason = 'a sheet of a share that there is not';
    throw refuse(verifyRules, 'VERIFY-ENTRY', { index: entry.index, reason }, { subject: 'log/' });
  }
  return entries.length;
}

/** Words are shown of a share that there is, for its own form; they are copied only where they were shown before, once. */
function checkCopies(log: Log, sets: readonly ShareSet[]): number {
  const open = new Map<string, number>();
  const entries = log.decoded.filter(({ kind }) => kind === 'share.shown' || kind === 'share.copied');
  for (const entry of entries) {
    const { set: id, epoch, custodian, index, form } = dataOf(entry, shareCopied);
    const at = (reason: string) =>
      refuse(verifyRules, 'VERIFY-ENTRY', { index: entry.index, reason }, { subject: 'log/' });
    const set = sets.find((one) => one.id === id && one.epoch === epoch);
    if (set?.shares[index - 1]?.custodian.id !== custodian) throw at('words of a share that there is not');
    if (form !== formNumber({ set: id, index, boxes: typedWords })) throw at('the form of another share');
    const shown = open.get(form) ?? 0;
    if (entry.kind === 'share.copied' && shown === 0) throw at('words copied that were not shown');
    open.set(form, entry.kind === 'share.shown' ? shown + 1 : 0);
  }
  return entries.filter(({ kind }) => kind === 'share.copied').length;
}
