/**
 * The old files of a share set that is over: each holder is asked for theirs, and what a medium holds of them is
 * overwritten and removed, found by the hash that the log has of each, whatever it is called there. What does not come
 * back stays outstanding in the log: nobody can be made to give a copy back (docs/adr/064).
 */
import { closeSync, openSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Entry } from '../../core/audit/entry.ts';
import { sealedPath, sharePath } from '../../core/ceremony/set-paths.ts';
import type { SetRecord } from '../../core/ceremony/sets.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import { isTyped } from '../../vault/client.ts';
import { destroyFile, onDisk, sha256Hex, type FileHash } from '../files.ts';
import type { Home } from '../home.ts';
import { receiptsOf } from '../receipts.ts';
import { appRules } from '../rules.ts';
import { type Run, filesOf } from '../run.ts';

/** Shares and sealed keys are some kilobytes; a medium may hold anything else as well. */
const largest = 1024 * 1024;
/** How deep and how much of a medium is looked at. */
const deepest = 4;
const most = 20_000;

/** What of a set was handed to one holder: the share, and the sealed keys that travel with it. */
export function handedTo(entries: readonly Entry[], set: SetRecord, custodian: string): FileHash[] {
  const files = set.purpose === 'found' ? filesOf(receiptsOf({ entries: () => entries }, 'found'), 'files') : set.files;
  const keys = [...set.roots.map(({ id }) => id), 'log-key'].map(sealedPath);
  return files.filter(({ path }) => path === sharePath(custodian) || keys.includes(path));
}

/**
 * Overwrites and removes every copy of `files` below `place`; answers the paths, the share's among them. The share must be
 * there: sealed keys alone are not what was asked for, and nothing is removed then.
 * @throws RETURN-PLACE for a folder that cannot be searched, RETURN-NONE
 */
export function destroyBelow(home: Home, place: string, files: readonly FileHash[]): string[] {
  const lies = realFolder(place);
  const own = realpathSync(home.dir);
  if (lies === own || lies.startsWith(own + sep) || own.startsWith(lies + sep))
    throw notThere(place, {
      en: 'it is, or holds, the home of the consortium',
      zh: '它就是联盟文件夹，或包含联盟文件夹',
    });
  const byHash = new Map(files.map(({ sha256, path }) => [sha256, path]));
  const found = onDisk(place, () => copiesBelow(lies, byHash), 'RETURN-PLACE');
  if (!found.some(({ path }) => path.startsWith('shares/')))
    throw refuse(appRules, 'RETURN-NONE', {}, { subject: place });
  for (const { file } of found) onDisk(file, () => destroyFile(file), 'MEDIUM-WRITE');
  return found.map(({ file }) => file);
}

const notThere = (place: string, reason: Text) => refuse(appRules, 'RETURN-PLACE', { reason }, { subject: place });

function realFolder(place: string): string {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false) return realpathSync(place);
  throw notThere(place, {
    en: 'there is no such folder (was the medium pulled?)',
    zh: '没有这个文件夹（介质是否被拔出？）',
  });
}

/** Ordinary files alone, no links: what is removed is what was looked at. */
function copiesBelow(folder: string, byHash: ReadonlyMap<string, string>) {
  const found: { file: string; path: string }[] = [];
  const left = { files: most };
  const look = (at: string, depth: number): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = join(at, entry.name);
      if (entry.isDirectory() && depth < deepest) look(file, depth + 1);
      if (!entry.isFile() || left.files-- <= 0) continue;
      const path = byHash.get(hashOf(file) ?? '');
      if (path !== undefined) found.push({ file, path });
    }
  };
  look(folder, 0);
  return found;
}

/** Undefined for a file that is too large to be one of ours. */
function hashOf(file: string): string | undefined {
  if (statSync(file).size > largest) return undefined;
  const fd = openSync(file, 'r');
  try {
    return sha256Hex(readFileSync(fd));
  } finally {
    closeSync(fd);
  }
}

/**
 * Asks each holder of a set that has just retired for the old files, where people sit and can choose a place. What is
 * given back is destroyed and recorded; whoever has nothing here stays outstanding.
 */
export async function askBack(run: Run, old: SetRecord): Promise<void> {
  if (!run.desk.place || !isTyped(run.vault.source)) return;
  for (const holder of old.custodians) await askOne(run, old, holder);
}

async function askOne(run: Run, old: SetRecord, { id, name }: SetRecord['custodians'][number]): Promise<void> {
  const files = handedTo(run.journal.entries(), old, id);
  for (let refused: RootsealError | undefined; ;) {
    const request = { who: id, name, say: askingBack(name, old.epoch), details: [], back: true as const };
    const place = await run.desk.place?.({ ...request, ...(refused && { refused }) });
    if (place === undefined) return;
    try {
      destroyBelow(run.home, place, files);
      const data = { set: old.id, epoch: old.epoch, custodian: id, destroyed: true };
      run.journal.append({ kind: 'set.returned', data });
      return;
    } catch (error) {
      if (!(error instanceof RootsealError)) throw error;
      refused = error;
    }
  }
}

const askingBack = ({ en, zh }: Text, epoch: number): Text => ({
  en: `${en}: your share of epoch ${String(epoch)} counts no more. Put in every medium that has it and choose it: the old share and the old sealed root keys on it are overwritten and removed. A copy that stays away stays on record as still out.`,
  zh: `${zh}：您的第 ${String(epoch)} 期份额已不再有效。请逐一插入存有它的介质并选定：其中的旧份额与旧的封存根密钥将被覆写并删除。未交回的副本将一直记录为尚未交回。`,
});
