/**
 * A share copied by hand into a blank form, where the printer is not trusted (docs/adr/071): the form is told by its
 * number, the share opened by its holder, its words shown once by the vault and read back from the paper. The log has it
 * before the first word is shown, and once more when all of them were the same.
 */
import { setPath } from '../core/ceremony/set-paths.ts';
import { setsOf } from '../core/ceremony/sets.ts';
import { boxCounts, formNumber, tidyFormNumber } from '../core/paper/form.ts';
import type { ShareFacts } from '../core/paper/facts.ts';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import { typedWords } from '../core/shares/typed.ts';
import type { Progress, Result, ShareVerdict, Vault } from '../vault/client.ts';
import { recordedFile } from './evidence.ts';
import { openHeard } from './heard.ts';
import { entriesOf } from './journal.ts';
import { type Admission, type RoomEntry, admitRoom } from './room.ts';
import { appRules } from './rules.ts';
import { type Brought, broughtShare } from './scan.ts';
import { lookAround } from './sets/around.ts';
import { factsOf } from './sheet.ts';
import { ceremonyStatus, planOfStore, reading } from './state.ts';
import type { VaultActs } from './vault-shares.ts';
import { writing } from './writing.ts';

export interface CopyWish {
  readonly dir: string;
  /** Whose share. */
  readonly custodian: string;
  /** The number on the form, as it was typed. */
  readonly form: string;
  readonly share: Brought;
}

/** What can be refused before anybody types, settled. */
export interface CopyReady extends Omit<CopyWish, 'form'> {
  readonly facts: ShareFacts;
  /** As it is printed. */
  readonly form: string;
}

export interface CopyActs extends VaultActs {
  /** What became of the share, as soon as it was judged. */
  readonly onShare?: (verdict: ShareVerdict) => void;
}

/** What was made. */
export interface Copied {
  readonly custodian: string;
  readonly setId: string;
  readonly epoch: number;
  readonly index: number;
  readonly rehearsal: boolean;
  readonly form: string;
  readonly words: number;
  /** Entries of the log: before the first word was shown, and once all were read back. */
  readonly shown: number;
  readonly entry: number;
}

/** PAPER-CUSTODIAN, COPY-FORM, COPY-ROOM, HOME-…. */
export function readyToCopy(wish: CopyWish, room: RoomEntry['facts']): CopyReady {
  const { dir, custodian } = wish;
  const facts = factsOf(dir, custodian);
  const form = tidyFormNumber(wish.form);
  if (form !== formNumber({ set: facts.set.id, index: facts.index, boxes: typedWords })) throw otherForm(dir, form);
  const { rehearsal, exceptions: recorded } = ceremonyStatus(dir);
  admitCopy(room, { rehearsal, recorded });
  return { ...wish, form, facts };
}

/** Stops a real share in an unfit room. Nobody is asked for exceptions here; those that the log has count. COPY-ROOM. */
export function admitCopy(facts: RoomEntry['facts'], { rehearsal, recorded = [] }: Omit<Admission, 'people'>): void {
  try {
    admitRoom({ facts, exceptions: [], answersUsed: false }, { rehearsal, people: [], recorded });
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    throw refuse(appRules, 'COPY-ROOM', { reason: error.text }, { subject: error.code, cause: error });
  }
}

/** Whose form it is, of this consortium's share sets, or of nobody here. */
function otherForm(dir: string, form: string): RootsealError {
  const whose = reading(dir, (store, home): Text => {
    for (const { id, epoch, custodians } of setsOf(entriesOf(store), planOfStore(store, home)))
      for (const [i, { name }] of custodians.entries())
        for (const boxes of boxCounts)
          if (formNumber({ set: id, index: i + 1, boxes }) === form)
            return {
              en: `it is that of ${name.en}, epoch ${String(epoch)}, with ${String(boxes)} boxes`,
              zh: `它属于${name.zh}，第 ${String(epoch)} 期，${String(boxes)} 格`,
            };
    return { en: 'it is mistyped, or of another consortium', zh: '编号有误，或属于其他联盟' };
  });
  return refuse(appRules, 'COPY-FORM', { whose }, { subject: form });
}

