/** Steps `hand-out` and `check-shares`: each custodian alone takes the share, and then opens it again. */
import { readFileSync } from 'node:fs';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import { fromHex } from '../core/encoding/hex.ts';
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import { type ShareVerdict, isTyped } from '../vault/client.ts';
import { ask } from './ask.ts';
import type { Detail } from './desk.ts';
import { recorded } from './evidence.ts';
import type { FileHash } from './files.ts';
import type { Draft } from './journal.ts';
import { type ReadFile, demandOwnMedium, isOnDisk, writeToMedium } from './medium.ts';
import { receiptsOf } from './receipts.ts';
import { appRules } from './rules.ts';
import { type Run, commitStep, endAct, filesOf, openAct } from './run.ts';

type Holder = ResolvedPlan['custodians'][number];

/** Reads back every share and sealed root against the founding's hashes; each custodian confirms alone. */
export async function handOut(run: Run): Promise<void> {
  const files = filesOf(receiptsOf(run.journal, 'found'), 'files');
  const travelling = files.filter(travels);
  travelling.forEach((file) => run.home.readBack(file));
  const handed: Draft['data'][] = [];
  const folders: string[] = [];
  for (const custodian of run.plan.custodians) {
    const share = files.find(({ path }) => path === `shares/${custodian.id}.age`);
    if (!share) throw refuse(appRules, 'HOME-LOST', { sha256: '–' }, { subject: `shares/${custodian.id}.age` });
    run.home.readBack(share);
    const folder = `rootseal-${run.plan.consortium.id}-${custodian.id}`;
    const lies = await toMedium(run, custodian, [share, ...travelling], { folder, others: folders });
    if (lies !== undefined) folders.push(lies);
    const place = placeOf(run, lies);
    await ask(run, 'hand-out', custodian.id, taking(custodian, share, place), { details: shown(share) });
    handed.push({ custodian: custodian.id, path: share.path, sha256: share.sha256, place });
  }
  commitStep(run, 'hand-out', { files: [], receipts: { handed, keptHere: true } });
}

/** What goes with a share, so that it can be judged and restored far from here. */
export const travels = ({ path }: FileHash) => /^(?:sealed|public\/roots|public\/share-sets)\//.test(path);

export const shown = ({ path, sha256 }: FileHash): Detail[] => [
  { kind: 'file', path, sha256 },
  { kind: 'hash', label: { en: 'SHA-256 of the share', zh: '份额的 SHA-256' }, bytes: fromHex(sha256, path) },
];

/** Where a share is when it was handed out. `disk`: a folder that was chosen, but on this machine's own disk. */
type Place = 'medium' | 'disk' | 'home';

export const placeOf = (run: Run, folder: string | undefined): Place =>
  folder === undefined ? 'home' : isOnDisk(run, folder) ? 'disk' : 'medium';

function taking({ name }: Holder, { path, sha256 }: FileHash, place: Place): Text {
  if (place === 'disk')
    return {
      en: `${name.en}: your share ${path} and the sealed roots are in the folder you chose, on this machine's own disk, and were read back. SHA-256 ${sha256}`,
      zh: `${name.zh}：您的份额 ${path} 与封存的根密钥已写入您选定的文件夹（仍在本机磁盘上），并已回读核对。SHA-256 ${sha256}`,
    };
  return place === 'medium'
    ? {
        en: `${name.en}: your share ${path} and the sealed roots are on your medium and were read back from it. SHA-256 ${sha256}`,
        zh: `${name.zh}：您的份额 ${path} 与封存的根密钥已写入您的介质，并已从介质回读核对。SHA-256 ${sha256}`,
      }
    : {
        en: `${name.en}: your share is ${path}. It travels with the folder sealed/. SHA-256 ${sha256}`,
        zh: `${name.zh}：您的份额是 ${path}，须与文件夹 sealed/ 一同带走。SHA-256 ${sha256}`,
      };
}

