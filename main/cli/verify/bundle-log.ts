/** Checks of the log of a bundle: its key and origin, its entries, its steps, and what they say of the other files. */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Entry, decodeEntries } from '../../core/audit/entry.ts';
import { type VerifiedLog, readLog } from '../../core/audit/log.ts';
import { leafHash, rootHash } from '../../core/audit/merkle.ts';
import { type NoteKey, parseVkeyFile, verifyNote } from '../../core/audit/note.ts';
import { parseCheckpoint } from '../../core/audit/checkpoint.ts';
import { tilePath } from '../../core/audit/tiles.ts';
import { originOf } from '../../core/ceremony/origin.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { registerChanged, registerChangedKind } from '../../core/consortium/enact.ts';
import { tufRenewed, tufRenewedKind, tufRoot, tufRootKind } from '../../core/ceremony/tuf-told.ts';
import { active as inForce } from '../../core/ceremony/set-entries.ts';
import { isRenewed } from '../../core/ceremony/set-paths.ts';
import { stepIds } from '../../core/ceremony/steps.ts';
import { equal, readU16 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type RootsealError, refuse } from '../../core/rules.ts';
import type { Statement } from '../../core/sealing/statement.ts';
import type { ShareSet } from '../../core/shares/set.ts';
import { agree } from './bundle-roots.ts';
import { type Log, closed, dataOf, done, doneOf, entryKinds, founded, opened } from './receipts.ts';
import { type Passed, inFile, renamed } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, below, need } from './tree.ts';

/** Checkpoint, tiles and entries, by the key that the root signed (`log.vkey` is a TUF target). */
export function checkLog(files: Files, plan: ResolvedPlan): Passed<Log> {
  const key = inFile('log.vkey', () => parseVkeyFile(need(files, 'log.vkey')));
  const log = believeLog(below(files, 'log/'), key, 'log/');
  const wanted = originOf(plan);
  const { origin, size, root } = log.checkpoint;
  if (origin !== wanted)
    throw refuse(verifyRules, 'VERIFY-ORIGIN', { found: origin, wanted }, { subject: 'log/checkpoint' });
  const hash = toHex(root);
  return {
    value: log,
    detail: {
      en: `${origin}, ${String(size)} entries, root ${hash}`,
      zh: `${origin}，${String(size)} 条记录，根 ${hash}`,
    },
  };
}

/** Reads a log folder whole; what is refused is named by its path from where the folder lies (`prefix`). */
export function believeLog(files: Files, key: NoteKey, prefix: string): Log {
  const log = renamed<VerifiedLog>(
    () => readLog(files, key),
    (refusal) => prefix + blamed(refusal, files, key),
  );
  return { ...log, decoded: renamed(() => decodeEntries(log.entries), entriesFolder(prefix)) };
}

const entriesFolder = (prefix: string) => () => `${prefix}tile/entries/`;

/** Hashes that differ from their entries: which of the two files is it that the signed root speaks against? */
function blamed({ code, subject = 'checkpoint' }: RootsealError, files: Files, key: NoteKey): string {
  if (code !== 'TILE-DIFFERS') return subject;
  const { size, root } = parseCheckpoint(verifyNote(need(files, 'checkpoint'), key).text);
  const leaves: Uint8Array[] = [];
  for (const { bytes, path } of bundles(files, size))
    for (const leaf of leavesOf(bytes)) {
      const place = leaves.push(leaf) - 1;
      if (!equal(leaf, leafInTile(files, place, size))) return guilty(files, size, root, path, subject);
    }
  return subject;
}

/** The entries' bundle, unless the entries give the signed root: then it is the tile. */
function guilty(files: Files, size: number, root: Uint8Array, bundle: string, tile: string): string {
  const leaves = [...bundles(files, size)].flatMap(({ bytes }) => leavesOf(bytes));
  return equal(rootHash(leaves), root) ? tile : bundle;
}

function* bundles(files: Files, size: number): Generator<{ path: string; bytes: Uint8Array }> {
  for (let n = 0; n * 256 < size; n++) {
    const path = tilePath('entries', n, Math.min(256, size - n * 256));
    yield { path, bytes: need(files, path) };
  }
}

