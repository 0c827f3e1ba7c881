/**
 * Strict reader of the four kinds of TUF metadata (TUF 1.0 sections 4.3 to 4.6) as we write them:
 * the file is RFC 8785 JSON and its fields are exactly these. Nothing is verified here but the form.
 */

import { fromHex } from '../encoding/hex.ts';
import { parseJcs, type Json } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { canonicalJson } from './canonical.ts';
import { type Delegation, readDelegations } from './delegations.ts';
import { constant, exact, flag, integer, list, object, sha256Hex, text, tufTime } from './fields.ts';
import { readKey, type TufKey, type TufSignature } from './keys.ts';
import { readRole, type Role } from './roles.ts';
import { tufRules } from './rules.ts';

export const roleNames = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type RoleName = (typeof roleNames)[number];

/** What a list says of one file: `snapshot.json` in the timestamp, each list of targets in the snapshot. */
export interface MetaFile {
  readonly version: number;
  readonly length: number;
  readonly sha256: string;
}

export interface TufTarget {
  /** Relative to `public/`. */
  readonly path: string;
  readonly length: number;
  /** 64 hex digits. */
  readonly sha256: string;
  readonly custom: { readonly rootseal: TargetFacts };
}

/** What a target says of itself; of a share set also where it stands, once there is more than one. */
export interface TargetFacts {
  readonly kind: string;
  readonly rehearsal: boolean;
  readonly epoch?: number;
  readonly state?: 'active' | 'retired';
}

interface Contents {
  root: { readonly keys: readonly TufKey[]; readonly roles: Readonly<Record<RoleName, Role>> };
  /** `delegations` stand in the top list alone; before there were any, it has none. */
  targets: { readonly targets: readonly TufTarget[]; readonly delegations?: readonly Delegation[] };
  /** By the name of the file. */
  snapshot: { readonly meta: ReadonlyMap<string, MetaFile> };
  timestamp: { readonly meta: MetaFile };
}

/** One metadata file, read but not yet believed. */
export interface TufFile<R extends RoleName> {
  /** File name below `tuf/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The canonical JSON of `signed`: what the signatures are over. */
  readonly message: Uint8Array;
  readonly signatures: readonly TufSignature[];
  readonly version: number;
  readonly expires: string;
  readonly content: Contents[R];
}

function readRoot(fields: { keys: Json; roles: Json; consistent_snapshot: Json }, at: string): Contents['root'] {
  constant(fields.consistent_snapshot, false, `${at}.consistent_snapshot`);
  const listed = Object.entries(object(fields.keys, `${at}.keys`));
  const keys = new Map(listed.map(([id, key]) => [id, readKey(id, key, `${at}.keys.${id}`)]));
  const roles = exact(fields.roles, roleNames, `${at}.roles`);
  const role = (name: RoleName) => readRole(roles[name], keys, `${at}.roles.${name}`);
  return {
    keys: [...keys.values()],
    roles: { root: role('root'), targets: role('targets'), snapshot: role('snapshot'), timestamp: role('timestamp') },
  };
}

function readMeta(value: Json | undefined, at: string): MetaFile {
  const fields = exact(value, ['version', 'length', 'hashes'], at);
  const { sha256 } = exact(fields.hashes, ['sha256'], `${at}.hashes`);
  return {
    version: integer(fields.version, 1, `${at}.version`),
    length: integer(fields.length, 1, `${at}.length`),
    sha256: sha256Hex(sha256, `${at}.hashes.sha256`),
  };
}

function readTimestamp(value: Json, at: string): Contents['timestamp'] {
  return { meta: readMeta(exact(value, ['snapshot.json'], at)['snapshot.json'], at) };
}

function readSnapshot(value: Json, at: string): Contents['snapshot'] {
  const listed = object(value, at);
  if (!Object.hasOwn(listed, 'targets.json'))
    throw refuse(tufRules, 'TUF-FIELD-MISSING', { field: 'targets.json' }, { subject: at });
  return { meta: new Map(Object.entries(listed).map(([name, entry]) => [name, readMeta(entry, `${at}.${name}`)])) };
}

/** Throws TUF-PATH unless every reader on every system takes `path` for the same file below `public/`. */
export function checkPath(path: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(path)) {
    throw refuse(tufRules, 'TUF-PATH', {}, { subject: path });
  }
  return path;
}

