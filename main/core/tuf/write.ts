/**
 * Writer of a TUF repository (TUF 1.0 section 4): root, targets and the lists of delegated roles, snapshot, timestamp,
 * all four top roles with the same keys and threshold unless the root has its own, `consistent_snapshot` false. Signatures come from a callback, because the
 * keys live elsewhere. What was written is verified before it is handed out.
 */

import { equal, sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { toJcs, type Json } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { canonicalJson } from './canonical.ts';
import {
  type DelegatedName,
  type TufDelegation,
  delegatedFile,
  delegatedNames,
  delegatedPaths,
  delegationsJson,
  roleOfPath,
} from './delegations.ts';
import { keyJson, tufKeyId, type TufPublicKey, type TufSignature } from './keys.ts';
import { checkPath, roleNames, signedBytes, type RoleName, type TufTarget } from './read.ts';
import { tufRules } from './rules.ts';
import { verifyRepository } from './verify.ts';

/** Whose keys a role has, and how many distinct ones must sign. */
export interface TufSigners {
  readonly keys: readonly TufPublicKey[];
  readonly threshold: number;
}

/** `2036-11-21T00:00:00Z` each; fractions of a second are not part of TUF. Delegated lists end with the top one. */
export type TufExpiry = Readonly<Record<RoleName, string>>;

export interface TufInput extends TufSigners {
  /** Whose keys may exchange all keys; absent: those of the other roles. */
  readonly root?: TufSigners;
  /** Version of all lists, snapshot and timestamp: 1 for a new repository, then one more each time. */
  readonly version: number;
  /** Of every file, or of each role. */
  readonly expires: string | TufExpiry;
  readonly targets: readonly TufTarget[];
  /** Each target goes into the list of the first that speaks of its path. */
  readonly delegations?: readonly TufDelegation[];
  /**
   * The root files so far (`1.root.json`, …). Absent: a new chain begins. If keys, threshold and expiry
   * are those of the last, the chain stays as it is; else a further root is written, which the keys of
   * the last root must sign as well.
   */
  readonly roots?: ReadonlyMap<string, Uint8Array>;
  /** The chain of roots stays as it is, whatever it says. */
  readonly keepRoots?: boolean;
}

/** Signs the given bytes for the named file, by as many keys as are there. */
export type TufSign = (signedBytes: Uint8Array, file: string) => Promise<readonly TufSignature[]>;

type Signed = Record<string, Json>;

function signed(role: RoleName, version: number, expires: string, rest: Signed): Signed {
  return { _type: role, spec_version: '1.0.31', version, expires, ...rest };
}

async function makeFile(body: Signed, file: string, sign: TufSign): Promise<Uint8Array> {
  const signatures = await sign(canonicalJson(body, file), file);
  // One order, so that the same signatures give the same file.
  const sorted = [...signatures].sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  return toJcs({ signatures: sorted.map(({ keyid, sig }) => ({ keyid, sig })), signed: body }, file);
}

const expiryOf = (expires: string | TufExpiry, role: RoleName) =>
  typeof expires === 'string' ? expires : expires[role];

function rootBody(input: TufRootInput, version: number): Signed {
  const root = input.root ?? input;
  const all = [...input.keys, ...root.keys];
  const ids = ({ keys }: TufSigners) => keys.map(({ suite, publicKey }) => tufKeyId(suite, publicKey)).sort();
  const role = (of: TufSigners) => ({ keyids: ids(of), threshold: of.threshold });
  return signed('root', version, expiryOf(input.expires, 'root'), {
    keys: Object.fromEntries(all.map((key) => [tufKeyId(key.suite, key.publicKey), keyJson(key)])),
    roles: Object.fromEntries(roleNames.map((name) => [name, role(name === 'root' ? root : input)])),
    consistent_snapshot: false,
  });
}

export type TufRootInput = Pick<TufInput, 'keys' | 'threshold' | 'root' | 'expires' | 'roots'>;

/** The bytes that signatures of a root file are made over. */
export const rootMessage = (input: Omit<TufRootInput, 'roots'>, version: number): Uint8Array =>
  canonicalJson(rootBody(input, version), 'root.json');

/** The bytes that signatures of each list are made over. */
export const listMessages = (input: ListInput): Uint8Array[] =>
  [...targetLists(input)].map(([role, body]) => canonicalJson(body, role));

/**
 * The chain of roots, longer by one if the last is not what the input asks for, or in any case (`always`): then `sign`
 * gives the signatures of the keys before and after it.
 */
export async function writeRoots(input: TufRootInput, sign: TufSign, always = false): Promise<Map<string, Uint8Array>> {
  const roots = new Map(input.roots);
  const name = (version: number) => `${String(version)}.root.json`;
  const last = roots.get(name(roots.size));
  if (!always && last !== undefined && equal(signedBytes(last), canonicalJson(rootBody(input, roots.size))))
    return roots;
  const next = roots.size + 1;
  return roots.set(name(next), await makeFile(rootBody(input, next), name(next), sign));
}

type ListInput = Pick<TufInput, 'targets' | 'version' | 'expires' | 'delegations'>;

/** Every list of targets by its role, the top one first: who speaks of which paths, and what each has. TUF-TARGET-DUPLICATE */
function targetLists(input: ListInput): Map<'targets' | DelegatedName, Signed> {
  const { delegations: given = [], targets } = input;
  const roles = delegatedNames
    .filter((name) => given.some((role) => role.name === name))
    .map((name) => ({ name, paths: delegatedPaths[name] }));
  const twice = targets.find(({ path }, i) => targets.findIndex((other) => other.path === path) < i);
  if (twice) throw refuse(tufRules, 'TUF-TARGET-DUPLICATE', {}, { subject: twice.path });
  const of = (name?: DelegatedName) => targets.filter(({ path }) => roleOfPath(roles, path)?.name === name);
  const top = { targets: listed(of()), ...(roles.length > 0 && { delegations: delegationsJson(given) }) };
  const body = (rest: Signed) => signed('targets', input.version, expiryOf(input.expires, 'targets'), rest);
  return new Map<'targets' | DelegatedName, Signed>([
    ['targets', body(top)],
    ...roles.map(({ name }) => [name, body({ targets: listed(of(name)) })] as const),
  ]);
}

function listed(targets: readonly TufTarget[]): Json {
  return Object.fromEntries(
    targets.map(({ path, length, sha256: hash, custom }) => {
      const { kind, rehearsal, epoch, state } = custom.rootseal;
      const rootseal: Signed = { kind, rehearsal, ...(epoch && state && { epoch, state }) };
      return [checkPath(path), { length, hashes: { sha256: hash }, custom: { rootseal } }];
    }),
  );
}

type Lists = ReadonlyMap<string, Uint8Array>;

function listBody(role: 'snapshot' | 'timestamp', { version, expires }: TufInput, files: Lists): Signed {
  const meta = [...files].map(([name, file]) => {
    return [name, { version, length: file.length, hashes: { sha256: toHex(sha256(file)) } }];
  });
  return signed(role, version, expiryOf(expires, role), { meta: Object.fromEntries(meta) as Json });
}

/**
 * Writes the files of `tuf/`, names relative to it: the chain of roots, `targets.json`, the list of each delegated
 * role, `snapshot.json`, `timestamp.json`. Each is signed once, in that order. Throws the rule that the result would
 * break, TUF-THRESHOLD for instance if the callback gave too few signatures.
 */
export async function writeRepository(input: TufInput, sign: TufSign): Promise<Map<string, Uint8Array>> {
  const files = input.keepRoots === true ? new Map(input.roots) : await writeRoots(input, sign);
  const add = async (name: string, body: Signed) => {
    const file = await makeFile(body, name, sign);
    files.set(name, file);
    return [name, file] as const;
  };
  const lists = new Map<string, Uint8Array>();
  for (const [role, body] of targetLists(input)) {
    const [name, file] = await add(role === 'targets' ? 'targets.json' : delegatedFile(role), body);
    lists.set(name, file);
  }
  const [name, snapshot] = await add('snapshot.json', listBody('snapshot', input, lists));
  await add('timestamp.json', listBody('timestamp', input, new Map([[name, snapshot]])));
  verifyRepository(files);
  return files;
}
