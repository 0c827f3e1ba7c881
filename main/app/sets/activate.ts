/**
 * The second phase of a new share set: each new holder takes the share and opens it alone. Only when every one has, the
 * new shares restore the roots, which sign what is public of it; then the old set retires and the new one comes into
 * force, in one transaction. Until then the old set is in force, whatever happens here.
 */
import {
  oldStatementPath,
  pendingFolder,
  retiredPath,
  sealedPath,
  setPath,
  sharePath,
  statementPath,
} from '../../core/ceremony/set-paths.ts';
import { type SetRecord, policyOfSet, unconfirmed } from '../../core/ceremony/sets.ts';
import { type RootsealError, type Text, refuse } from '../../core/rules.ts';
import { type Groups, chooseSlots, missingText, standingOf } from '../../core/shares/groups.ts';
import type { ShareVerdict, Vault } from '../../vault/client.ts';
import { destroyOld } from '../ceremony.ts';
import { writeClosing } from '../closing.ts';
import { recorded, setAct } from '../evidence.ts';
import { type FileHash, type NamedBytes, hashesOf } from '../files.ts';
import { shown, placeOf, toMedium, travels } from '../hand-out.ts';
import type { Draft } from '../journal.ts';
import { exportLog } from '../log-export.ts';
import { minutesOf } from '../minutes.ts';
import { appRules } from '../rules.ts';
import { type Run, checkpointSigner, endAct, openAct } from '../run.ts';
import {
  type SetStates,
  challengesOf,
  newerVerifier,
  openLogKey,
  sealedRoots,
  targetsOf,
  tufFiles,
} from '../signing.ts';
import { agreedBy, askHolder, spoken } from './agree.ts';
import { askBack } from './back.ts';
import { rootChain } from './chain.ts';
import { demandEnough, standingIn, waitingIn } from '../tuf/waiting.ts';
import { limitsText } from './wish.ts';
import { openableIn, otherSets, setBeingMade, setInForce, setsIn, tufVersionOf } from './told.ts';

export interface Progress {
  readonly id: string;
  readonly epoch: number;
  readonly m: number;
  readonly n: number;
  readonly scheme: string;
  /** Of a set with groups alone: m is the size of its smallest quorum. */
  readonly groups?: Groups;
  readonly state: 'pending' | 'active';
  readonly confirmed: readonly string[];
  /** New holders who have not opened their share yet. */
  readonly missing: readonly string[];
  /** Holders of the set before whose copies are still out; empty while it is in force. */
  readonly outstanding: readonly string[];
}

/** Goes on with the set that is being made, as far as the people in this room can take it. SET-NONE-PENDING. */
export async function goOn(run: Run, here?: readonly string[]): Promise<Progress> {
  const inRoom = openableIn(run, setBeingMade(run)).filter((id) => here?.includes(id) ?? true);
  await handOutNew(run, inRoom);
  const set = setBeingMade(run);
  const waiting = unconfirmed(set);
  const asked = waiting.filter((id) => inRoom.includes(id));
  const last = asked.length === waiting.length;
  const able = [...asked, ...set.confirmed.filter((id) => inRoom.includes(id))];
  const complete = last && meets(set, able);
  if (last && asked.length === 0 && !complete) throw noQuorumHere(set, able);
  if (complete) demandRootSigned(run);
  const needed = complete ? fewest(set, asked, able) : asked;
  const openers = set.custodians.map(({ id }) => id).filter((id) => needed.includes(id));
  if (asked.length > 0 || complete) await confirmBy(run, set, openers, complete);
  return progressOf(run, set.id);
}

/** A rotated key for which administrators count comes into force only with their signatures. TUF-ROOT-SHORT */
function demandRootSigned(run: Run): void {
  const waiting = waitingIn(run);
  if (waiting?.set) demandEnough(standingIn(run, waiting), run.home.dir);
}