/**
 * Opens the share, shows its words and takes them back. A verdict on the share is refused by its own code; COPY-HOLDER,
 * COPY-STOPPED, COPY-DIFFERS; the vault's own while nothing was shown.
 */
export async function copyByHand(ready: CopyReady, options: CopyActs): Promise<Copied> {
  const { facts, form } = ready;
  const shares = await broughtShare(ready.share);
  const { onVault, onField, onProgress, onShare, ...rest } = options;
  let boxes = 0;
  let showing = false;
  const hear = (progress: Progress) => {
    if (showing) boxes = progress.done;
    else onProgress?.(progress);
  };
  const { rehearsal } = facts.set;
  const vault = await openHeard({ act: 'copy', rehearsal, ...rest, onProgress: hear }, { onVault, onField });
  await judged(vault, ready, shares, onShare);
  const shown = record('share.shown', ready);
  showing = true;
  const made = await shownAndBack(vault, () => boxes);
  if (!made.same) throw refuse(appRules, 'COPY-DIFFERS', { reason: made.text ?? { en: '', zh: '' } });
  const entry = record('share.copied', ready);
  const { set, index } = facts;
  return {
    ...{ custodian: ready.custodian, setId: set.id, epoch: set.epoch, index, rehearsal, form, words: typedWords },
    ...{ shown, entry },
  };
}

/** The share is intact, of the set in force, and of whoever copies it. */
async function judged(
  vault: Vault,
  { dir, custodian, facts }: CopyReady,
  share: Awaited<ReturnType<typeof broughtShare>>,
  told: CopyActs['onShare'],
): Promise<void> {
  const { file, set } = reading(dir, (store, home) => ({
    file: home.path(setPath(facts.set.id)),
    set: recordedFile(entriesOf(store), home, setPath(facts.set.id)),
  }));
  const { shares } = await vault.request('judgeShares', { files: [share], ...lookAround(file, set) });
  const [verdict] = shares;
  if (!verdict) throw refuse(appRules, 'FILE-READ', { reason: '–' }, { subject: share.file });
  told?.(verdict);
  const { ok, code, text, custodian: found = '–' } = verdict;
  const wrong = ok
    ? found !== custodian && refuse(appRules, 'COPY-HOLDER', { found, custodian }, { subject: share.file })
    : new RootsealError(code, text, 1, share.file);
  if (!wrong) return;
  vault.kill();
  await vault.exited;
  throw wrong;
}

/** An entry that needs nobody's secret: the next act's checkpoint signs it. */
function record(kind: 'share.shown' | 'share.copied', { dir, custodian, facts, form }: CopyReady): number {
  return writing(dir, ({ journal }) => {
    const entry = journal.head.size;
    const { set, index } = facts;
    journal.append({ kind, data: { set: set.id, epoch: set.epoch, custodian, index, form } });
    return entry;
  });
}

/** However it ends before its end: what was shown is said, and what becomes of the form. */
async function shownAndBack(vault: Vault, boxes: () => number): Promise<Result<'copyShare'>> {
  try {
    const made = await vault.request('copyShare', {});
    await vault.finish();
    return made;
  } catch (cause) {
    throw refuse(appRules, 'COPY-STOPPED', { shown: shownText(boxes()) }, { cause });
  }
}

const shownText = (boxes: number): Text =>
  boxes === 0
    ? {
        en: 'no word was shown, and the form is as blank as it was. Begin again when you are ready.',
        zh: '没有显示任何单词，表格仍是空白的。准备好后请重新开始。',
      }
    : {
        en: `the words of boxes 1 to ${String(boxes)} were shown. Destroy this form now, before witnesses, also if it is half filled; then print a new one and begin again. The log says that the words were shown and not that they were copied.`,
        zh: `第 1 至 ${String(boxes)} 格的单词已经显示。请立即在见证下销毁该表格（即使只填了一部分），然后重新打印并从头开始。日志只记载单词已显示，未记载抄写完成。`,
      };
