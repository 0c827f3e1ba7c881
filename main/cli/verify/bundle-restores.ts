/** Checks of every use of the roots that the log tells of: begun before it happened, by a quorum, proved by signatures. */
import type { Entry } from '../../core/audit/entry.ts';
import { leafHash, rootHash } from '../../core/audit/merkle.ts';
import { type SetRecord, type SetRoot, policyOfSet } from '../../core/ceremony/sets.ts';
import { concat, digestMessage, equal, u64, u8, utf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { suite } from '../../core/keys/index.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { chooseSlots } from '../../core/shares/groups.ts';
import {
  type Log,
  type Restored,
  dataOf,
  fileSigned,
  fileToSign,
  restoreBegun,
  restored,
  restoredFor,
} from './receipts.ts';
import type { Passed } from './report.ts';
import { type RestoresTold, type Use, nameOf } from './restores-told.ts';
import { verifyRules } from './rules.ts';

/**
 * The signing act and every later restore: begun in the log before it happened, ended in it, each root's signature over
 * a fresh challenge. One that was begun and has no end (a crash, a kill, or a root that went away unseen) is named, and
 * refused unless the log itself gave it up. VERIFY-RESTORE-UNFINISHED, VERIFY-STEP, VERIFY-ENTRY.
 */
export function checkRestores(log: Log, sets: readonly SetRecord[], { uses, faults }: RestoresTold): Passed<number> {
  const [fault] = faults;
  if (fault) throw fault;
  const finished = uses.filter((use): use is Use & { done: Entry } => use.done !== undefined);
  let count = 0;
  for (const { begun, done } of finished) {
    const data = dataOf(done, restored);
    const set = restoredSet(sets, begun);
    checkQuorum(done, data, set);
    for (const root of set.roots) checkChallenge(root, data, log, begun, done);
    checkFileSignature(done, begun, set.roots);
    count += data.challenges.length;
  }
  const [acts, signatures] = [String(finished.length), String(count)];
  const endless = withoutEnd(uses);
  return {
    value: count,
    detail: {
      en: `${acts} restored the roots, ${signatures} challenges signed by them${endless.en}`,
      zh: `恢复根密钥 ${acts} 次，其挑战签名 ${signatures} 个${endless.zh}`,
    },
  };
}

function withoutEnd(uses: readonly Use[]): Text {
  const open = uses.filter(({ done }) => done === undefined);
  if (open.length === 0) return { en: '', zh: '' };
  const [count, named] = [String(open.length), open.map(nameOf).join('; ')];
  return { en: `, ${count} without end: ${named}`, zh: `，${count} 次没有结束：${named}` };
}

/** The set whose shares were combined: the one in force then, or the one that proved itself before it came into force. */
function restoredSet(sets: readonly SetRecord[], begun: Entry): SetRecord {
  const { purpose } = dataOf(begun, restoreBegun);
  const own = purpose === 'activate' ? dataOf(begun, restoredFor).set : undefined;
  const at = begun.index;
  const then = sets.find(({ id, inForce, ended }) =>
    own === undefined
      ? inForce !== undefined && inForce.entry < at && (ended === undefined || ended.entry > at)
      : id === own,
  );
  if (then) return then;
  throw refuse(verifyRules, 'VERIFY-ENTRY', { index: at, reason: 'no share set was there then' }, { subject: 'log/' });
}

/** At least M distinct custodians of the set, and of a set with groups enough of each. VERIFY-QUORUM. */
function checkQuorum({ index }: Entry, { quorum }: Restored, set: SetRecord): void {
  const { custodians, m: threshold } = set;
  const slots = custodians.flatMap(({ id }, i) => (quorum.includes(id) ? [i + 1] : []));
  const found = slots.length;
  if (!chooseSlots(slots, policyOfSet(set)) || found !== quorum.length)
    throw refuse(verifyRules, 'VERIFY-QUORUM', { entry: index, found, threshold }, { subject: 'log/' });
}

function checkChallenge(root: SetRoot, data: Restored, log: Log, begun: Entry, { index }: Entry): void {
  const [one, second] = data.challenges.filter((challenge) => challenge.root === root.id);
  const { challengeSize: size } = data;
  const inTime = size > begun.index && size <= index;
  if (!one || second || !inTime || !challengeHolds(one, size, log, root))
    throw refuse(verifyRules, 'VERIFY-CHALLENGE', { root: root.id, entry: index }, { subject: 'log/' });
}

function challengeHolds(
  { nonce, challenge, signature }: Restored['challenges'][number],
  size: number,
  log: Log,
  root: SetRoot,
): boolean {
  const head = rootHash(log.entries.slice(0, size).map((entry) => leafHash(entry)));
  const message = digestMessage('challenge', concat(fromHex(nonce, 'nonce'), u64(size), head));
  return equal(message, fromHex(challenge, 'challenge')) && holds(root, signature, message);
}

const holds = (root: SetRoot, signature: string, message: Uint8Array) =>
  suite(root.suite).verify(fromHex(signature, 'signature'), message, fromHex(root.publicKey, root.id));

/** `restore --purpose sign`: the signature that was given away is by that root over the file whose hash was logged. */
function checkFileSignature(use: Entry, begun: Entry, roots: readonly SetRoot[]): void {
  if (use.kind !== 'restore.done' || use.data['purpose'] !== 'sign') return;
  const { root: id, fileSha256 } = dataOf(begun, fileToSign);
  const root = roots.find((one) => one.id === id);
  // D("file", x) of docs/formats.md, of a file of which only the hash is here.
  const message = concat(utf8('rootseal/file/v1'), u8(0), fromHex(fileSha256, 'fileSha256'));
  if (!root || !holds(root, dataOf(use, fileSigned).signature, message))
    throw refuse(verifyRules, 'VERIFY-FILE-SIGNATURE', { root: id, entry: use.index }, { subject: 'log/' });
}