const slotsOfPeople = ({ custodians }: SetRecord, ids: readonly string[]) =>
  custodians.flatMap(({ id }, i) => (ids.includes(id) ? [i + 1] : []));
const meets = (set: SetRecord, ids: readonly string[]) =>
  chooseSlots(slotsOfPeople(set, ids), policyOfSet(set)) !== undefined;

/** Who has to open a share again so that with those asked there is a quorum, the first in the order of slots. */
function fewest(set: SetRecord, asked: readonly string[], here: readonly string[]): readonly string[] {
  const again = here.filter((id) => !asked.includes(id)).reverse();
  return again.reduce((kept, id) => {
    const without = kept.filter((one) => one !== id);
    return meets(set, without) ? without : kept;
  }, here);
}

function noQuorumHere(set: SetRecord, here: readonly string[]): RootsealError {
  if (!set.groups) return refuse(appRules, 'CEREMONY-QUORUM', { have: here.length, need: set.m });
  const missing = missingText(standingOf(slotsOfPeople(set, here), policyOfSet(set)), set.groups.threshold);
  return refuse(appRules, 'CEREMONY-QUORUM-GROUPS', { missing });
}

export function progressOf(run: Run, id: string): Progress {
  const sets = setsIn(run);
  const set = sets.find((one) => one.id === id)!;
  const { epoch, m, n, scheme, confirmed } = set;
  const { groups } = policyOfSet(set);
  const state = set.state === 'pending' ? 'pending' : 'active';
  const before = sets.find((one) => one.id === set.parameters?.from.set);
  const outstanding = before?.state === 'retired' ? before.outstanding : [];
  return {
    id,
    epoch,
    m,
    n,
    scheme,
    ...(groups && { groups }),
    state,
    confirmed,
    missing: state === 'pending' ? unconfirmed(set) : [],
    outstanding,
  };
}

/** Reads a file of the set that is being made, as the log recorded it. HOME-LOST, HOME-ALTERED. */
function readPending(run: Run, { id, files }: SetRecord, path: string): Uint8Array {
  const file = files.find((one) => one.path === path);
  const place = `${pendingFolder(id)}/${path}`;
  if (!file) throw refuse(appRules, 'HOME-UNRECORDED', {}, { subject: place });
  return run.home.readBack({ path: place, sha256: file.sha256 });
}

/** Each new holder who is here says yes to the parameters, if not before, and takes the share. */
async function handOutNew(run: Run, here: readonly string[]): Promise<void> {
  const set = setBeingMade(run);
  const { id, epoch, change = '', parameters } = set;
  const agreed = agreedBy(run, change);
  for (const holder of set.custodians.filter((one) => here.includes(one.id) && !set.handed.includes(one.id))) {
    if (parameters && !agreed.includes(holder.id)) await askHolder(run, parameters, holder.id);
    const share = set.files.find(({ path }) => path === sharePath(holder.id));
    if (!share) throw refuse(appRules, 'HOME-LOST', { sha256: '–' }, { subject: sharePath(holder.id) });
    const files = [share, ...set.files.filter(travels)];
    for (const { path } of files) readPending(run, set, path);
    const folder = `rootseal-${run.plan.consortium.id}-${holder.id}-epoch${String(epoch)}`;
    const place = await toMedium(run, holder, files, { folder, read: ({ path }) => readPending(run, set, path) });
    const { path, sha256 } = share;
    const data = { set: id, epoch, custodian: holder.id, path, sha256, place: placeOf(run, place) };
    await yes(run, holder, taking(holder, set, share, place !== undefined), share);
    run.journal.append({ kind: 'set.handed', data });
  }
}

async function yes(
  run: Run,
  { id, name }: SetRecord['custodians'][number],
  say: Text,
  share?: FileHash,
): Promise<void> {
  const details = share && { details: shown(share) };
  const said = await run.desk.confirm({ step: 'set', who: id, name, say, ...details });
  if (!said) throw refuse(appRules, 'SET-REFUSED', { who: id }, { subject: id });
  run.journal.append({ kind: 'confirmation', data: { step: 'set', who: id, said: { en: say.en, zh: say.zh } } });
}

