/**
 * Verifier of a TUF repository (TUF 1.0 section 5, the client's workflow) over files in memory.
 *
 * Stricter than a client of the net has to be, because every file is one of ours: each signature must
 * hold and be by a key of the role, a state seen before must not come back in another form, and nothing
 * that is not signed may lie in the folder. Recovery from a fast-forward attack (5.3.11) has no place
 * here: a version never goes down.
 */

import { equal, sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { refuse } from '../rules.ts';
import { seconds } from './fields.ts';
import { type DelegatedName, type Delegation, delegatedFile, delegatedNames, roleOfPath } from './delegations.ts';
import { distinctKeys, verifyTufSignature, type TufKey } from './keys.ts';
import { readTufFile, type MetaFile, type RoleName, type TufFile, type TufTarget } from './read.ts';
import type { Role } from './roles.ts';
import { tufRules } from './rules.ts';

export interface TufOptions {
  /** The time to judge expiry at, ISO 8601 in UTC. Absent: expiry is not judged. */
  readonly now?: string;
  /** Root metadata that the caller holds from elsewhere. Absent: the folder's own first root is taken. */
  readonly trustedRoot?: Uint8Array;
  /** The files of a state that was accepted before: nothing may be older than there. */
  readonly previous?: ReadonlyMap<string, Uint8Array>;
}

export interface TufVerdict {
  /** All keys of the current root metadata. Standing here proves nothing about who signed. */
  readonly keys: readonly TufKey[];
  /** The keys whose valid signatures stand on every current file of the top roles; only these may anchor. */
  readonly signers: readonly TufKey[];
  /** Of the root role. */
  readonly threshold: number;
  readonly roles: Readonly<Record<RoleName, Role>>;
  /** What targets give away: who speaks of which paths. None in repositories from before there were roles. */
  readonly delegations: readonly Delegation[];
  /** Of all lists. */
  readonly targets: readonly TufTarget[];
  readonly rehearsal: boolean;
  /** The earliest expiry of all current files. */
  readonly expires: string;
  /** Of each current file, by its name. */
  readonly expiry: ReadonlyMap<string, string>;
  /** Of the top roles; each delegated list has one of its own in `lists`. */
  readonly versions: Readonly<Record<RoleName, number>>;
  readonly lists: ReadonlyMap<DelegatedName, number>;
}

type Files = ReadonlyMap<string, Uint8Array>;
type Read = { readonly [R in Exclude<RoleName, 'root'>]: TufFile<R> } & {
  /** The chain, version 1 first. */
  readonly roots: readonly TufFile<'root'>[];
  readonly root: TufFile<'root'>;
  /** What the top list gives away, each with its own list. */
  readonly delegated: readonly Delegated[];
};

interface Delegated {
  readonly role: Delegation;
  readonly file: TufFile<'targets'>;
}

const nameForm = new RegExp(
  `^(?:[1-9]\\d{0,5}\\.root|targets|snapshot|timestamp|${delegatedNames.join('|')})\\.json(?:\\.sm2sig)?$`,
);

/** `targets.json` and its co-signature may stand there, and nothing that no list names. */
function checkNames(files: Files): void {
  for (const name of files.keys()) {
    if (!nameForm.test(name)) {
      throw refuse(tufRules, 'TUF-FILE-UNKNOWN', {}, { subject: name });
    }
    const signed = name.replace(/\.sm2sig$/, '');
    if (!files.has(signed)) throw refuse(tufRules, 'TUF-FILE-MISSING', {}, { subject: signed });
  }
}

function readNamed<R extends RoleName>(files: Files, name: string, role: R): TufFile<R> {
  const bytes = files.get(name);
  if (bytes === undefined) throw refuse(tufRules, 'TUF-FILE-MISSING', {}, { subject: name });
  return readTufFile(name, bytes, role);
}

/** Reads the chain 1.root.json, 2.root.json, … without a gap. */
function readRoots(files: Files): TufFile<'root'>[] {
  const count = [...files.keys()].filter((name) => name.endsWith('.root.json')).length;
  return Array.from({ length: Math.max(count, 1) }, (_, i) => {
    const root = readNamed(files, `${String(i + 1)}.root.json`, 'root');
    if (root.version !== i + 1) {
      throw refuse(tufRules, 'TUF-ROOT-CHAIN', { found: root.version, expected: i + 1 }, { subject: root.name });
    }
    return root;
  });
}

function readAll(files: Files): Read {
  checkNames(files);
  const roots = readRoots(files);
  const timestamp = readNamed(files, 'timestamp.json', 'timestamp');
  const snapshot = readNamed(files, 'snapshot.json', 'snapshot');
  const targets = readNamed(files, 'targets.json', 'targets');
  const { delegations = [] } = targets.content;
  const delegated = delegations.map((role) => ({ role, file: readList(files, role.name) }));
  checkLists(files, snapshot, delegations);
  return { roots, root: roots[roots.length - 1]!, timestamp, snapshot, targets, delegated };
}

/** A role gives nothing away itself. */
function readList(files: Files, name: DelegatedName): TufFile<'targets'> {
  const file = readNamed(files, delegatedFile(name), 'targets');
  if (file.content.delegations !== undefined) throw refuse(tufRules, 'TUF-DELEGATION', {}, { subject: file.name });
  return file;
}

/** The snapshot names the top list and that of each role, and no other lies there. */
function checkLists(files: Files, { content: { meta } }: TufFile<'snapshot'>, roles: readonly Delegation[]): void {
  const wanted = ['targets.json', ...roles.map(({ name }) => delegatedFile(name))];
  const named = [...meta.keys()];
  const odd = named.find((name) => !wanted.includes(name)) ?? wanted.find((name) => !meta.has(name));
  if (odd !== undefined) throw refuse(tufRules, 'TUF-DELEGATION', {}, { subject: odd });
  const stray = delegatedNames.map(delegatedFile).find((name) => files.has(name) && !wanted.includes(name));
  if (stray !== undefined) throw refuse(tufRules, 'TUF-FILE-UNKNOWN', {}, { subject: stray });
}

/** Each list has what is its role's, and nothing else; the top one what was given to nobody. */
function checkPaths({ targets, delegated }: Read): void {
  const roles = delegated.map(({ role }) => role);
  const lists = [{ role: undefined, file: targets }, ...delegated];
  for (const { role, file } of lists)
    for (const { path } of file.content.targets) {
      const owner = roleOfPath(roles, path);
      if (owner?.name === role?.name) continue;
      const params = { list: file.name, owner: owner?.name ?? 'targets' };
      throw refuse(tufRules, 'TUF-DELEGATION-PATH', params, { subject: path });
    }
}

/** The keys of these roles that signed the file. Each signature there must be theirs, single and valid. */
function signersOf(file: TufFile<RoleName>, roles: readonly Role[]): TufKey[] {
  const known = new Map(roles.flatMap((role) => role.keys).map((key) => [key.keyid, key]));
  const signers = new Map<string, TufKey>();
  for (const { keyid, sig } of file.signatures) {
    const key = known.get(keyid);
    const at = { subject: file.name };
    if (key === undefined) throw refuse(tufRules, 'TUF-SIGNATURE-UNKNOWN', { keyid }, at);
    if (signers.has(keyid)) throw refuse(tufRules, 'TUF-SIGNATURE-DUPLICATE', { keyid }, at);
    if (!verifyTufSignature(key, sig, file.message)) throw refuse(tufRules, 'TUF-SIGNATURE', { keyid }, at);
    signers.set(keyid, key);
  }
  return distinctKeys([...signers.values()]);
}

/** Demands the threshold of every one of these roles; answers who signed. */
function checkSignatures(file: TufFile<RoleName>, roles: readonly Role[]): TufKey[] {
  const signers = signersOf(file, roles);
  for (const { keys, threshold } of roles) {
    const found = distinctKeys(signers.filter((one) => keys.some((key) => key.keyid === one.keyid))).length;
    if (found < threshold) throw refuse(tufRules, 'TUF-THRESHOLD', { found, threshold }, { subject: file.name });
  }
  return signers;
}

/** Section 5.3: each root is signed by the one before it and by itself. Answers who signed the last. */
function checkRoots(roots: readonly TufFile<'root'>[]): TufKey[] {
  const signers = roots.map((root, i) => {
    const before = roots[i - 1] ?? root;
    return checkSignatures(root, [before.content.roles.root, root.content.roles.root]);
  });
  return signers[signers.length - 1] ?? [];
}

/** The root that the caller trusts must say what one of the chain says; that one's signatures are checked there. */
function checkAnchor(roots: readonly TufFile<'root'>[], bytes: Uint8Array): void {
  const trusted = readTufFile('root.json', bytes, 'root');
  const here = roots[trusted.version - 1];
  if (here === undefined || !equal(here.message, trusted.message)) {
    throw refuse(tufRules, 'TUF-ROOT-ANCHOR', { version: trusted.version }, { subject: trusted.name });
  }
}

/** Sections 5.5.2, 5.5.4, 5.6.2, 5.6.4: the file is the one that the signed list names. */
function checkListed(file: TufFile<RoleName>, meta: MetaFile): void {
  const at = { subject: file.name };
  const [found, expected] = [file.bytes.length, meta.length];
  if (found !== expected) throw refuse(tufRules, 'TUF-META-LENGTH', { found, expected }, at);
  if (toHex(sha256(file.bytes)) !== meta.sha256) throw refuse(tufRules, 'TUF-META-HASH', {}, at);
  if (file.version !== meta.version) {
    throw refuse(tufRules, 'TUF-VERSION', { found: file.version, expected: meta.version }, at);
  }
}

function current({ root, targets, snapshot, timestamp, delegated }: Read): TufFile<RoleName>[] {
  return [root, targets, ...delegated.map(({ file }) => file), snapshot, timestamp];
}

/** Sections 5.3.10, 5.4.4, 5.5.6, 5.6.5. Metadata is expired from its `expires` on, not only after it. */
function checkExpiry(read: Read, now: string): void {
  const moment = seconds(now, 'now');
  for (const { name, expires } of current(read)) {
    if (moment >= seconds(expires, name)) throw refuse(tufRules, 'TUF-EXPIRED', { expires }, { subject: name });
  }
}

function checkNewer(file: TufFile<RoleName> | undefined, old: TufFile<RoleName>): void {
  const at = { subject: old.name };
  const found = file?.version ?? 0;
  if (found < old.version) throw refuse(tufRules, 'TUF-ROLLBACK', { found, known: old.version }, at);
  if (file !== undefined && found === old.version && !equal(file.message, old.message)) {
    throw refuse(tufRules, 'TUF-FORK', { found }, at);
  }
}

/** Sections 5.4.3 and 5.5.5: against a state accepted before, which is itself verified first. */
function checkRollback(read: Read, previous: Files): void {
  const old = readAll(previous);
  checkState(old);
  old.roots.forEach((root, i) => {
    checkNewer(read.roots[i], root);
  });
  checkNewer(read.timestamp, old.timestamp);
  checkNewer(read.snapshot, old.snapshot);
  checkNewer(read.targets, old.targets);
  for (const { file } of old.delegated)
    checkNewer(read.delegated.find((one) => one.file.name === file.name)?.file, file);
}

/** Signatures and lists of one state; answers the keys that signed every current file of the top roles. */
function checkState(read: Read): TufKey[] {
  const { roles } = read.root.content;
  const rootSigners = checkRoots(read.roots);
  const signers = [checkSignatures(read.timestamp, [roles.timestamp])];
  checkListed(read.snapshot, read.timestamp.content.meta);
  signers.push(checkSignatures(read.snapshot, [roles.snapshot]));
  const { meta } = read.snapshot.content;
  checkListed(read.targets, meta.get('targets.json')!);
  signers.push(checkSignatures(read.targets, [roles.targets]));
  for (const { role, file } of read.delegated) {
    checkListed(file, meta.get(file.name)!);
    checkSignatures(file, [role]);
  }
  checkPaths(read);
  return rootSigners.filter((one) => signers.every((others) => others.some((other) => other.keyid === one.keyid)));
}

function rehearsalOf({ targets, delegated }: Read): boolean {
  const marks = new Set<boolean>();
  for (const { name, content } of [targets, ...delegated.map(({ file }) => file)]) {
    for (const target of content.targets) marks.add(target.custom.rootseal.rehearsal);
    if (marks.size > 1) throw refuse(tufRules, 'TUF-REHEARSAL-MIXED', {}, { subject: name });
  }
  return marks.has(true);
}

function targetsOf({ targets, delegated }: Read): readonly TufTarget[] {
  if (targets.content.targets.length === 0) throw refuse(tufRules, 'TUF-TARGET-NONE', {}, { subject: targets.name });
  return [targets, ...delegated.map(({ file }) => file)].flatMap(({ content }) => content.targets);
}

/**
 * Verifies the files of `tuf/` (names relative to it; `.sm2sig` files are passed over, see sm2sig.ts).
 * Answers what they say; whether the targets lie there is asked with `checkTarget`. Throws a rule of
 * `tufRules` or `encodingRules`.
 */
export function verifyRepository(files: Files, options: TufOptions = {}): TufVerdict {
  const read = readAll(files);
  if (options.trustedRoot !== undefined) checkAnchor(read.roots, options.trustedRoot);
  const signers = checkState(read);
  if (options.previous !== undefined) checkRollback(read, options.previous);
  if (options.now !== undefined) checkExpiry(read, options.now);
  const { root, targets, snapshot, timestamp, delegated } = read;
  const { roles, keys } = root.content;
  const expiry = new Map(current(read).map(({ name, expires }) => [name, expires]));
  return {
    ...{ keys, signers, roles, threshold: roles.root.threshold },
    delegations: delegated.map(({ role }) => role),
    targets: targetsOf(read),
    rehearsal: rehearsalOf(read),
    expires: [...expiry.values()].sort()[0] ?? '',
    expiry,
    versions: {
      root: root.version,
      targets: targets.version,
      snapshot: snapshot.version,
      timestamp: timestamp.version,
    },
    lists: new Map(delegated.map(({ role, file }) => [role.name, file.version])),
  };
}

/** Checks one file against the signed list. Throws TUF-TARGET-UNKNOWN, TUF-TARGET-LENGTH, TUF-TARGET-HASH. */
export function checkTarget(targets: readonly TufTarget[], path: string, bytes: Uint8Array): TufTarget {
  const target = targets.find((one) => one.path === path);
  const at = { subject: path };
  if (target === undefined) throw refuse(tufRules, 'TUF-TARGET-UNKNOWN', {}, at);
  const [found, expected] = [bytes.length, target.length];
  if (found !== expected) throw refuse(tufRules, 'TUF-TARGET-LENGTH', { found, expected }, at);
  if (toHex(sha256(bytes)) !== target.sha256) throw refuse(tufRules, 'TUF-TARGET-HASH', {}, at);
  return target;
}
