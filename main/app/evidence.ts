/**
 * What the log has recorded of this home, held against what lies there before anything is opened or written.
 *
 * The store is a file like any other: a copy of an earlier day, or of another ceremony, must not pass while a
 * checkpoint that contradicts it lies beside it (docs/architecture.md, "The home of a consortium").
 */
import { existsSync } from 'node:fs';
import { parseCheckpoint } from '../core/audit/checkpoint.ts';
import type { Entry } from '../core/audit/entry.ts';
import { registerChangedKind } from '../core/consortium/enact.ts';
import { registerAct } from '../core/consortium/paths.ts';
import { tufRenewedKind, tufRootKind } from '../core/ceremony/tuf-told.ts';
import { leafHash, rootHash } from '../core/audit/merkle.ts';
import { parseNote } from '../core/audit/note.ts';
import { equal } from '../core/encoding/bytes.ts';
import { refuse } from '../core/rules.ts';
import type { FileHash } from './files.ts';
import type { Home } from './home.ts';
import { textOf } from './receipts.ts';
import { appRules } from './rules.ts';
import { type Run, filesOf } from './run.ts';

/** The act in which a share set comes into force. */
export const setAct = (epoch: number) => `set-${String(epoch)}`;

/** The act in which the TUF files of this version were signed anew; in which a root file that waited came to lie with them. */
export const renewedAct = (version: number) => `tuf-${String(version)}`;
export const rootAct = (root: number) => `root-${String(root)}`;

/** Every file that the log recorded, by the act under which it was staged. */
export function recordedFiles(entries: readonly Entry[]): Map<string, FileHash[]> {
  const acts = new Map<string, FileHash[]>();
  for (const { kind, data } of entries) {
    const act = actOf(kind, data);
    if (act === undefined) continue;
    const files = filesOf(data, kind === 'act.closed' ? 'minutes' : 'files');
    if (files.length > 0) acts.set(act, [...(acts.get(act) ?? []), ...files]);
  }
  return acts;
}

/** The act whose files an entry records. */
function actOf(kind: string, data: Entry['data']): string | undefined {
  switch (kind) {
    case 'act.closed':
      return textOf(data['act']);
    case 'step.files':
    case 'step.done':
      return textOf(data['step']);
    case 'set.active':
      return setAct(Number(data['epoch']));
    case registerChangedKind:
      return registerAct(Number(data['version']));
    case tufRenewedKind:
      return renewedAct(Number(data['version']));
    case tufRootKind:
      return rootAct(Number(data['root']));
    default:
      return undefined;
  }
}

/** Paths of the newest set in force: what its act wrote, private files among them. */
export function recordedNow({ journal }: Pick<Run, 'journal'>): string[] {
  const newest = journal.entries().findLast(({ kind }) => kind === 'set.active');
  return newest === undefined ? [] : filesOf(newest.data, 'files').map(({ path }) => path);
}

/** Reads a file that an act made, as the log recorded it. HOME-LOST, HOME-ALTERED, HOME-UNRECORDED. */
export function recorded(run: Pick<Run, 'journal' | 'home'>, path: string): Uint8Array {
  return recordedFile(run.journal.entries(), run.home, path);
}

/** `recorded` where nothing is written. */
export function recordedFile(entries: readonly Entry[], home: Home, path: string): Uint8Array {
  const files = [...recordedFiles(entries)].flatMap(([act, own]) => own.map((file) => ({ act, ...file })));
  const file = files.findLast((one) => one.path === path); // a new share set renews some
  if (!file) throw refuse(appRules, 'HOME-UNRECORDED', {}, { subject: path });
  return home.readBack(file);
}

/** HOME-LOG-AHEAD when a checkpoint that lies in the home is not one that this store grew out of. */
export function demandPublished(run: Run): void {
  for (const path of ['public/log/checkpoint', 'closing/checkpoint'])
    if (existsSync(run.home.path(path)) && !grownFrom(run, path)) {
      const signed = run.journal.store.lastCheckpoint()?.size ?? 0;
      throw refuse(appRules, 'HOME-LOG-AHEAD', { signed }, { subject: path });
    }
}

/** Its signature is not asked: a checkpoint that cannot be of this log stops the work whoever wrote it. */
function grownFrom(run: Run, path: string): boolean {
  const { origin, size, root } = parseCheckpoint(parseNote(run.home.read(path), path).text, path);
  const signed = run.journal.store.lastCheckpoint()?.size ?? 0;
  return origin === run.journal.id.origin && size <= signed && equal(rootAt(run, size), root);
}

function rootAt(run: Run, size: number): Uint8Array {
  return rootHash(run.journal.store.entries(0, size).map((entry) => leafHash(entry)));
}