type Holder = SetRecord['custodians'][number];

function taking({ name }: Holder, { id, epoch }: SetRecord, { path, sha256 }: FileHash, onMedium: boolean): Text {
  const place = `${pendingFolder(id)}/${path}`;
  const e = String(epoch);
  return onMedium
    ? {
        en: `${name.en}: your new share (epoch ${e}) and the sealed roots are on your medium and were read back from it. SHA-256 ${sha256}`,
        zh: `${name.zh}：您的新份额（第 ${e} 期）与封存的根密钥已写入您的介质，并已从介质回读核对。SHA-256 ${sha256}`,
      }
    : {
        en: `${name.en}: your new share (epoch ${e}) is ${place}. It travels with the sealed roots beside it. SHA-256 ${sha256}`,
        zh: `${name.zh}：您的新份额（第 ${e} 期）是 ${place}，须与其旁封存的根密钥一同带走。SHA-256 ${sha256}`,
      };
}

/** Opens the shares, records who could; when nobody is missing any more, the set comes into force in the same act. */
async function confirmBy(run: Run, set: SetRecord, openers: readonly string[], complete: boolean): Promise<void> {
  const purpose = set.parameters && spoken(set.parameters);
  const vault = await openAct(run, complete ? 'activate' : 'check', purpose);
  try {
    const { shares } = await vault.request('judgeShares', {
      files: openers.map((id) => ({
        file: run.home.path(pendingFolder(set.id), sharePath(id)),
        bytes: readPending(run, set, sharePath(id)),
      })),
      set: readPending(run, set, setPath(set.id)),
      others: otherSets(run),
    });
    recordOpened(run, set, shares);
    const bad = shares.find(({ ok }) => !ok);
    if (bad || !complete) await endAct(run, vault);
    if (bad) throw notOpened(bad);
    if (complete) await putInForce(run, vault, set, shares);
  } catch (error) {
    vault.kill();
    throw error;
  }
}

function recordOpened(run: Run, { id, epoch, confirmed }: SetRecord, shares: readonly ShareVerdict[]): void {
  const drafts = shares.flatMap(({ ok, custodian, index, code }): Draft[] => {
    if (!ok || custodian === undefined || index === undefined || confirmed.includes(custodian)) return [];
    return [{ kind: 'set.confirmed', data: { set: id, epoch, custodian, index, code } }];
  });
  if (drafts.length > 0) run.journal.append(...drafts);
}

/** A share that did not open says nothing against itself; one that is not intact does not become part of a set. */
export function notOpened({ code, custodian, file, text }: ShareVerdict): RootsealError {
  const closed = code === 'SHARE-PASSPHRASE' || code.startsWith('IDENTITY-');
  const rule = closed ? 'SET-SHARE-CLOSED' : 'SET-SHARE';
  return refuse(appRules, rule, { code, reason: text }, { subject: custodian ?? file });
}