/** Copies to the medium that the custodian chooses, until it holds; undefined when the share stays in the home. */
export async function toMedium(
  run: Run,
  { id, name }: Pick<Holder, 'id' | 'name'>,
  files: readonly FileHash[],
  {
    folder,
    read,
    others = [],
  }: { readonly folder: string; readonly read?: ReadFile; readonly others?: readonly string[] },
): Promise<string | undefined> {
  for (let refused: RootsealError | undefined; ;) {
    const place = await run.desk.place?.({
      who: id,
      name,
      say: {
        en: `${name.en}: put in your medium and choose it. Your share and the sealed roots are written to it and read back.`,
        zh: `${name.zh}：请插入您的介质并选定它。您的份额与封存的根密钥将写入其中，并回读核对。`,
      },
      details: shown(files[0]!),
      ...(refused && { refused }),
    });
    if (place === undefined) return undefined;
    try {
      demandOwnMedium(run, place, others);
      return writeToMedium(run, place, folder, files, read);
    } catch (error) {
      if (!(error instanceof RootsealError)) throw error;
      refused = error;
    }
  }
}

/**
 * Opens each share that can be opened in this room and judges it alone, as its holder will every year. Where people
 * type, each comes alone: a yes, the passphrase, the verdict, and only then the next one, each with a vault of their
 * own, so that nothing of one is there when another comes. From a file or a descriptor all are opened in one act.
 */
export async function checkShares(run: Run): Promise<void> {
  const { openable } = run;
  const turns = isTyped(run.vault.source) ? openable.map((id) => [id]) : [[...openable]];
  const shares: ShareVerdict[] = [];
  for (const turn of turns) shares.push(...(await checkOf(run, turn)));
  const checked = shares.map(({ custodian, index, code }) => ({ custodian: custodian ?? '', index: index ?? 0, code }));
  const notOpened = run.plan.custodians.map(({ id }) => id).filter((id) => !openable.includes(id));
  commitStep(run, 'check-shares', { files: [], receipts: { checked, notOpened } });
}

/** The verdicts of these custodians' shares, all intact and each its holder's own. CEREMONY-SHARE, -CLOSED. */
async function checkOf(run: Run, ids: readonly string[]): Promise<ShareVerdict[]> {
  for (const id of ids)
    await ask(run, 'check-shares', id, {
      en: 'Alone at the keyboard: your share is opened and checked now.',
      zh: '请独自在键盘前：现在打开并检查您的份额。',
    });
  const set = receiptsOf(run.journal, 'found')['set'] as { id: string };
  const vault = await openAct(run, 'check');
  const { shares } = await vault.request('judgeShares', {
    files: ids.map((id) => shareFile(run, id)),
    set: recorded(run, `public/share-sets/${set.id}.json`),
  });
  await endAct(run, vault);
  const bad = shares.find(({ ok }) => !ok);
  if (bad) throw notIntact(bad);
  ids.forEach((id, n) => demandOwn(id, shares[n]?.custodian ?? '–'));
  return shares;
}

/** What lies under a custodian's name is that custodian's. */
function demandOwn(id: string, found: string): void {
  if (found === id) return;
  const reason = { en: `the file holds the share of ${found}.`, zh: `文件中是 ${found} 的份额。` };
  throw refuse(appRules, 'CEREMONY-SHARE', { reason }, { subject: id });
}

/** A share that did not open says nothing against itself: the passphrase may be typed again. */
function notIntact({ code, custodian, file, text }: ShareVerdict): RootsealError {
  const closed = code === 'SHARE-PASSPHRASE' || code.startsWith('IDENTITY-');
  const rule = closed ? 'CEREMONY-SHARE-CLOSED' : 'CEREMONY-SHARE';
  const reason = { en: `${code}: ${text.en}`, zh: `${code}：${text.zh}` };
  return refuse(appRules, rule, { reason }, { subject: custodian ?? file });
}

export function shareFile(run: Run, custodian: string): { file: string; bytes: Uint8Array } {
  const file = run.home.path('shares', `${custodian}.age`);
  return { file, bytes: new Uint8Array(readFileSync(file)) };
}