function leavesOf(bundle: Uint8Array): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; at += 2 + readU16(bundle, at))
    leaves.push(leafHash(bundle.subarray(at + 2, at + 2 + readU16(bundle, at))));
  return leaves;
}

function leafInTile(files: Files, place: number, size: number): Uint8Array {
  const n = Math.floor(place / 256);
  const tile = need(files, tilePath(0, n, Math.min(256, size - n * 256)));
  return tile.subarray((place % 256) * 32, (place % 256) * 32 + 32);
}

/** One ceremony, one mode, time never running back, the plan that was agreed. */
export function checkEntries(
  log: Log,
  plan: ResolvedPlan,
  planSha256: string,
  roots: readonly Statement[],
): Passed<number> {
  const wrong = (index: number, reason: string) =>
    refuse(verifyRules, 'VERIFY-ENTRY', { index, reason }, { subject: 'log/' });
  const [first] = log.decoded;
  const last = checkFlow(log.decoded, wrong, { ceremony: roots[0]?.ceremony ?? '', rehearsal: plan.rehearsal });
  if (first?.kind !== 'ceremony.opened') throw wrong(0, 'it does not open a ceremony');
  const { planHash, consortium } = dataOf(first, opened);
  if (planHash !== planSha256) throw wrong(0, 'it opens a ceremony over another plan');
  if (consortium !== plan.consortium.id) throw wrong(0, 'it opens a ceremony of another consortium');
  const again = log.decoded.findLast(({ kind }) => kind === 'ceremony.opened');
  if (again !== first) throw wrong(again?.index ?? 0, 'a ceremony is opened twice');
  const count = log.decoded.length;
  return {
    value: count,
    detail: {
      en: `${String(count)} entries, ${first.time} to ${last}`,
      zh: `${String(count)} 条记录，${first.time} 至 ${last}`,
    },
  };
}

/** Of the same ceremony and mode all the way, in the order of time; answers the last time. */
export function checkFlow(
  entries: readonly Entry[],
  wrong: (index: number, reason: string) => Error,
  { ceremony, rehearsal }: { readonly ceremony: string; readonly rehearsal: boolean },
): string {
  let last = '';
  for (const entry of entries) {
    if (!entryKinds.includes(entry.kind)) throw wrong(entry.index, 'of an unknown kind');
    if (entry.ceremony !== ceremony) throw wrong(entry.index, 'another ceremony');
    if (entry.rehearsal !== rehearsal) throw wrong(entry.index, 'another mode');
    if (entry.time < last) throw wrong(entry.index, 'time runs back');
    last = entry.time;
  }
  return last;
}

/** Steps in their order, each once, up to the signing act at least, to the close unless `open`. */
export function checkSteps(log: Log, open: boolean): Passed<string[]> {
  const steps = log.decoded.filter(({ kind }) => kind === 'step.done').map((entry) => dataOf(entry, done).step);
  demandFilesEnd(log);
  const wrong = steps.findIndex((step, i) => step !== stepIds[i]);
  if (wrong >= 0) throw refuse(verifyRules, 'VERIFY-STEP', { step: stepIds[wrong] ?? steps[wrong] ?? '' });
  for (const step of stepIds.slice(0, stepIds.indexOf('sign') + 1)) doneOf(log, step);
  if (!open && steps.length < stepIds.length) throw refuse(verifyRules, 'VERIFY-OPEN');
  return { value: steps, detail: steps.join(', ') };
}

/** Files that are told before the end of their step are followed by it, and by nothing else. VERIFY-ENTRY. */
function demandFilesEnd({ decoded }: Log): void {
  const loose = decoded.find((entry, i) => {
    const next = decoded[i + 1];
    const ends = next?.kind === 'step.files' || next?.kind === 'step.done';
    return entry.kind === 'step.files' && !(ends && next.data['step'] === entry.data['step']);
  });
  if (loose)
    throw refuse(verifyRules, 'VERIFY-ENTRY', { index: loose.index, reason: 'step.files' }, { subject: 'log/' });
}