/** The new shares restore the roots and so prove themselves; then the change of sets is one transaction. */
async function putInForce(run: Run, vault: Vault, set: SetRecord, shares: readonly ShareVerdict[]): Promise<void> {
  const { journal, home } = run;
  const old = setInForce(run);
  const change = set.change ?? '';
  await openLogKey(run, vault);
  const entry = journal.head.size;
  const verdicts = shares.map(({ custodian = '', index = 0, code }) => ({ custodian, index, code }));
  const begun = { kind: 'restore.begun', data: { purpose: 'activate', shares: verdicts, change, set: set.id } };
  await journal.appendSigned(journal.encode([begun]), checkpointSigner(vault));
  exportLog(home, journal.store);
  const { quorum } = await vault.request(
    'combine',
    sealedRoots(run, (path) => readPending(run, set, path)),
  );
  const signed = await challengesOf(run, vault);
  const time = journal.now();
  const files = await filesInForce(run, vault, set, old, time);
  const act = setAct(set.epoch);
  home.discard(act);
  const staged = home.stage(act, files);
  const destroyed = heldOf(run, old);
  const drafts: Draft[] = [
    { kind: 'restore.done', data: { purpose: 'activate', entry, quorum, ...signed, change, set: set.id } },
    {
      kind: 'set.retired',
      data: {
        ...{ set: old.id, epoch: old.epoch, successor: { set: set.id, epoch: set.epoch }, destroyed },
        outstanding: old.custodians.map(({ id }) => id),
      },
    },
    { kind: 'set.active', data: { set: set.id, epoch: set.epoch, files: staged.map((file) => ({ ...file })) } },
  ];
  const minuteFiles = minutesOf(run, act, journal.encode(drafts, time));
  const minutes = home.stage(act, minuteFiles);
  const closed: Draft = {
    kind: 'act.closed',
    data: { act, minutes: hashesOf(minuteFiles).map((file) => ({ ...file })) },
  };
  await journal.appendSigned(journal.encode([...drafts, closed], time), async (text) => {
    const note = await checkpointSigner(vault)(text);
    await endAct(run, vault); // a vault that does not end well commits nothing
    return note;
  });
  home.settle(act, [...staged, ...minutes]);
  home.dropPending(set.id);
  destroyOld(run, destroyed);
  exportLog(home, journal.store);
  writeClosing(run);
  if (set.parameters) run.desk.show(limitsText(set.parameters));
  await askBack(run, old);
}

/** Everything that the set leaves in the home: its own files, evidence of the one before, the next version of TUF. */
async function filesInForce(
  run: Run,
  vault: Vault,
  set: SetRecord,
  old: SetRecord,
  time: string,
): Promise<NamedBytes[]> {
  const waiting = waitingIn(run);
  const isRoot = (path: string) => waiting?.set !== undefined && path.endsWith('.root.json');
  const own = set.files.map(({ path }) => {
    const bytes = readPending(run, set, path);
    return { path, bytes: waiting && isRoot(path) ? waiting.file : bytes };
  });
  const before = recorded(run, setPath(old.id));
  const notice = await vault.request('retire', { set: before, time });
  const files: NamedBytes[] = [
    ...own,
    ...run.plan.roots.map(({ id }) => ({
      path: oldStatementPath(old.epoch, id),
      bytes: recorded(run, statementPath(id)),
    })),
    { path: retiredPath(old.id), bytes: notice.bytes },
    ...newerVerifier(run),
  ];
  const chain = rootChain(run);
  for (const { path, bytes } of own)
    if (/^public\/tuf\/\d+\.root\.json$/.test(path)) chain.set(path.slice('public/tuf/'.length), bytes);
  const sets = setsIn(run).filter(({ inForce }) => inForce !== undefined);
  const tuf = await tufFiles(run, vault, {
    ...{ roots: set.roots, version: tufVersionOf(run) + 1, chain },
    targets: targetsOf(run, files, statesOf(sets, set)),
  });
  return [...files, ...tuf];
}

function statesOf(sets: readonly SetRecord[], now: SetRecord): SetStates {
  const target = (id: string) => setPath(id).slice('public/'.length);
  const states = new Map<string, { epoch: number; state: 'active' | 'retired' }>();
  for (const { id, epoch } of sets) states.set(target(id), { epoch, state: 'retired' });
  return states.set(target(now.id), { epoch: now.epoch, state: 'active' });
}

/** Private files of a set that lie in the home. */
function heldOf(run: Run, { custodians }: SetRecord): string[] {
  const ids = [...run.plan.roots.map(({ id }) => id), 'log-key'];
  const paths = [...custodians.map(({ id }) => sharePath(id)), ...ids.map(sealedPath)];
  return paths.filter((path) => run.home.has(path));
}
