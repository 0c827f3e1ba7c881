/**
 * Writer of a TUF repository (TUF 1.0 section 4): root, targets, snapshot, timestamp, all four roles with
 * the same keys and threshold, `consistent_snapshot` false. Signatures come from a callback, because the
 * keys live elsewhere. What was written is verified before it is handed out.
 */

import { equal, sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { toJcs, type Json } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { canonicalJson } from './canonical.ts';
import { keyJson, tufKeyId, type TufPublicKey, type TufSignature } from './keys.ts';
import { checkPath, roleNames, signedBytes, type RoleName, type TufTarget } from './read.ts';
import { tufRules } from './rules.ts';
import { verifyRepository } from './verify.ts';

export interface TufInput {
  readonly keys: readonly TufPublicKey[];
  /** How many distinct keys must sign each file. */
  readonly threshold: number;
  /** Version of targets, snapshot and timestamp: 1 for a new repository, then one more each time. */
  readonly version: number;
  /** `2036-11-21T00:00:00Z`; fractions of a second are not part of TUF. */
  readonly expires: string;
  readonly targets: readonly TufTarget[];
  /**
   * The root files so far (`1.root.json`, …). Absent: a new chain begins. If keys, threshold and expiry
   * are those of the last, the chain stays as it is; else a further root is written, which the keys of
   * the last root must sign as well.
   */
  readonly roots?: ReadonlyMap<string, Uint8Array>;
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

function rootBody(input: TufRootInput, version: number): Signed {
  const keys = input.keys.map((key) => [tufKeyId(key.suite, key.publicKey), keyJson(key)] as const);
  const role = { keyids: keys.map(([keyid]) => keyid).sort(), threshold: input.threshold };
  return signed('root', version, input.expires, {
    keys: Object.fromEntries(keys),
    roles: Object.fromEntries(roleNames.map((name) => [name, role])),
    consistent_snapshot: false,
  });
}

export type TufRootInput = Pick<TufInput, 'keys' | 'threshold' | 'expires' | 'roots'>;

/**
 * The chain of roots, longer by one if the last is not what the input asks for: then `sign` gives the signatures of the
 * keys before and after it.
 */
export async function writeRoots(input: TufRootInput, sign: TufSign): Promise<Map<string, Uint8Array>> {
  const roots = new Map(input.roots);
  const name = (version: number) => `${String(version)}.root.json`;
  const last = roots.get(name(roots.size));
  if (last !== undefined && equal(signedBytes(last), canonicalJson(rootBody(input, roots.size)))) return roots;
  const next = roots.size + 1;
  return roots.set(name(next), await makeFile(rootBody(input, next), name(next), sign));
}

function targetsBody(input: TufInput): Signed {
  const targets = new Map<string, Json>();
  for (const { path, length, sha256: hash, custom } of input.targets) {
    if (targets.has(checkPath(path))) throw refuse(tufRules, 'TUF-TARGET-DUPLICATE', {}, { subject: path });
    const { kind, rehearsal, epoch, state } = custom.rootseal;
    const rootseal: Signed = { kind, rehearsal, ...(epoch && state && { epoch, state }) };
    targets.set(path, { length, hashes: { sha256: hash }, custom: { rootseal } });
  }
  return signed('targets', input.version, input.expires, { targets: Object.fromEntries(targets) });
}

function listBody(role: 'snapshot' | 'timestamp', input: TufInput, name: string, file: Uint8Array): Signed {
  const entry = { version: input.version, length: file.length, hashes: { sha256: toHex(sha256(file)) } };
  return signed(role, input.version, input.expires, { meta: { [name]: entry } });
}

/**
 * Writes the files of `tuf/`, names relative to it: the chain of roots, `targets.json`, `snapshot.json`,
 * `timestamp.json`. Each is signed once, in that order. Throws the rule that the result would break,
 * TUF-THRESHOLD for instance if the callback gave too few signatures.
 */
export async function writeRepository(input: TufInput, sign: TufSign): Promise<Map<string, Uint8Array>> {
  const files = await writeRoots(input, sign);
  const add = async (name: string, body: Signed) => {
    const file = await makeFile(body, name, sign);
    files.set(name, file);
    return file;
  };
  const targets = await add('targets.json', targetsBody(input));
  const snapshot = await add('snapshot.json', listBody('snapshot', input, 'targets.json', targets));
  await add('timestamp.json', listBody('timestamp', input, 'snapshot.json', snapshot));
  verifyRepository(files);
  return files;
}