/** What the founding recorded is what lies here: roots, share set. `roots`: the statements of the first epoch. */
export function checkReceipts(log: Log, roots: readonly Statement[], sets: readonly ShareSet[]): Passed<number> {
  const entry = doneOf(log, 'found');
  const recorded = dataOf(entry, founded);
  const reason = (text: string) =>
    refuse(verifyRules, 'VERIFY-ENTRY', { index: entry.index, reason: text }, { subject: 'log/' });
  if (recorded.roots.length !== roots.length) throw reason('another number of roots was founded');
  roots.forEach(({ id, suite: name, publicKey, fingerprint }, i) => {
    const there = recorded.roots[i];
    if (there) agree(`roots/${id}.json`, { id, suite: name, publicKey, fingerprint }, there);
  });
  const { id, epoch, m, n } = recorded.set;
  if (!sets.some((set) => set.id === id && set.epoch === epoch && set.m === m && set.n === n))
    throw reason('another share set was founded');
  const place = String(entry.index);
  return { value: roots.length, detail: { en: `entry ${place}`, zh: `第 ${place} 条记录` } };
}

/** Where files lie, and which check speaks of them. */
const areas = { 'LOG-TUF': 'tuf/', 'LOG-MINUTES': 'minutes/' } as const;
export type Area = keyof typeof areas | 'LOG-FILES';

function areaOf(path: string): Area {
  if (path.startsWith(areas['LOG-TUF'])) return 'LOG-TUF';
  return path.startsWith(areas['LOG-MINUTES']) ? 'LOG-MINUTES' : 'LOG-FILES';
}

/** Every file of an area is one that an act recorded, equal to the byte, and every recorded one is here. */
export function checkRecorded(log: Log, files: Files, area: Area): Passed<number> {
  const recorded = new Map([...recordedFiles(log)].filter(([path]) => areaOf(path) === area));
  for (const [path, { sha256: hash, entry }] of recorded)
    if (toHex(sha256(need(files, path))) !== hash)
      throw refuse(verifyRules, 'VERIFY-HASH', { entry }, { subject: path });
  const here = [...files.keys()].filter((path) => !path.startsWith('log/') && areaOf(path) === area);
  const extra = here.find((path) => !recorded.has(path));
  if (extra !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: extra });
  if (recorded.size === 0) throw refuse(verifyRules, 'VERIFY-MISSING', {}, { subject: area });
  const count = String(recorded.size);
  return { value: recorded.size, detail: { en: `${count} files as recorded`, zh: `${count} 个文件与记录一致` } };
}

interface Recorded {
  readonly sha256: string;
  readonly entry: number;
}

/** Files below `public/` by path without it. Nothing is overwritten but what each share set renews. VERIFY-ENTRY. */
function recordedFiles(log: Log): Map<string, Recorded> {
  const recorded = new Map<string, Recorded>();
  for (const entry of log.decoded)
    for (const { path, sha256: hash } of filesOf(entry)) {
      const name = path.slice('public/'.length);
      if (!path.startsWith('public/')) continue;
      if (!isRenewed(path) && (recorded.get(name)?.sha256 ?? hash) !== hash)
        throw refuse(verifyRules, 'VERIFY-ENTRY', { index: entry.index, reason: `${path} ×2` }, { subject: name });
      recorded.set(name, { sha256: hash, entry: entry.index });
    }
  return recorded;
}

function filesOf(entry: Entry): { path: string; sha256: string }[] {
  if (entry.kind === 'step.done' || entry.kind === 'step.files') return dataOf(entry, done).files;
  if (entry.kind === 'set.active') return dataOf(entry, inForce).files;
  if (entry.kind === registerChangedKind) return dataOf(entry, registerChanged).files;
  if (entry.kind === tufRenewedKind) return dataOf(entry, tufRenewed).files;
  if (entry.kind === tufRootKind) return dataOf(entry, tufRoot).files;
  return entry.kind === 'act.closed' ? dataOf(entry, closed).minutes : [];
}