function readTarget(path: string, value: Json, at: string): TufTarget {
  const subject = `${at}.targets.${checkPath(path)}`;
  const fields = exact(value, ['length', 'hashes', 'custom'], subject);
  const { sha256 } = exact(fields.hashes, ['sha256'], `${subject}.hashes`);
  const { rootseal } = exact(fields.custom, ['rootseal'], `${subject}.custom`);
  return {
    path,
    length: integer(fields.length, 0, `${subject}.length`),
    sha256: sha256Hex(sha256, `${subject}.hashes.sha256`),
    custom: { rootseal: readFacts(rootseal, subject) },
  };
}

function readFacts(value: Json | undefined, subject: string): TargetFacts {
  const at = `${subject}.custom.rootseal`;
  const isSet = typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, 'state');
  const facts = (told: Record<'kind' | 'rehearsal', Json>) => ({
    kind: text(told.kind, `${subject}.kind`),
    rehearsal: flag(told.rehearsal, `${subject}.rehearsal`),
  });
  if (!isSet) return facts(exact(value, ['kind', 'rehearsal'], at));
  const told = exact(value, ['kind', 'rehearsal', 'epoch', 'state'], at);
  if (told.state !== 'retired') constant(told.state, 'active', `${subject}.state`);
  const state = told.state === 'retired' ? 'retired' : 'active';
  return { ...facts(told), epoch: integer(told.epoch, 1, `${subject}.epoch`), state };
}

function readTargets(value: Json, at: string): Contents['targets'] {
  const hasRoles = Object.hasOwn(object(value, at), 'delegations');
  const fields = exact(value, hasRoles ? [...common, 'targets', 'delegations'] : [...common, 'targets'], at);
  const listed = Object.entries(object(fields.targets, `${at}.targets`));
  const targets = listed.map(([path, target]) => readTarget(path, target, at));
  if (!hasRoles) return { targets };
  return { targets, delegations: readDelegations(fields.delegations, `${at}.delegations`).roles };
}

const common = ['_type', 'spec_version', 'version', 'expires'] as const;

/** The readers of what is particular to each role. */
const readers: { [R in RoleName]: (signed: Json, at: string) => Contents[R] } = {
  root: (signed, at) => readRoot(exact(signed, [...common, 'keys', 'roles', 'consistent_snapshot'], at), at),
  targets: readTargets,
  snapshot: (signed, at) => readSnapshot(exact(signed, [...common, 'meta'], at).meta, `${at}.meta`),
  timestamp: (signed, at) => readTimestamp(exact(signed, [...common, 'meta'], at).meta, `${at}.meta`),
};

function readSignature(value: Json, subject: string): TufSignature {
  const fields = exact(value, ['keyid', 'sig'], subject);
  const sig = text(fields.sig, `${subject}.sig`);
  fromHex(sig, `${subject}.sig`);
  return { keyid: text(fields.keyid, `${subject}.keyid`), sig };
}

function checkKind(signed: Json, role: RoleName, name: string): void {
  const { _type: found = '' } = object(signed, name);
  if (found !== role)
    throw refuse(tufRules, 'TUF-TYPE', { found: JSON.stringify(found), expected: role }, { subject: name });
}

/** Reads one metadata file of the given role. Throws ENCODING-JSON, TUF-TYPE, TUF-FIELD…, TUF-KEY… . */
export function readTufFile<R extends RoleName>(name: string, bytes: Uint8Array, role: R): TufFile<R> {
  const { signed, signatures } = exact(parseJcs(bytes, name), ['signatures', 'signed'], name);
  checkKind(signed, role, name);
  const content = readers[role](signed, name);
  const { spec_version: spec, version = 0, expires = '' } = object(signed, name);
  // 1.0.x clients read each other's files; another minor version may mean another thing.
  if (typeof spec !== 'string' || !/^1\.0\.\d{1,4}$/.test(spec)) constant(spec ?? '', '1.0.31', `${name}.spec_version`);
  return {
    name,
    bytes,
    message: canonicalJson(signed, name),
    signatures: list(signatures, `${name}.signatures`).map((one) => readSignature(one, `${name}.signatures`)),
    version: integer(version, 1, `${name}.version`),
    expires: tufTime(expires, `${name}.expires`),
    content,
  };
}

/** The bytes that the signatures of a TUF file, and its `.sm2sig`, are made over. Throws ENCODING-JSON, TUF-FIELD…. */
export function signedBytes(file: Uint8Array, name = 'TUF'): Uint8Array {
  const { signed } = exact(parseJcs(file, name), ['signatures', 'signed'], name);
  return canonicalJson(signed, name);
}
