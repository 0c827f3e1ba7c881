/** What is said of a share set without opening a secret: that one is given up, that old copies came back, a receipt. */
import { readReceipt, checkReceipt, receiptId } from '../../core/shares/receipt.ts';
import { judgeException } from '../../core/ceremony/room.ts';
import { setPath } from '../../core/ceremony/set-paths.ts';
import { type SetRecord, activeSet, pendingSet } from '../../core/ceremony/sets.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { refuse } from '../../core/rules.ts';
import { parseShareSet } from '../../core/shares/set.ts';
import { recorded } from '../evidence.ts';
import { readNamed } from '../files.ts';
import type { Home } from '../home.ts';
import { asError } from '../room.ts';
import { appRules } from '../rules.ts';
import { writing } from '../writing.ts';
import { destroyBelow, handedTo } from './back.ts';

/** Gives up the set that is being made: two people answer for it, and its files are destroyed. The set in force stays. */
export function abandonSet(dir: string, { reason, by }: { readonly reason: string; readonly by: readonly string[] }) {
  return writing(dir, ({ home, journal, sets, people }) => {
    const set = pendingSet(sets);
    if (!set) throw refuse(appRules, 'SET-NONE-PENDING', {}, { subject: dir });
    const [wrong] = judgeException({ rule: 'OTHER', reason, by: [...by] }, people);
    if (wrong) throw asError(wrong);
    const entry = journal.head.size;
    journal.append({ kind: 'set.abandoned', data: { set: set.id, epoch: set.epoch, reason, by: [...by] } });
    home.dropPending(set.id);
    return { entry, set: set.id, epoch: set.epoch };
  });
}

/** Records that holders of a retired set gave their copies back. */
export function returnShares(
  dir: string,
  {
    epoch,
    custodians,
    destroyed,
    from,
  }: {
    readonly epoch: number;
    readonly custodians: readonly string[];
    readonly destroyed: boolean;
    /** A folder in which the copies of the one holder are to be destroyed. */
    readonly from?: string | undefined;
  },
) {
  return writing(dir, ({ home, journal, sets }) => {
    const set = sets.find((one) => one.epoch === epoch && one.state === 'retired');
    const stranger = custodians.find((id) => !set?.outstanding.includes(id));
    const retired = sets
      .filter(({ state }) => state === 'retired')
      .map((one) => `${String(one.epoch)} (${one.outstanding.join(', ')})`);
    if (!set || stranger !== undefined)
      throw refuse(appRules, 'SET-RETURN', { epoch, retired: retired.join('; ') || '–' }, { subject: stranger ?? dir });
    const removed = from === undefined ? [] : removeFrom(home, from, { entries: journal.entries(), set, custodians });
    const data = { set: set.id, epoch, destroyed: destroyed || from !== undefined };
    journal.append(...custodians.map((custodian) => ({ kind: 'set.returned', data: { ...data, custodian } })));
    return { set: set.id, epoch, removed, outstanding: set.outstanding.filter((id) => !custodians.includes(id)) };
  });
}

interface Copies {
  readonly entries: readonly Entry[];
  readonly set: SetRecord;
  readonly custodians: readonly string[];
}

function removeFrom(home: Home, from: string, { entries, set, custodians }: Copies): string[] {
  const [custodian, ...more] = custodians;
  if (custodian === undefined || more.length > 0) throw refuse(appRules, 'RETURN-ONE', {}, { subject: '--from' });
  return destroyBelow(home, from, handedTo(entries, set, custodian));
}

/**
 * Takes a receipt into the log. @throws RECEIPT-…, RECEIPT-STALE for a set that is not in force, RECEIPT-TIME for a
 * moment outside its life, RECEIPT-KNOWN for one that is there
 */
export function addReceipt(dir: string, file: string, now = new Date().toISOString()) {
  return takeReceipt(dir, readNamed(file, 65_536), file, now);
}

/** `addReceipt` for one that lies in no file; `file` names it in a refusal. */
export function takeReceipt(dir: string, bytes: Uint8Array, file: string, now = new Date().toISOString()) {
  const receipt = readReceipt(bytes);
  return writing(dir, ({ home, journal, sets }) => {
    const at = { subject: file };
    const set = sets.find(({ id }) => id === receipt.set);
    const inForce = activeSet(sets);
    if (!set?.inForce || set.id !== inForce?.id)
      throw refuse(appRules, 'RECEIPT-STALE', { epoch: receipt.epoch, current: inForce?.epoch ?? '–' }, at);
    checkReceipt(receipt, parseShareSet(recorded({ journal, home }, setPath(set.id))));
    if (receipt.time < set.made.time || receipt.time > now)
      throw refuse(appRules, 'RECEIPT-TIME', { time: receipt.time, from: set.made.time, to: now }, at);
    const sha256 = receiptId(receipt);
    if (journal.entries().some(({ kind, data }) => kind === 'share.checked' && data['sha256'] === sha256))
      throw refuse(appRules, 'RECEIPT-KNOWN', {}, at);
    const entry = journal.head.size;
    const { custodian, epoch, index, time } = receipt;
    journal.append({
      kind: 'share.checked',
      data: {
        set: set.id,
        epoch,
        custodian,
        index,
        time,
        verdict: receipt.verdict,
        sha256,
        receipt: receipt,
      },
    });
    return { entry, custodian, index, set: set.id, epoch, time };
  });
}
