/** The home of one consortium (`DIR`): paths, staging, and moving what an act made into its place. */
import { existsSync, linkSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isRenewed, pendingFolder } from '../core/ceremony/set-paths.ts';
import { refuse } from '../core/rules.ts';
import {
  type FileHash,
  type NamedBytes,
  hashesOf,
  isEmptyOrAbsent,
  listFiles,
  makeFolders,
  onDisk,
  readNamed,
  sha256Hex,
  destroyFile,
  shred,
  syncFolder,
  syncFolders,
  writeSynced,
} from './files.ts';
import { appRules } from './rules.ts';

/** What only a ceremony leaves, the store aside. */
const homeNames = new Set(['public', 'sealed', 'shares', 'private', 'closing', 'pending', '.staging']);

const isSecret = (path: string) => /^(?:sealed|shares)\//.test(path);

/** What an old secret file is called in the staging between its successor's rename and its own end. */
const leaving = '.leaving';

/** A second name for what is about to be replaced, so that it can be overwritten and its place is never half a file. */
function keepLink(place: string, name: string): void {
  try {
    linkSync(place, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    shred(place); // no hard links here: better destroyed early than left
  }
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

export class Home {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = resolve(dir);
  }

  path(...parts: string[]): string {
    return join(this.dir, ...parts);
  }

  get database(): string {
    return this.path('ceremony.db');
  }

  /** Makes the folder for its owner alone. HOME-NOT-EMPTY when something lies in it. */
  create(): void {
    if (!isEmptyOrAbsent(this.dir)) throw refuse(appRules, 'HOME-NOT-EMPTY', {}, { subject: this.dir });
    onDisk(this.dir, () => {
      makeFolders(this.dir, 0o700);
      syncFolder(dirname(this.dir));
    });
  }

  /** HOME-NOT-ONE; CEREMONY-UNBORN after a crash in the first moment; HOME-STORE-LOST when only the store is gone. */
  mustExist(): void {
    if (existsSync(this.database)) return;
    const names = this.names;
    const unborn = names.length > 0 && names.every((name) => name.startsWith(`${basename(this.database)}-`));
    const rule = unborn ? 'CEREMONY-UNBORN' : this.hasFiles ? 'HOME-STORE-LOST' : 'HOME-NOT-ONE';
    throw refuse(appRules, rule, {}, { subject: this.dir });
  }

  private get names(): string[] {
    return onDisk(this.dir, () => (isFolder(this.dir) ? readdirSync(this.dir) : []));
  }

  /** Whether a ceremony left anything here, the store aside. */
  get hasFiles(): boolean {
    return this.names.some((name) => homeNames.has(name));
  }

  private staging(act: string): string {
    return this.path('.staging', act);
  }

  /** A place for one half-written file; never below `public/`. */
  get scratch(): string {
    return this.path('.staging', 'scratch');
  }

  /** Writes what an act made under `.staging/<act>`, synced; returns the hashes for the log. */
  stage(act: string, files: readonly NamedBytes[]): FileHash[] {
    const taken = files.find(({ path }) => !isRenewed(path) && existsSync(this.path(path)));
    if (taken) throw refuse(appRules, 'HOME-EXISTS', {}, { subject: this.path(taken.path) });
    const staged = files.map(({ path }) => join(this.staging(act), path));
    files.forEach(({ path, bytes }, i) => {
      const place = staged[i] ?? '';
      onDisk(place, () => {
        makeFolders(dirname(place), 0o700);
        writeSynced(place, bytes, path.startsWith('public/') ? 0o644 : 0o600);
      });
    });
    onDisk(this.dir, () => {
      syncFolders(this.dir, staged);
    });
    return hashesOf(files);
  }

  isStaged(act: string): boolean {
    return existsSync(this.staging(act));
  }

  /** Forgets whatever was staged and never committed. */
  discardAll(): void {
    this.remove(this.path('.staging'));
  }

  /** Forgets an act that did not end. */
  discard(act: string): void {
    this.remove(this.staging(act));
  }

  private remove(folder: string): void {
    onDisk(folder, () => {
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** Renames staged files into place, and forgets the staging once that is synced; harmless to repeat. */
  settle(act: string, files: readonly FileHash[]): void {
    for (const file of files) onDisk(this.path(file.path), () => this.settleOne(act, file));
    onDisk(this.dir, () => {
      syncFolders(
        this.dir,
        files.map(({ path }) => this.path(path)),
      );
    });
    for (const name of listFiles(this.staging(act)))
      if (name.endsWith(leaving)) onDisk(this.staging(act), () => shred(join(this.staging(act), name)));
    this.discard(act);
  }

  private settleOne(act: string, { path, sha256 }: FileHash): void {
    const staged = join(this.staging(act), path);
    const place = this.path(path);
    if (isRenewed(path) && existsSync(staged) && existsSync(place)) {
      if (isSecret(path)) keepLink(place, `${staged}${leaving}`);
      renameSync(staged, place);
      return;
    }
    if (existsSync(place)) {
      if (sha256Hex(readFileSync(place)) !== sha256) throw refuse(appRules, 'HOME-EXISTS', {}, { subject: place });
      rmSync(staged, { force: true });
      return;
    }
    if (!existsSync(staged)) throw refuse(appRules, 'HOME-LOST', { sha256 }, { subject: place });
    makeFolders(dirname(place), path.startsWith('public/') ? 0o755 : 0o700);
    renameSync(staged, place);
  }

  /** Writes the files of a share set that is not in force yet, synced, whole or not at all as far as the log goes. */
  keepPending(set: string, files: readonly NamedBytes[]): FileHash[] {
    const folder = this.path(pendingFolder(set));
    const places = files.map(({ path }) => join(folder, path));
    files.forEach(({ bytes }, i) => {
      const place = places[i] ?? '';
      onDisk(place, () => {
        makeFolders(dirname(place), 0o700);
        writeSynced(place, bytes, 0o600);
      });
    });
    onDisk(this.dir, () => {
      syncFolders(this.dir, places);
    });
    return hashesOf(files);
  }

  /** The sets of which something lies in the pending folder. */
  get pendingSets(): string[] {
    const folder = this.path('pending');
    return isFolder(folder) ? readdirSync(folder) : [];
  }

  /** Destroys what a set that never came into force, or is settled, has left there. */
  dropPending(set: string): void {
    const folder = this.path(pendingFolder(set));
    onDisk(folder, () => {
      for (const path of listFiles(folder)) shred(join(folder, path));
      rmSync(folder, { recursive: true, force: true });
      syncFolder(this.path('pending'));
    });
  }

  /** Overwrites and removes a file of the home; harmless when it is gone. */
  destroy(path: string): void {
    const place = this.path(path);
    if (!existsSync(place)) return;
    onDisk(place, () => {
      destroyFile(place);
    });
  }

  /** Reads a file that the log recorded and compares it; also one that its act has not moved to its place yet. HOME-LOST, HOME-ALTERED. */
  readBack({ path, sha256, act }: FileHash & { readonly act?: string }): Uint8Array {
    const staged = act === undefined ? '' : join(this.staging(act), path);
    const place = staged !== '' && existsSync(staged) ? staged : this.path(path);
    if (!existsSync(place)) throw refuse(appRules, 'HOME-LOST', { sha256 }, { subject: place });
    const bytes = new Uint8Array(readFileSync(place));
    const found = sha256Hex(bytes);
    if (found !== sha256) throw refuse(appRules, 'HOME-ALTERED', { sha256, found }, { subject: place });
    return bytes;
  }

  has(path: string): boolean {
    return existsSync(this.path(path));
  }

  /** FILE-READ when it is not there. */
  read(path: string): Uint8Array {
    return readNamed(this.path(path));
  }
}
